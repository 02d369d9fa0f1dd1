"""What a command costs, counted in calls and not in time: it must not grow with who is free and what waits."""

from __future__ import annotations

import heapq
import sys
from collections.abc import Callable
from types import FrameType

import pytest

from core.engine.floors import NINE, a_policy
from highroad.core.engine import desk
from highroad.core.engine.engine import Engine
from highroad.core.words.policy import Queue, Ring, SkillNeed

SIZES = (100, 1_000, 10_000)
SKILLS = 12


def calls_of(work: Callable[[], object]) -> int:
    """How many functions `work` calls, those written in C included."""
    count = 0

    def heard(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(heard)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def a_crowd(idle: int, waiting: int) -> Engine:
    """`idle` free people of many skills, `waiting` contacts for a queue that none of them serves, and one agent, 1,
    who alone serves `rare`."""
    queues = tuple(
        Queue(
            key=f"q{n}",
            purposes=("always",),
            rings=(Ring(0, (SkillNeed(f"s{n}", 3),)), Ring(30_000, (SkillNeed(f"s{n}"),))),
            preferred=("x",),
        )
        for n in range(SKILLS)
    )
    nobody = Queue(key="nobody", purposes=("always",), rings=(Ring(0, (SkillNeed("none"),)),))
    rare = Queue(key="rare", purposes=("always",), rings=(Ring(0, (SkillNeed("rare"),)),))
    engine = Engine()
    engine.adopt(NINE, a_policy(queues=(*queues, nobody, rare)), 0)
    for agent in range(2, idle + 2):
        skills = ((f"s{agent % SKILLS}", 1 + agent % 5), (f"s{(agent // SKILLS) % SKILLS}", 2))
        engine.know_agent(NINE, agent, "", "agent", "", tuple(dict(skills).items()), ("voice",))
        engine.move_desk(NINE, agent, desk.AWAY, "", agent)
        engine.move_desk(NINE, agent, desk.AVAILABLE, "", agent)
    for contact in range(1, waiting + 1):
        engine.arrive(NINE, contact, "nobody")
    return engine


def a_call(engine: Engine, at: int, contact: int, queue: str) -> None:
    """One call from ring to wrap."""
    assert engine.arrive(at, contact, queue) is None
    agent = engine.floor.contacts[contact].agent
    assert agent
    assert engine.answer(at + 1, contact, agent) is None
    assert engine.end(at + 2, contact, agent) is None
    assert engine.wrap(at + 3, contact, agent, "done") is None


def ten_calls(engine: Engine, base: int) -> int:
    """The most that one of ten calls cost, after one for each queue: the first for a need looks at every profile."""
    for number in range(SKILLS):
        a_call(engine, NINE + base + number * 10, base + number, f"q{number}")
    costs = [
        calls_of(lambda n=n: a_call(engine, NINE + base + n * 10, base + n, f"q{n % SKILLS}"))  # type: ignore[misc]  # a default binds the number
        for n in range(SKILLS, SKILLS + 10)
    ]
    return max(costs)


@pytest.mark.parametrize("fixed", ["idle", "waiting"])
def test_a_call_costs_no_more_beside_thousands_free_or_waiting(fixed: str) -> None:
    costs = []
    for size in SIZES:
        idle, waiting = (100, size) if fixed == "idle" else (size, 100)
        costs.append(ten_calls(a_crowd(idle, waiting), base=100_000))
    assert costs[0] > 20, "the count counts"
    assert costs[2] <= costs[0] + 20, costs


def a_line_before_one_agent(waiting: int) -> Engine:
    """`waiting` contacts in one line, and one agent who serves it and is busy with the first."""
    engine = a_crowd(0, 0)
    engine.know_agent(NINE, 1, "", "agent", "", (("rare", 1),), ("voice",))
    for contact in range(1, waiting + 2):
        engine.arrive(NINE + contact, contact, "rare")
    at = NINE + waiting + 2
    engine.move_desk(at, 1, desk.AWAY, "", 1)
    engine.move_desk(at, 1, desk.AVAILABLE, "", 1)
    return engine


def serve(engine: Engine, contact: int) -> None:
    at = engine.floor.now + 1
    assert engine.answer(at, contact, 1) is None
    assert engine.end(at, contact, 1) is None
    assert engine.wrap(at, contact, 1, "done") is None
    assert engine.floor.contacts[contact + 1].agent == 1


def test_taking_the_next_of_a_long_line_costs_no_more_than_of_a_short_one() -> None:
    costs = []
    for size in SIZES:
        engine = a_line_before_one_agent(size)
        costs.append(max(calls_of(lambda e=engine, c=c: serve(e, c)) for c in range(1, 10)))  # type: ignore[misc]  # as above
    assert costs[2] <= costs[0] + 20, costs


class Weighed(int):
    """An integer that counts how often it is compared."""

    compared = 0

    def __lt__(self, other: int) -> bool:
        Weighed.compared += 1
        return int(self) < int(other)

    __hash__ = int.__hash__


def test_the_work_within_the_heaps_grows_with_the_logarithm() -> None:
    counts = []
    for size in SIZES:
        engine = a_line_before_one_agent(size)
        need = engine.floor.contacts[1].need
        assert need is not None
        need.waiting[:] = [(Weighed(age), contact, stamp, call) for age, contact, stamp, call in need.waiting]
        heapq.heapify(need.waiting)
        Weighed.compared = 0
        serve(engine, 1)
        counts.append(Weighed.compared)
    assert 0 < counts[0] < counts[1] < counts[2] <= counts[0] + 40, counts
