"""What may be done to a case: comments, work items, review dates, corrections, attempts at identity."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum

TEXT_LENGTH_MAX = 4000


class ItemState(StrEnum):
    """Where an item of the work list stands."""

    OPEN = "open"
    DONE = "done"
    DEFERRED = "deferred"
    NOT_APPLICABLE = "not-applicable"


NEEDS_REASON = frozenset({ItemState.DEFERRED, ItemState.NOT_APPLICABLE})


def why_not_text(text: str) -> str | None:
    """Why these words cannot be kept."""
    if not text.strip():
        return "text-missing"
    return "text-too-long" if len(text) > TEXT_LENGTH_MAX else None


def why_not_item_state(state: ItemState, reason: str) -> str | None:
    """Deferred and not applicable say why; the next colleague reads it."""
    return "reason-missing" if state in NEEDS_REASON and not reason.strip() else None


def sync_date(reviews: Iterable[date | None]) -> date | None:
    """The one date all open programs can share: the earliest, since no review may be put off beyond its own date.

    None when there is nothing to bring together.
    """
    dates = {due for due in reviews if due is not None}
    return min(dates) if len(dates) > 1 else None


def why_not_sync(reviews: Sequence[date | None], to: date) -> str | None:
    """Why the review dates cannot be brought to this day."""
    known = [due for due in reviews if due is not None]
    if len(set(known)) < 2:
        return "nothing-to-sync"
    return "sync-too-late" if to > min(known) else None


def why_not_attempt(differed: int, differed_max: int) -> str | None:
    """Why what the caller says is not compared once more: someone could be trying addresses out."""
    return "too-many-attempts" if differed >= differed_max else None


def shown_state(stored: ItemState, kept_in: str, contact: str) -> ItemState | None:
    """How a kept state shows in this contact: what was deferred comes back, what was settled is gone (None)."""
    if kept_in == contact or stored is ItemState.OPEN:
        return stored
    return ItemState.OPEN if stored is ItemState.DEFERRED else None
