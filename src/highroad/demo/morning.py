"""The day until now: the actors play it on the virtual clock, and what they did is written to the journal in groups.

So the boards, the reports and the explanations have a morning behind them, made by the same engine, the same actors
and the same entries as what follows live.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from highroad.core.engine.record import Recorder
from highroad.core.simulator.day import ClosedDay, Day, opening
from highroad.core.simulator.scenario import Scenario
from highroad.core.words.hours import local_date, moment
from highroad.core.words.journal import Journal, NewEntry
from highroad.core.words.policy import Policy
from highroad.modules.floor.api import to_blob, to_body

MINUTE_MS = 60_000
EARLIEST_MS = 25 * MINUTE_MS
LATEST_MS = 60 * MINUTE_MS
SET_TO_MINUTE = 10 * 60 + 40
"""10:40: the day is well under way, and there is a long piece of it to come."""
GROUP = 1000
LEASE_MS = 600_000


@dataclass(frozen=True, slots=True)
class Now:
    """The demo's day and moment. `is_set` tells that it is not the real one, which the first page says."""

    day: date
    at: int
    is_set: bool


def choose_now(scenario: Scenario, policy: Policy, real: int) -> Now:
    """The real time (epoch ms) while the center is open and the day has enough left; else 10:40 of a working day."""
    day = local_date(policy.zone, real)
    try:
        opens, closes = opening(scenario, policy, day)
    except ClosedDay:
        opens = closes = 0
    if opens + EARLIEST_MS <= real <= closes - LATEST_MS:
        return Now(day, real, is_set=False)
    while not _has(scenario, policy, day):
        day += timedelta(days=1)
    return Now(day, moment(policy.zone, day, SET_TO_MINUTE), is_set=True)


def _has(scenario: Scenario, policy: Policy, day: date) -> bool:
    """Whether the center is open that day at the minute the demo is set to."""
    try:
        opens, closes = opening(scenario, policy, day)
    except ClosedDay:
        return False
    return opens <= moment(policy.zone, day, SET_TO_MINUTE) <= closes - LATEST_MS


def years_around(at: int) -> tuple[int, int, int]:
    """The years for which a policy's holidays are wanted."""
    year = datetime.fromtimestamp(at / 1000, UTC).year
    return year - 1, year, year + 1


@dataclass(slots=True)
class Scribe:
    """Turns each command's facts into an entry."""

    seed: int
    recorder: Recorder = field(default_factory=Recorder)
    entries: list[NewEntry] = field(default_factory=list)
    count: int = 0

    def told(self, name: str, at: int) -> None:
        """A command was carried out: its facts become one entry."""
        facts = self.recorder.take()
        if facts:
            self.count += 1
            body = to_body(name, "simulated", facts)
            self.entries.append(NewEntry(at, f"morning:{self.seed}:{self.count}", body))


def play_morning(day: Day, scribe: Scribe, journal: Journal, until: int) -> None:
    """Play the day up to `until` and make it durable, with a snapshot so that the live service starts at once."""
    day.play(until)
    tenure = journal.acquire("morning", day.engine.floor.now, LEASE_MS)
    seq = 0
    for begin in range(0, len(scribe.entries), GROUP):
        seq = journal.append(tenure.epoch, scribe.entries[begin : begin + GROUP]).seq
    digest, blob = to_blob(day.engine.floor)
    journal.save_snapshot(tenure.epoch, seq, digest, blob)
    journal.release(tenure.epoch)
    scribe.entries.clear()
