"""The day's counts by queue, from facts alone.

Each figure has a written definition (`docs/reference/metrics.md`); the two service-level formulas that the field
uses are both here, by name. A contact counts for the queue in which it was offered, answered or abandoned, on the
local day on which it entered that queue. A consult between colleagues counts for the line that was called.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from highroad.core.engine.facts import Facts
from highroad.core.words.hours import local_date, moment
from highroad.core.words.policy import Policy

SLOT_MS = 15 * 60_000
SLOTS_SHOWN = 8


@dataclass(slots=True)
class QueueCounts:
    """What one queue has had since midnight: contacts, and of them how many in the target time."""

    offered: int = 0
    answered: int = 0
    answered_in_target: int = 0
    abandoned: int = 0
    abandoned_in_target: int = 0
    wait_ms: int = 0
    """Sum of the waits of the answered ones: ASA is this divided by `answered`."""
    slots: dict[int, list[int]] = field(default_factory=dict)
    """By quarter of an hour (epoch ms of its start): [in target (formula b), answered or abandoned, answered in
    target, answered]: the first two give formula (b), the last two formula (a)."""


def service_level_a(counts: QueueCounts) -> float | None:
    """(a) answered within T / answered. None when nothing was answered."""
    return counts.answered_in_target / counts.answered if counts.answered else None


def service_level_b(counts: QueueCounts) -> float | None:
    """(b) (answered within T + abandoned within T) / (answered + abandoned). None when there was neither."""
    ended = counts.answered + counts.abandoned
    return (counts.answered_in_target + counts.abandoned_in_target) / ended if ended else None


def abandonment(counts: QueueCounts) -> float | None:
    """Abandoned / (answered + abandoned). None when there was neither."""
    ended = counts.answered + counts.abandoned
    return counts.abandoned / ended if ended else None


class DayCounts(Facts):
    """Counts the facts of the local day; a new day starts at zero."""

    def __init__(self) -> None:
        self.zone = "UTC"
        self.day_ends = 0
        self.queues: dict[str, QueueCounts] = {}
        self.targets: dict[str, tuple[int, float]] = {}
        self.waiting: dict[int, tuple[str, int]] = {}
        """Contact → (queue, since when it waits there), while it waits for its first answer."""

    def policy_adopted(self, at: int, policy: Policy, by: int) -> None:  # noqa: ARG002 - a listener is told more
        self.zone = policy.zone
        self.targets = {queue.key: (queue.target_ms, queue.target_share) for queue in policy.queues}
        self._roll(at)
        for key in self.targets:
            self.queues.setdefault(key, QueueCounts())

    def _roll(self, at: int) -> None:
        if at >= self.day_ends:
            today = local_date(self.zone, at)
            self.day_ends = moment(self.zone, today, 1440)
            self.queues = {key: QueueCounts() for key in self.targets}

    def _of(self, queue: str, at: int) -> QueueCounts:
        self._roll(at)
        return self.queues.setdefault(queue, QueueCounts())

    def contact_queued(self, at: int, contact: int, queue: str, age_from: int, ring: int) -> None:  # noqa: ARG002
        self._of(queue, at).offered += 1
        self.waiting[contact] = (queue, at)

    def contact_answered(self, at: int, contact: int, agent: int) -> None:  # noqa: ARG002
        place = self.waiting.pop(contact, None)
        if place is None:
            return
        queue, since = place
        counts = self._of(queue, at)
        in_target = at - since <= self._target_ms(queue)
        counts.answered += 1
        counts.answered_in_target += in_target
        counts.wait_ms += at - since
        self._slot(counts, at, in_target=in_target, answered=True)

    def contact_abandoned(self, at: int, contact: int) -> None:
        place = self.waiting.pop(contact, None)
        if place is None:
            return
        queue, since = place
        counts = self._of(queue, at)
        in_target = at - since <= self._target_ms(queue)
        counts.abandoned += 1
        counts.abandoned_in_target += in_target
        self._slot(counts, at, in_target=in_target, answered=False)

    def contact_moved(self, at: int, contact: int, queue: str, by: int, why: str) -> None:  # noqa: ARG002
        self._gone(contact)

    def callback_requested(self, at: int, contact: int, callback: int) -> None:  # noqa: ARG002
        self._gone(contact)

    def contact_closed(self, at: int, contact: int, why: str) -> None:  # noqa: ARG002
        self._gone(contact)

    def _gone(self, contact: int) -> None:
        """It left the queue neither answered nor abandoned: it counts there no longer."""
        place = self.waiting.pop(contact, None)
        if place is not None and place[0] in self.queues:
            self.queues[place[0]].offered -= 1

    def _target_ms(self, queue: str) -> int:
        return self.targets.get(queue, (20_000, 0.8))[0]

    def _slot(self, counts: QueueCounts, at: int, *, in_target: bool, answered: bool) -> None:
        start = at - at % SLOT_MS
        slot = counts.slots.setdefault(start, [0, 0, 0, 0])
        slot[0] += in_target
        slot[1] += 1
        slot[2] += in_target and answered
        slot[3] += answered
        while len(counts.slots) > SLOTS_SHOWN:
            del counts.slots[min(counts.slots)]

    def view(self, queue: str) -> dict[str, Any]:
        """One queue's figures as screens get them: shares between 0 and 1, or null where there is no denominator."""
        counts = self.queues.get(queue, QueueCounts())
        target_ms, target_share = self.targets.get(queue, (20_000, 0.8))
        return {**_figures(counts), "target_ms": target_ms, "target_share": target_share}

    def total(self) -> dict[str, Any]:
        """All queues together, by the sums of the counts."""
        sums = QueueCounts()
        for counts in self.queues.values():
            for name in ("offered", "answered", "answered_in_target", "abandoned", "abandoned_in_target", "wait_ms"):
                setattr(sums, name, getattr(sums, name) + getattr(counts, name))
            for start, found in counts.slots.items():
                slot = sums.slots.setdefault(start, [0, 0, 0, 0])
                sums.slots[start] = [one + other for one, other in zip(slot, found, strict=True)]
        return _figures(sums)


def _figures(counts: QueueCounts) -> dict[str, Any]:
    return {
        "offered": counts.offered,
        "answered": counts.answered,
        "abandoned": counts.abandoned,
        "service_level_a": service_level_a(counts),
        "service_level_b": service_level_b(counts),
        "abandonment": abandonment(counts),
        "asa_ms": counts.wait_ms // counts.answered if counts.answered else None,
        "answered_in_target": counts.answered_in_target,
        "abandoned_in_target": counts.abandoned_in_target,
        "series": [_point(start, slot) for start, slot in sorted(counts.slots.items())][-SLOTS_SHOWN:],
    }


def _point(start: int, slot: list[int]) -> dict[str, Any]:
    """One quarter of an hour by both formulas; `share` is (b), the default."""
    good, ended, answered_in_target, answered = slot
    return {
        "at": start,
        "share": good / ended if ended else None,
        "share_a": answered_in_target / answered if answered else None,
    }
