"""Chance, seeded: the one file of the core that throws dice.

A `Chance` has one seed and hands out streams by purpose (`arrivals:renewal`, `caller:17`). A stream's numbers depend
on nothing but the seed and the purpose, so one more colleague or one more call type disturbs nobody else's luck, and
a day that is played live draws the same numbers as the day that was played on the virtual clock.

Only `Random.random()` is used, whose numbers Python promises to keep; every other distribution is made from it here.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from math import cos, exp, log, pi, sqrt
from random import Random  # noqa: TID251 - this is the file that may
from typing import TypeVar

T = TypeVar("T")


class Stream:
    """One sequence of draws."""

    def __init__(self, seed: int) -> None:
        self._next = Random(seed).random  # noqa: S311 - a simulation, not a secret

    def uniform(self, low: float = 0.0, high: float = 1.0) -> float:
        """Evenly between `low` and `high`."""
        return low + (high - low) * self._next()

    def happens(self, share: float) -> bool:
        """Whether something happens that happens in `share` (0 to 1) of all cases."""
        return self._next() < share

    def exponential(self, mean: float) -> float:
        """Waiting for something that comes at a constant rate; `mean` > 0."""
        return -mean * log(1.0 - self._next())

    def normal(self) -> float:
        """Mean 0, standard deviation 1 (Box and Muller)."""
        return sqrt(-2.0 * log(1.0 - self._next())) * cos(2.0 * pi * self._next())

    def lognormal(self, mean: float, spread: float) -> float:
        """A duration with this mean; `spread` is the standard deviation divided by the mean."""
        sigma2 = log(1.0 + spread * spread)
        return mean * exp(sqrt(sigma2) * self.normal() - sigma2 / 2.0)

    def gamma(self, shape: float, mean: float) -> float:
        """A positive number with this mean; the larger `shape` (1 or more), the closer to it (Marsaglia, Tsang)."""
        d = shape - 1.0 / 3.0
        c = 1.0 / sqrt(9.0 * d)
        while True:
            x = self.normal()
            v = (1.0 + c * x) ** 3
            if v > 0 and log(1.0 - self._next()) < 0.5 * x * x + d - d * v + d * log(v):
                return d * v * mean / shape

    def choice(self, among: Sequence[T]) -> T:
        """One of several, each as likely as the next."""
        return among[int(self._next() * len(among))]

    def weighted(self, shares: Sequence[tuple[T, float]]) -> T:
        """One of several, as likely as its weight; weights need not sum to one."""
        left = self._next() * sum(weight for _, weight in shares)
        for value, weight in shares:
            left -= weight
            if left < 0:
                return value
        return shares[-1][0]

    def empirical(self, observed: Sequence[float]) -> float:
        """A value between observed ones: the inverse of their piecewise linear distribution."""
        ordered = sorted(observed)
        place = self._next() * (len(ordered) - 1)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


class Chance:
    """A seed, and the streams that come from it."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def stream(self, purpose: str) -> Stream:
        """The stream of a purpose, from its beginning."""
        return Stream(int.from_bytes(sha256(f"{self.seed}:{purpose}".encode()).digest()[:16], "big"))
