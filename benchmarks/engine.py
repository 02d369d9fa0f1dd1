"""The engine alone: commands a second, and what grows with the size of the floor.

`./dev bench engine` prints three tables for floors of 100, 1,000 and 10,000 people with 50 queues and 100 skills,
everyone with skills of their own: steady traffic (nine of ten busy), the cost of one call among many idle people, and
the cost of one call behind many waiting contacts. A call is four commands: arrive, answer, end, wrap.
With `--compiled` the compiled engine is built first (about a minute) and measured beside the interpreted one.
"""

from __future__ import annotations

import random
import subprocess
import sys
import tempfile
import time
from collections import deque
from pathlib import Path

from highroad.core.engine import desk
from highroad.core.engine import engine as engine_module
from highroad.core.engine.engine import Engine
from highroad.core.words.hours import ALWAYS
from highroad.core.words.policy import Policy, Queue, Ring, SkillNeed

QUEUES, SKILLS = 50, 100
SIZES = (100, 1_000, 10_000)
START = 1_795_000_000_000
CALLS = 20_000


def a_policy() -> Policy:
    """50 queues; each asks for one skill at level 3, after 30 s at level 1, and prefers another."""
    queues = tuple(
        Queue(
            key=f"q{number}",
            purposes=("always",),
            rings=(
                Ring(0, (SkillNeed(f"s{2 * number}", 3),)),
                Ring(30_000, (SkillNeed(f"s{2 * number}", 1),)),
            ),
            preferred=(f"s{2 * number + 1}",),
            level=number % 3,
        )
        for number in range(QUEUES)
    )
    return Policy("bench", 1, "UTC", queues, (ALWAYS,), (), ())


def a_floor(agents: int, dice: random.Random, *, available: bool) -> Engine:
    """Everyone with three to six skills of their own, all of the day's queues served by somebody."""
    engine = Engine()
    engine.adopt(START, a_policy(), 0)
    for agent in range(1, agents + 1):
        own = {f"s{dice.randrange(SKILLS)}": dice.randint(1, 5) for _ in range(dice.randint(3, 6))}
        own[f"s{2 * (agent % QUEUES)}"] = 5
        engine.know_agent(START, agent, f"a{agent}", "agent", "", tuple(own.items()), ("voice",))
        engine.move_desk(START, agent, desk.AWAY, "", agent)
        if available:
            engine.move_desk(START, agent, desk.AVAILABLE, "", agent)
    return engine


def finish(engine: Engine, at: int, contact: int) -> None:
    """Answer, end and wrap a contact that was offered."""
    agent = engine.floor.contacts[contact].agent
    engine.answer(at, contact, agent)
    engine.end(at, contact, agent)
    engine.wrap(at, contact, agent, "done")


def steady(agents: int, calls: int) -> float:
    """Commands a second while nine of ten people are busy: a call ends for each that arrives."""
    dice = random.Random(1)
    engine = a_floor(agents, dice, available=True)
    under_way: deque[int] = deque()
    at, commands = START, 0
    began = 0.0
    for contact in range(1, calls + agents + 1):
        if contact == agents + 1:
            began, commands = time.perf_counter(), 0
        at += 10
        engine.advance(at)
        engine.arrive(at, contact, f"q{dice.randrange(QUEUES)}")
        under_way.append(contact)
        commands += 1
        if len(under_way) > agents * 9 // 10:
            done = under_way.popleft()
            call = engine.floor.contacts.get(done)
            if call is not None and call.agent:
                finish(engine, at, done)
                commands += 3
    return commands / (time.perf_counter() - began)


def among_idle(agents: int, calls: int) -> float:
    """Microseconds for the four commands of one call while everyone else is idle."""
    dice = random.Random(2)
    engine = a_floor(agents, dice, available=True)
    # The first contact of a queue links it to everyone's skills, once; that is not what this measures.
    queues = [*(f"q{number}" for number in range(QUEUES)), *(f"q{dice.randrange(QUEUES)}" for _ in range(calls))]
    at, began = START, 0.0
    for contact, queue in enumerate(queues, start=1):
        if contact == QUEUES + 1:
            began = time.perf_counter()
        at += 10
        engine.arrive(at, contact, queue)
        if engine.floor.contacts[contact].agent:
            finish(engine, at, contact)
    return (time.perf_counter() - began) / calls * 1e6


def behind_waiting(waiting: int, calls: int) -> float:
    """Microseconds for one call of one agent while that many contacts wait: each wrap brings the next."""
    dice = random.Random(3)
    engine = a_floor(QUEUES, dice, available=False)
    at = START
    for contact in range(1, waiting + calls + 1):
        at += 1
        engine.arrive(at, contact, f"q{contact % QUEUES}")
    engine.move_desk(at, 1, desk.AVAILABLE, "", 1)
    began = time.perf_counter()
    for _ in range(min(calls, waiting // QUEUES)):
        at += 10
        finish(engine, at, engine.floor.agents[1].contact)
    return (time.perf_counter() - began) / min(calls, waiting // QUEUES) * 1e6


def main() -> None:
    """Print the tables."""
    if "--compiled" in sys.argv:
        _also_compiled()
    compiled = not str(engine_module.__file__).endswith(".py")
    print(f"The engine, {'compiled' if compiled else 'interpreted'}; {QUEUES} queues, {SKILLS} skills\n")
    print(f"{'people':>8} {'steady, commands/s':>20} {'among idle, µs a call':>23} {'waiting':>9} {'µs a call':>10}")
    for size in SIZES:
        calls = CALLS if size < 10_000 else CALLS * 2
        one = steady(size, calls)
        two = among_idle(size, CALLS // 2)
        three = behind_waiting(size * 10, CALLS // 10)
        print(f"{size:>8,} {one:>20,.0f} {two:>23.1f} {size * 10:>9,} {three:>10.1f}")


def _also_compiled() -> None:
    sys.argv.remove("--compiled")
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from tools.compile_engine import compile_engine

    with tempfile.TemporaryDirectory() as folder:
        compile_engine(Path(folder))
        subprocess.run([sys.executable, __file__], env={"PYTHONPATH": folder, "PATH": ""}, check=True)
    print()


if __name__ == "__main__":
    main()
