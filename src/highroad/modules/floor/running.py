"""The floor that runs in this process: its host, its hub, its newsroom. Started and stopped by whoever serves pages.

`start` is given a journal and a clock, so that nothing here knows which store or whose time it is. Pages reach the
floor through `the_floor()`; when none runs they get `Unavailable`, which says so in words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import structlog

from highroad.core.engine.record import Recorded
from highroad.core.words.hours import local_date, moment
from highroad.core.words.journal import Journal

from .live.hub import Hub
from .live.news import Newsroom
from .service.clock import Clock
from .service.host import Host, Listener, Unavailable
from .service.memory import from_entry


@dataclass(slots=True)
class RunningFloor:
    """One floor, running."""

    host: Host
    hub: Hub
    newsroom: Newsroom


log = structlog.get_logger(__name__)

_RUNNING: list[RunningFloor] = []

ON_START: list[Callable[[RunningFloor], None]] = []
"""What a floor that has just started is told from the tables. A fault there is logged; the floor runs without it."""


def start(journal: Journal, clock: Clock, listeners: tuple[Listener, ...] = ()) -> RunningFloor:
    """Run a floor in this process. Raises JournalError when its journal cannot be had."""
    if _RUNNING:
        return _RUNNING[0]
    hub = Hub()
    newsroom = Newsroom(hub)
    host = Host(journal, clock)
    host.listeners += [newsroom, *listeners]
    host.start()
    history = facts_of_today(host)
    host.look(lambda engine: newsroom.begin(engine, history))
    floor = RunningFloor(host, hub, newsroom)
    _RUNNING.append(floor)
    for tell in ON_START:
        try:
            tell(floor)
        except Exception:
            log.exception("not_told_at_start", what=getattr(tell, "__qualname__", str(tell)))
    return floor


def stop() -> None:
    """Stop the floor that runs here, if one does; nothing acknowledged is lost."""
    while _RUNNING:
        _RUNNING.pop().host.stop()


def floor_runs_here() -> bool:
    """Whether a floor was started in this process and not stopped."""
    return bool(_RUNNING)


def the_floor() -> RunningFloor:
    """The floor of this process. Raises Unavailable when none runs, or when it has failed."""
    if not _RUNNING:
        message = "The floor is not running here. Start it with `highroad run`."
        raise Unavailable(message)
    if _RUNNING[0].host.failed:
        raise Unavailable(_RUNNING[0].host.failed)
    return _RUNNING[0]


def facts_of_today(host: Host) -> list[Recorded]:
    """The facts since the floor's local midnight, read back from the journal's end."""
    zone = host.look(lambda engine: engine.floor.rules.zone)
    midnight = moment(zone, local_date(zone, host.clock.now()), 0)
    facts: list[Recorded] = []
    for entry in host.journal.read(after_seq=_first_of_day(host, midnight)):
        facts += from_entry(entry.seq, entry.at, entry.body).facts
    return facts


def _first_of_day(host: Host, midnight: int) -> int:
    """The number of the last entry before midnight, found by halving: entries are in order of time."""
    low, high = 0, host.seq
    while low < high:
        middle = (low + high + 1) // 2
        entry = host.journal.entry(middle)
        if entry is not None and entry.at < midnight:
            low = middle
        else:
            high = middle - 1
    return low
