"""What has to be done again and again while the program runs, and how often: one table, one thread.

A chore may be done twice or late without harm: each reads what is due and does only that. One that fails is logged
and tried again at its next time; it never stops the others, nor the floor.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from django.db import close_old_connections
from django.utils import timezone

from highroad.modules.cases.api import sweep
from highroad.modules.floor.api import RunningFloor, put_due_in_force, read_into_reports
from highroad.modules.people.api import forget_old_answers

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Chore:
    """One thing to do every so many seconds of real time."""

    name: str
    every_s: float
    do: Callable[[RunningFloor], object]


CHORES: tuple[Chore, ...] = (
    Chore("read the journal into reports", 2, read_into_reports),
    Chore("remind of callbacks and note breaches", 60, lambda _floor: sweep(timezone.now())),
    Chore("put in force the playbook whose day has come", 60, put_due_in_force),
    Chore("forget the answers of repeated writes", 3600, lambda _floor: forget_old_answers(at=timezone.now())),
)


class Housekeeper:
    """Does the chores of a running floor until it is stopped."""

    def __init__(self, floor: RunningFloor, chores: tuple[Chore, ...] = CHORES) -> None:
        self.floor = floor
        self.chores = chores
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="chores", daemon=True)

    def start(self) -> None:
        """Begin; every chore is done once at the beginning."""
        self._thread.start()

    def stop(self) -> None:
        """Finish the chore at hand, and end."""
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        due = {chore.name: 0.0 for chore in self.chores}
        while not self._stopped.is_set():
            now = time.monotonic()
            for chore in self.chores:
                if due[chore.name] <= now and not self._stopped.is_set():
                    self.do(chore)
                    due[chore.name] = time.monotonic() + chore.every_s
            self._stopped.wait(max(0.0, min(due.values()) - time.monotonic()))

    def do(self, chore: Chore) -> None:
        """Do one chore now. A fault is logged by its kind alone: its words might quote somebody."""
        close_old_connections()
        try:
            chore.do(self.floor)
        except Exception as fault:  # noqa: BLE001 - whatever a chore does wrong, the others and the floor go on
            log.error("chore_failed", chore=chore.name, fault=type(fault).__name__)
        finally:
            close_old_connections()
