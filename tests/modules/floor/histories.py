"""Small histories for the floor's pages: facts, read into rows."""

from __future__ import annotations

from datetime import date

from highroad.core.words.hours import moment
from highroad.modules.floor.imports.records import CallRecord, facts_of
from highroad.modules.floor.reports.projector import Projector
from highroad.modules.floor.service.memory import Heard

DAY = date(2026, 11, 19)
ZONE = "America/Chicago"
SECOND = 1000


def a_morning(ada: int, hal: int) -> None:
    """The 19th of November: three calls of Ada's, one of Hal's, one caller who left after 40 seconds."""
    nine = moment(ZONE, DAY, 9 * 60)
    calls = [
        CallRecord("1", "family", nine, answered=True, agent=ada, wait_ms=8 * SECOND,
                   talk_ms=300 * SECOND, resolved=True),
        CallRecord("2", "family", nine + 600 * SECOND, answered=True, agent=ada, wait_ms=12 * SECOND,
                   talk_ms=420 * SECOND, hold_ms=60 * SECOND, wrap_ms=45 * SECOND, resolved=True),
        CallRecord("3", "ebd", nine + 1500 * SECOND, answered=True, agent=ada, wait_ms=4 * SECOND,
                   talk_ms=200 * SECOND, resolved=False),
        CallRecord("4", "family", nine + 700 * SECOND, answered=True, agent=hal, wait_ms=15 * SECOND,
                   talk_ms=180 * SECOND, resolved=True),
        CallRecord("5", "family", nine + 720 * SECOND, answered=False, wait_ms=40 * SECOND),
    ]  # fmt: skip
    entries = [
        Heard(seq, call.arrived, "test", "test", facts_of(call, seq)) for seq, call in enumerate(calls, start=1)
    ]
    Projector("main").read(entries)
