"""What actors mean to do, and when: a heap of moments, each with an act.

An act that is no longer wanted is not taken off: the actor who wrote it down looks, when its moment comes, whether it
still means anything.
"""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush

Act = Callable[[], None]


class Agenda:
    """The acts to come. Among acts of one moment the one written down first comes first."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, Act]] = []
        self._order = 0

    def put(self, at: int, act: Act) -> None:
        """Do `act` at `at` (epoch ms)."""
        self._order += 1
        heappush(self._heap, (at, self._order, act))

    def next_due(self) -> int:
        """When the next act is due, epoch ms; -1 when nobody means to do anything."""
        return self._heap[0][0] if self._heap else -1

    def take(self) -> Act:
        """The next act, taken off."""
        return heappop(self._heap)[2]
