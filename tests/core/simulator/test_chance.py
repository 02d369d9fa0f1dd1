"""Chance is seeded, its streams are independent, and its distributions have the means they promise."""

from __future__ import annotations

from collections.abc import Callable
from statistics import mean, stdev

import pytest

from highroad.core.simulator.chance import Chance, Stream


def test_a_purpose_has_the_same_luck_whoever_else_draws() -> None:
    alone = Chance(7).stream("caller:1")
    chance = Chance(7)
    crowd = chance.stream("caller:2")
    beside = chance.stream("caller:1")
    for _ in range(50):
        crowd.uniform()
        assert alone.uniform() == beside.uniform()


def test_another_seed_or_purpose_has_other_luck() -> None:
    first = [Chance(seed).stream(purpose).uniform() for seed in (1, 2) for purpose in ("a", "b")]
    assert len(set(first)) == 4


def test_the_numbers_of_a_seed_are_kept() -> None:
    stream = Chance(7).stream("kept")
    assert [round(stream.uniform(), 6) for _ in range(3)] == [0.741139, 0.265681, 0.848044]


@pytest.mark.parametrize(
    ("draw", "wanted", "spread"),
    [
        (lambda s: s.uniform(2, 4), 3.0, 0.577),
        (lambda s: s.exponential(5.0), 5.0, 5.0),
        (lambda s: s.lognormal(10.0, 0.5), 10.0, 5.0),
        (lambda s: s.gamma(25.0, 2.0), 2.0, 0.4),
        (lambda s: s.normal(), 0.0, 1.0),
        (lambda s: s.empirical([1, 2, 3]), 2.0, 0.577),
        (lambda s: float(s.happens(0.2)), 0.2, 0.4),
    ],
)
def test_a_distribution_has_its_mean_and_spread(
    draw: Callable[[Stream], float], wanted: float, spread: float
) -> None:
    stream = Chance(1).stream("means")
    drawn = [draw(stream) for _ in range(20_000)]
    assert mean(drawn) == pytest.approx(wanted, abs=spread * 0.03)
    assert stdev(drawn) == pytest.approx(spread, rel=0.05)


def test_weights_are_kept_and_none_is_left_out() -> None:
    stream = Chance(1).stream("weights")
    drawn = [stream.weighted((("often", 3.0), ("seldom", 1.0), ("never", 0.0))) for _ in range(8000)]
    assert drawn.count("often") / len(drawn) == pytest.approx(0.75, abs=0.02)
    assert "never" not in drawn
