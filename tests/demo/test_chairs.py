"""The chairs: calls reach them by the engine's rules, the actors keep their hands off, the day slows for a caller."""

from __future__ import annotations

import threading

import pytest

from highroad.core.engine import desk, life
from highroad.core.engine.engine import Engine
from highroad.demo.chairs import CHAIRS, free_before
from highroad.demo.stage import Stage
from highroad.modules.floor.api import Heard, the_floor
from highroad.modules.floor.roster import desks, tell_everyone
from highroad.modules.people.api import Account, Role, actor_for

pytestmark = pytest.mark.django_db


def test_the_live_service_goes_on_where_the_morning_ended(stage: Stage) -> None:
    floor = the_floor()
    day = stage.play.day
    told = floor.host.look(lambda engine: [a.id for a in engine.floor.agents.values() if a.state != desk.SIGNED_OUT])
    assert len(told) > 35
    assert floor.hub.snapshot("board")["all"]["answered"] > 30
    assert day.engine.floor.last_contact <= floor.host.look(lambda engine: engine.floor.last_contact)


def test_the_engines_people_are_the_directorys(stage: Stage) -> None:
    assert len(desks()) == len(stage.steering.workers)
    known = stage.play.host.look(
        lambda engine: {a.id: (a.token, a.kind, a.group) for a in engine.floor.agents.values()}
    )
    assert {one.agent: (one.token, one.kind, one.group) for one in desks()} == known
    assert tell_everyone(stage.play.host) <= len(known)
    assert tell_everyone(stage.play.host) == 0, "what is known is not told again"


@pytest.mark.parametrize(
    ("chair", "role"),
    [
        ("representative", Role.REPRESENTATIVE), ("lead", Role.LEAD),
        ("supervisor", Role.SUPERVISOR), ("steward", Role.STEWARD), ("planner", Role.PLANNER),
        ("administrator", Role.ADMINISTRATOR), ("auditor", Role.AUDITOR), ("wallboard", Role.PLANNER),
    ],
)  # fmt: skip
def test_each_chair_has_a_person_with_its_role(stage: Stage, chair: str, role: Role) -> None:
    account = Account.objects.get(username=CHAIRS[chair].who)
    assert role in actor_for(account).roles


def ada_of(stage: Stage) -> int:
    return next(agent for agent, worker in stage.steering.workers.items() if worker.group == "family")


class Rings:
    """Set when a queue's contact is offered to an agent; keeps its number."""

    def __init__(self, stage: Stage, agent: int) -> None:
        self.agent = agent
        self.contact = 0
        self.rang = threading.Event()
        stage.play.host.listeners.append(self)

    def __call__(self, _engine: Engine, heard: list[Heard]) -> None:
        for entry in heard:
            for fact in entry.facts:
                if fact[0] == "contact_offered" and fact[3] == self.agent and not self.contact:
                    self.contact = fact[2]
                    self.rang.set()


def test_sitting_down_brings_a_call_with_a_story_to_the_chair(stage: Stage) -> None:
    ada = ada_of(stage)
    rings = Rings(stage, ada)
    stage.play.ask(lambda: stage.steering.sit(ada))
    stage.play.ask(lambda: stage.steering.send(ada))
    assert rings.rang.wait(20)
    caller = stage.play.ask(lambda: stage.play.day.callers.of(rings.contact))
    assert caller is not None
    assert stage.voices.says(caller, "who").text
    state = stage.play.host.look(lambda engine: engine.floor.contacts[rings.contact].state)
    assert state == life.OFFERED, "nobody but the person answers"


def test_a_call_is_steered_by_the_engines_own_rules(stage: Stage) -> None:
    ada = ada_of(stage)

    def first_in_line() -> int:
        stage.steering.sit(ada)
        stage.steering.send(ada)
        return stage.play.host.look(lambda engine: free_before(engine, ada, "family", "en"))

    assert stage.play.ask(first_in_line) == 0


def test_the_first_caller_is_lena_marin_for_her_mother(stage: Stage) -> None:
    ada = ada_of(stage)
    caller = stage.play.ask(lambda: stage.steering._next_caller(ada))
    assert stage.voices.says(caller, "who").fields["caller_relation"] == "authorized_representative"
    assert "4018227" in stage.voices.says(caller, "greeting").text


def test_the_day_runs_at_lifes_speed_while_a_caller_is_on_the_chair(stage: Stage) -> None:
    ada = ada_of(stage)
    stage.play.run_at(20)
    rings = Rings(stage, ada)
    stage.play.ask(lambda: stage.steering.sit(ada))
    stage.play.ask(lambda: stage.steering.send(ada))
    assert rings.rang.wait(20)
    stage.play.ask(stage.play._keep_pace)
    assert stage.play.clock.speed == 1.0
    stage.play.day.colleagues.hands.hang_up(rings.contact)
    stage.play.ask(lambda: stage.steering.get_up(ada))
    stage.play.ask(stage.play._keep_pace)
    assert stage.play.clock.speed == 20


def test_getting_up_gives_the_chair_back(stage: Stage) -> None:
    ada = ada_of(stage)
    stage.play.ask(lambda: stage.steering.sit(ada))
    assert ada in stage.play.day.colleagues.taken
    stage.play.ask(lambda: stage.steering.get_up(ada))
    assert ada not in stage.play.day.colleagues.taken
    assert stage.steering.free_since == {}


def test_a_caller_is_the_same_person_each_time_they_speak(stage: Stage) -> None:
    callers = list(stage.play.day.callers.known.values())[:60]
    first = [stage.voices.who(caller) for caller in callers]
    assert [stage.voices.who(caller) for caller in callers] == first
    assert len({who.name for who in first}) > 20


def test_an_escalated_caller_reaches_the_leads_chair(stage: Stage) -> None:
    lead = next(agent for agent, worker in stage.steering.workers.items() if worker.kind == "lead")
    rings = Rings(stage, lead)
    stage.play.ask(lambda: stage.steering.sit(lead))
    stage.play.ask(lambda: stage.steering.send(lead))
    assert rings.rang.wait(20)
    call = stage.play.host.look(lambda engine: engine.floor.contacts[rings.contact])
    assert call.parent, "a colleague calls, with their caller on hold"
