"""What falls due: a heap of moments at which the engine must look again at a contact or an agent.

A timer is void when its subject's stamp has moved on since it was set; nobody needs to cancel anything. Among
timers due at the same moment, the one set first comes first.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import Final

RING_DUE: Final = 0
OFFER_DUE: Final = 1
WAIT_LIMIT_DUE: Final = 2
CLOSING_DUE: Final = 3
HOLD_WARN_DUE: Final = 4
HOLD_LIMIT_DUE: Final = 5
WRAP_LIMIT_DUE: Final = 6

OF_AGENT: Final = frozenset({WRAP_LIMIT_DUE})
"""The kinds whose subject is an agent; the others are about a contact."""

Timer = tuple[int, int, int, int, int]
"""(due in epoch ms, order in which it was set, kind, subject id, subject's stamp)"""


class Timers:
    """The timers of a floor."""

    def __init__(self) -> None:
        self.heap: list[Timer] = []
        self.order = 0

    def set(self, due: int, kind: int, subject: int, stamp: int) -> None:
        """Look at `subject` again at `due`, unless its stamp has changed by then."""
        self.order += 1
        heappush(self.heap, (due, self.order, kind, subject, stamp))

    def next_due(self) -> int:
        """When the earliest timer is due, void ones included; -1 when there is none."""
        return self.heap[0][0] if self.heap else -1

    def pop(self) -> Timer:
        """Take the earliest timer off the heap."""
        return heappop(self.heap)
