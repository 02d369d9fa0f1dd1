"""When a promised callback is due: inside the hours of the one who promised, or a lead is asked at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from highroad.core.playbooks.moving import CallbackContract, Recipient
from highroad.core.words.hours import Span, meeting


@dataclass(frozen=True, slots=True)
class Due:
    """The latest moment to call back (epoch ms), the spans in which to call, and when who is reminded."""

    at: int
    windows: tuple[Span, ...]
    reminders: tuple[tuple[int, tuple[Recipient, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class AskLead:
    """The promise cannot be kept as it stands: no permitted time is left before `latest` (epoch ms).

    `next_window` is the first permitted time after it, so that the lead can weigh a late call against another
    person; None when none is known.
    """

    latest: int
    next_window: Span | None


def callback_due(contract: CallbackContract, created_at: int, shifts: Sequence[Span]) -> Due | AskLead:
    """When a callback promised at `created_at` (epoch ms) is due.

    `shifts` are the spans (epoch ms) in which it may be made: the worker's own shifts on the call center, or the
    open hours of the contract's purpose. It is due when the last span before the limit ends.
    """
    latest = created_at + contract.due_ms
    if contract.inside == "any_time":
        return _due(contract, created_at, latest, ((created_at, latest),))
    windows = tuple(span for span in meeting(_joined(shifts), [(created_at, latest)]) if _is_enough(contract, span))
    if windows:
        return _due(contract, created_at, windows[-1][1], windows)
    if contract.no_time == "due_anyway":
        return _due(contract, created_at, latest, ())
    later = next((span for span in _joined(shifts) if span[1] > latest and _is_enough(contract, span)), None)
    return AskLead(latest, later)


def _is_enough(contract: CallbackContract, span: Span) -> bool:
    return span[1] - span[0] >= contract.at_least_ms


def _joined(shifts: Sequence[Span]) -> list[Span]:
    """The spans in order, touching and overlapping ones as one."""
    joined: list[Span] = []
    for start, end in sorted(shifts):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        elif start < end:
            joined.append((start, end))
    return joined


def _due(contract: CallbackContract, created_at: int, at: int, windows: tuple[Span, ...]) -> Due:
    """With its reminders in order; one that would lie before the promise itself is sent with the promise."""
    moments = {(max(created_at, at - reminder.before_ms), reminder.to) for reminder in contract.reminders}
    return Due(at, windows, tuple(sorted(moments)))
