"""When a worker's callback is due: the playbook's promise laid over that worker's own shifts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from highroad.core.playbooks.moving import CallbackContract
from highroad.core.playbooks.promising import AskLead, Due, callback_due
from highroad.core.words.hours import DAY_MS, Hours, Span, local_date, spans_on
from highroad.modules.people.api import Person

from .ports import shifts
from .rules.callback import Reminder

LOOK_AHEAD_DAYS = 14
WORKING_DAY: tuple[Span, ...] = ((8 * 60, 16 * 60 + 30),)
WEEK: tuple[tuple[Span, ...], ...] = (WORKING_DAY,) * 5 + ((), ())
"""Monday to Friday, when nothing better is known of a person's shifts."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A callback's limit and due moment, its reminders, and whether the worker has time before the limit."""

    limit_at: datetime
    due_at: datetime
    has_time: bool
    reminders: list[Reminder]


def promise(contract: CallbackContract, worker: Person | None, *, asked_at: datetime, at: datetime) -> Promise:
    """The promise as it stands at `at`, counted from when the caller asked. Without a worker there is no time."""
    limit = to_ms(asked_at) + contract.due_ms
    now = to_ms(at)
    result: Due | AskLead = AskLead(limit, None)
    if worker is not None and limit > now:
        left = replace(contract, due_ms=limit - now)
        result = callback_due(left, now, shifts_of(worker, now, limit + LOOK_AHEAD_DAYS * DAY_MS))
    if isinstance(result, AskLead):
        return Promise(from_ms(limit), from_ms(limit), has_time=False, reminders=[])
    reminders = [Reminder(number, when, tuple(to)) for number, (when, to) in enumerate(result.reminders)]
    return Promise(from_ms(limit), from_ms(result.at), has_time=True, reminders=reminders)


def reminders_before(contract: CallbackContract, due_at: datetime, *, at: datetime) -> list[Reminder]:
    """The promise's reminders, for a moment that a lead has chosen."""
    moments = sorted((max(to_ms(at), to_ms(due_at) - one.before_ms), tuple(one.to)) for one in contract.reminders)
    return [Reminder(number, when, to) for number, (when, to) in enumerate(moments)]


def shifts_of(worker: Person, start: int, end: int) -> Sequence[Span]:
    """When this person works, between two moments (epoch ms)."""
    known = shifts()
    if known is not None:
        return known.spans(worker.staff_number, start, end)
    hours = Hours(purpose=f"site {worker.site.key}", zone=worker.site.time_zone, weekly=WEEK)
    first = local_date(hours.zone, start) - timedelta(days=1)
    days = (end - start) // DAY_MS + 3
    spans = [span for ahead in range(days) for span in spans_on(hours, first + timedelta(days=ahead))]
    return [span for span in spans if span[1] > start and span[0] < end]


def to_ms(at: datetime) -> int:
    """Epoch milliseconds."""
    return int(at.timestamp() * 1000)


def from_ms(at: int) -> datetime:
    """The moment of epoch milliseconds."""
    return datetime.fromtimestamp(at / 1000, UTC)
