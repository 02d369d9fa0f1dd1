"""Where the live service gets its time from: the wall, or in a demo a day that runs faster.

Time never runs back: if the machine's clock is set back, the floor's time stands still until it has caught up.
Waiting uses the monotonic clock, so that a jump of the wall clock wakes nobody early or late.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Clock:
    """The wall's time in epoch milliseconds, never running back."""

    def __init__(self, wall: Callable[[], float] = time.time) -> None:
        self._wall = wall
        self._last = 0

    def now(self) -> int:
        """Now, epoch ms; never before what it said last."""
        self._last = max(self._last, int(self._wall() * 1000))
        return self._last

    def not_before(self, at: int) -> None:
        """What was recorded last: the time from here on is not before it."""
        self._last = max(self._last, at)

    def seconds_until(self, at: int) -> float:
        """How long, in real seconds, until this clock shows `at`."""
        return max(0.0, (at - self.now()) / 1000)


class DayClock(Clock):
    """A demo's time: it starts at `start` (epoch ms) and runs `speed` times as fast as the wall."""

    def __init__(self, start: int, speed: float = 1.0, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._from = start
        self._since = monotonic()
        self._speed = speed

    @property
    def speed(self) -> float:
        """Demo seconds per real second."""
        return self._speed

    def run_at(self, speed: float) -> None:
        """Change the speed from now on; the time shown does not jump."""
        with self._lock:
            self._from, self._since = self._shown(), self._monotonic()
            self._speed = speed

    def _shown(self) -> int:
        return self._from + int((self._monotonic() - self._since) * 1000 * self._speed)

    def now(self) -> int:
        """The demo's time, epoch ms."""
        with self._lock:
            self._last = max(self._last, self._shown())
            return self._last

    def seconds_until(self, at: int) -> float:
        """How long, in real seconds, until the demo's time is `at`."""
        return max(0.0, (at - self.now()) / 1000 / self._speed) if self._speed > 0 else 3600.0
