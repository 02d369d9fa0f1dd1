"""Properties: whatever anyone does in whatever order, the engine's promises hold."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.floors import NINE, PEOPLE, a_floor, a_policy
from highroad.core.engine import desk, snapshot
from highroad.core.engine.engine import Engine
from highroad.core.engine.facts import FACT_NAMES, Facts
from highroad.core.engine.floor import Floor
from highroad.core.engine.record import Recorder, replay
from highroad.core.engine.refusals import Refusal
from highroad.core.simulator.auditor import HEARD, Auditor, check_settled

AGENTS = [person[0] for person in PEOPLE]
QUEUES = ["family", "ebd", "urgent", "helpline"]
MOVES = [
    (desk.AVAILABLE, ""),
    (desk.AVAILABLE, ""),
    (desk.AVAILABLE, ""),
    (desk.PROTECTED, "protected"),
    (desk.BREAK, "break"),
    (desk.AWAY, ""),
    (desk.SIGNED_OUT, ""),
]


class Both(Facts):
    """Tells two listeners everything."""

    def __init__(self, one: Facts, other: Facts) -> None:
        for name in FACT_NAMES:
            setattr(self, name, self._tell(getattr(one, name), getattr(other, name)))

    @staticmethod
    def _tell(one: Callable[..., None], other: Callable[..., None]) -> Callable[..., None]:
        def tell(*arguments: object) -> None:
            one(*arguments)
            other(*arguments)

        return tell


def step(engine: Engine, dice: random.Random, at: int, fresh: int) -> Refusal | None:  # noqa: PLR0912, C901 - one command a branch
    """One command, sensible or not."""
    floor = engine.floor
    agent = dice.choice(AGENTS)
    contacts = [*floor.contacts, 999_999]
    contact = dice.choice(contacts)
    held = floor.agents[agent].contact
    other = dice.choice(AGENTS)
    match dice.randrange(24):
        case 0 | 1 | 2 | 3:
            language = dice.choice(["", "", "es"])
            channel = dice.choice(["voice", "voice", "message"])
            return engine.arrive(at, fresh, dice.choice(QUEUES), channel=channel, language=language)
        case 4 | 5 | 6:
            state, reason = dice.choice(MOVES)
            return engine.move_desk(
                at, agent, state, reason, dice.choice([agent, agent, 4]), dice.choice(["", "need"])
            )
        case 7 | 8 | 9 | 10:
            return engine.answer(at, held, agent)
        case 11:
            return engine.refuse(at, held, agent, dice.choice(["", "headset"]))
        case 12:
            return engine.hang_up(at, contact)
        case 13 | 14:
            return engine.end(at, held, agent)
        case 15 | 16:
            return engine.wrap(at, held, agent, "done")
        case 17:
            return engine.hold(at, held, agent) if dice.random() < 0.6 else engine.resume(at, held, agent)
        case 18:
            return engine.consult_queue(at, held, agent, fresh, "helpline", "helpline.escalated")
        case 19:
            return engine.consult_person(at, held, agent, fresh, other)
        case 20:
            return transfer(engine, dice, at, held, agent)
        case 21:
            lost = dice.random() < 0.5
            return engine.lose_connection(at, agent) if lost else engine.restore_connection(at, agent)
        case 22 if dice.random() < 0.5:
            return engine.connect(at, contact, agent)
        case 22:
            return engine.move_contact(at, contact, dice.choice(QUEUES), 4, "swap")
        case _:
            if dice.random() < 0.3:
                return engine.end_consult(at, held, agent)
            return engine.request_callback(at, contact, fresh)


def transfer(engine: Engine, dice: random.Random, at: int, held: int, agent: int) -> Refusal | None:
    """One step of a transfer, told or not, briefed or not."""
    luck = dice.random()
    if luck < 0.4:
        return engine.tell_caller(at, held, agent)
    if luck < 0.7:
        return engine.transfer_queue(at, held, agent, dice.choice(QUEUES), "other_program")
    kind = dice.choice(["person", "lead", "supervisor"])
    reason = {"person": "long_term_care"}.get(kind, "escalation")
    return engine.transfer_person(at, held, agent, dice.choice(AGENTS), kind, reason)


def a_wild_day(seed: int, steps: int) -> tuple[Engine, Recorder]:
    """A floor after `steps` random commands; every refusal is shown to have changed nothing."""
    recorder = Recorder()
    auditor = Auditor()
    engine = a_floor(Both(recorder, auditor))
    dice = random.Random(seed)
    at = NINE
    for number in range(steps):
        at += dice.choice([0, 0, 10, 500, 3_000, 20_000, 120_000])
        engine.advance(at)
        check_settled(engine.floor)
        if dice.random() < 0.005:
            engine.adopt(at, a_policy(version=2 + number), by=0)
        before, heard = snapshot.dump(engine.floor), len(recorder.facts)
        refusal = step(engine, dice, at, fresh=1000 + number)
        if refusal is not None:
            assert refusal.words
            assert (snapshot.dump(engine.floor), len(recorder.facts)) == (before, heard)
        check_settled(engine.floor)
    return engine, recorder


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 2**32), steps=st.integers(1, 300))
def test_whatever_happens_the_auditor_agrees_and_replay_equals_live(seed: int, steps: int) -> None:
    engine, recorder = a_wild_day(seed, steps)
    again = Floor(Facts())
    replay(again, recorder.facts)
    assert snapshot.dump(again) == snapshot.dump(engine.floor)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32), cut=st.floats(0, 1))
def test_cutting_a_history_anywhere_gives_the_same_state(seed: int, cut: float) -> None:
    engine, recorder = a_wild_day(seed, 150)
    half = int(len(recorder.facts) * cut)
    first = Floor(Facts())
    replay(first, recorder.facts[:half])
    second = snapshot.load(snapshot.dump(first))
    replay(second, recorder.facts[half:])
    assert snapshot.digest(second) == snapshot.digest(engine.floor)


def test_a_floor_from_a_snapshot_decides_as_the_one_it_was_taken_from() -> None:
    engine, _ = a_wild_day(7, 200)
    copy = Engine()
    copy.floor = snapshot.load(snapshot.dump(engine.floor))
    dice, same_dice = random.Random(1), random.Random(1)
    at = engine.floor.now
    for number in range(200):
        at += 2_000
        for one, luck in ((engine, dice), (copy, same_dice)):
            one.advance(at)
            step(one, luck, at, 50_000 + number)
        assert snapshot.digest(engine.floor) == snapshot.digest(copy.floor)


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_the_digest_is_the_same_under_any_hash_seed(hash_seed: str) -> None:
    code = "from core.engine.test_everything_holds import a_wild_day; from highroad.core.engine import snapshot;"
    code += "print(snapshot.digest(a_wild_day(3, 250)[0].floor))"
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(sys.path)}
    told = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == snapshot.digest(a_wild_day(3, 250)[0].floor)


def test_the_auditor_hears_every_fact_of_a_contacts_life() -> None:
    silent = {"agent_known",
              "contact_identified", "caller_told", "wrap_overdue", "broadcast_sent"}  # fmt: skip
    assert set(FACT_NAMES) - HEARD == silent
