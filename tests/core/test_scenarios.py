"""Every day written down in `scenarios/` happens on the engine as it is written."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.floors import ADA, BEN, BOB, NINE, a_floor
from highroad.core.engine import desk
from highroad.core.engine.engine import Engine
from highroad.core.engine.facts import Facts
from highroad.core.engine.record import Recorder
from highroad.core.simulator.scenario_play import Differs, play
from highroad.core.simulator.scenario_text import BadScenario, read_scenario, span_ms

FILES = sorted((Path(__file__).parents[2] / "scenarios").glob("*.txt"))


def small(listener: Facts, at: int) -> Engine:
    return a_floor(listener, at=at)


FLOORS = {"small": small}


def played(text: str) -> None:
    play(read_scenario("here", text), FLOORS)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_day_happens_as_it_is_written(file: Path) -> None:
    scenario = read_scenario(file.name, file.read_text(encoding="utf-8"))
    assert scenario.title
    assert any(step.expected for step in scenario.steps)
    play(scenario, FLOORS)


def test_there_are_scenarios() -> None:
    assert len(FILES) >= 14


ARRIVAL = "10:00:00  ben available\n10:00:10  caller 1 arrives urgent\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{ARRIVAL}→ rings bob", "here:3: “rings bob” did not happen; heard contact_arrived"),
        (f"{ARRIVAL}→ nobody rings", "here:3: ben rings"),
        (f"{ARRIVAL}→ caller 1 is offered", "here:2: caller 1 rings ben, unsaid"),
        (f"{ARRIVAL}→ rings ben because ada sleeps", "does not say “ada sleeps”"),
        (f"{ARRIVAL}→ rings ben\n→ ben is available", "here:4: ben is offered"),
        (f"{ARRIVAL}✗ closed", "here:3: nothing was refused"),
        ("10:00:00  caller 1 arrives nowhere", "refused with unknown_queue"),
        ("10:00:00  caller 1 arrives nowhere\n✗ closed", "here:2: refused with “unknown_queue”"),
    ],
)
def test_what_differs_is_told_with_its_line(text: str, message: str) -> None:
    with pytest.raises(Differs, match=message):
        played(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no moment in it"),
        ("→ rings ada", "here:1: nothing has happened yet"),
        ("10:00  ada available\n09:00  ben available", "here:2: 09:00 comes after"),
        ("ada available", "here:1: “ada available” is no moment"),
        ("10:00  ada sings", "here:1: “ada sings” is nothing that anybody can do"),
        ("10:00  zed available", "here:1: nobody and nothing here is called 'zed'"),
        ("10:00  ada available\n→ ada shines", "here:2: “ada shines” is nothing that can follow"),
        ("queue ebd: color 3\n10:00  ada available", "here:1: .*color"),
        ("queue ebd: wait limit 5:x\n10:00  ada available", "here:1: "),
        ("queue ebd: level\n10:00  ada available", "here:1: "),
    ],
)
def test_a_line_that_means_nothing_is_told_with_its_number(text: str, message: str) -> None:
    with pytest.raises(BadScenario, match=message):
        played(text)


def test_one_more_person_may_be_known_in_the_head() -> None:
    played(
        "person zed: agent, ebd, foodshare 4, spanish 3\n"
        "10:00:00  zed available\n"
        "10:00:01  caller 1 arrives ebd (spanish)\n"
        "→ rings zed"
    )


def test_spans_are_minutes_and_seconds_or_hours_too() -> None:
    assert (span_ms("0:30"), span_ms("1:00:00")) == (30_000, 3_600_000)
    with pytest.raises(ValueError, match="no span"):
        span_ms("30")


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_of_a_thousand_callers_at_once_three_agents_serve_everyone_who_stays_in_order(seed: int) -> None:
    recorder = Recorder()
    engine = a_floor(recorder)
    dice = random.Random(seed)
    for contact in range(1, 1001):
        assert engine.arrive(NINE, contact, "urgent") is None
    left = set(dice.sample(range(1, 1001), 200))
    for contact in sorted(left):
        assert engine.hang_up(NINE, contact) is None
    at = NINE
    crew = (ADA, BEN, BOB)
    for agent in crew:
        engine.move_desk(at, agent, desk.AWAY, "", agent)
        engine.move_desk(at, agent, desk.AVAILABLE, "", agent)
    while engine.floor.contacts:
        at += 5_000
        engine.advance(at)
        for agent in crew:
            if engine.floor.agents[agent].state == desk.OFFERED:
                assert engine.answer(at, engine.floor.agents[agent].contact, agent) is None
        agent = dice.choice([a for a in crew if engine.floor.agents[a].contact])
        contact = engine.floor.agents[agent].contact
        assert engine.end(at, contact, agent) is None
        assert engine.wrap(at, contact, agent, "done") is None
    served = [fact[2] for fact in recorder.facts if fact[0] == "contact_offered"]
    assert served == [contact for contact in range(1, 1001) if contact not in left]
