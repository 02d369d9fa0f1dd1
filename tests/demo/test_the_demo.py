"""The demo: the same seed the same morning, never near a real database, and calls that reach the chair."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from demo.conftest import CHICAGO, Mornings, at
from highroad.cli.exits import ExitCode
from highroad.core.engine import desk, life, snapshot
from highroad.core.engine.engine import Engine
from highroad.core.simulator.scenario import Scenario
from highroad.core.words.hours import local_date
from highroad.core.words.policy import Policy
from highroad.demo.chairs import CHAIRS, STORIES, free_before
from highroad.demo.home import MARK, NotADemo, make_fresh, why_not_here
from highroad.demo.morning import choose_now
from highroad.demo.stage import Stage, read_day
from highroad.modules.floor.api import Heard, the_floor
from highroad.modules.people.api import Account, Role, actor_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def county() -> tuple[Scenario, Policy]:
    from highroad.core.playbooks import compile_policy

    playbook, scenario = read_day("county")
    return scenario, compile_policy(playbook, (2026, 2027))


# -- where and when ----------------------------------------------------------------------------------------------


def test_no_demo_where_a_database_is_named_or_in_production() -> None:
    assert "unset it first" in (why_not_here({"HIGHROAD_DATABASE_URL": "postgresql://u:p@h/real"}) or "")
    assert "production" in (why_not_here({"HIGHROAD_ENV": "production"}) or "")
    assert why_not_here({"HIGHROAD_ENV": "development"}) is None


def test_a_folder_that_is_not_the_demos_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tables.sqlite3").write_text("real rows")
    with pytest.raises(NotADemo, match="HIGHROAD_HOME"):
        make_fresh(tmp_path)
    assert (tmp_path / "tables.sqlite3").read_text() == "real rows"


def test_the_demos_own_folder_is_emptied(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    make_fresh(home)
    (home / "journal.sqlite3").write_text("yesterday")
    make_fresh(home)
    assert [path.name for path in home.iterdir()] == [MARK]


def test_the_command_refuses_in_words_beside_a_real_database(tmp_path: Path) -> None:
    source = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-m", "highroad.cli", "demo", "--no-browser"],
        env={
            "PYTHONPATH": source,
            "HIGHROAD_DATABASE_URL": "postgresql://u:p@h/real",
            "HIGHROAD_HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == ExitCode.CONFLICT
    assert "unset it first" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("real", "day", "shown", "is_set"),
    [
        ("2026-11-19 09:30", "2026-11-19", "09:30", False),
        ("2026-11-19 05:10", "2026-11-19", "10:40", True),
        ("2026-11-19 16:10", "2026-11-19", "10:40", True),
        ("2026-11-21 11:00", "2026-11-23", "10:40", True),  # a Saturday
        ("2026-11-26 11:00", "2026-11-27", "10:40", True),  # Thanksgiving, and the short day after it
    ],
)
def test_outside_opening_hours_the_clock_is_set_to_a_working_day(
    county: tuple[Scenario, Policy], real: str, day: str, shown: str, is_set: bool
) -> None:
    from datetime import datetime

    now = choose_now(*county, at(real))
    local = datetime.fromtimestamp(now.at / 1000, CHICAGO)
    assert (now.day.isoformat(), f"{local:%H:%M}", now.is_set) == (day, shown, is_set)
    assert local_date("America/Chicago", now.at) == now.day


# -- the morning -------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_morning_in_the_journal(mornings: Mornings) -> None:
    from django.core.management import call_command

    bodies = []
    for _ in range(2):
        call_command("flush", verbosity=0, interactive=False)
        _, journal = mornings(7)
        bodies.append([facts_without_numbers(entry.body) for entry in journal.read()])
    assert len(bodies[0]) > 300
    assert bodies[0] == bodies[1]


def facts_without_numbers(body: bytes) -> list[list[object]]:
    """The facts without what the database numbers: people count on from run to run, cases' tokens are random."""
    import orjson

    facts = orjson.loads(body)["f"]
    return [[one for one in fact if not isinstance(one, (int, str)) or isinstance(one, str)] for fact in facts
            if fact[0] not in {"contact_identified", "policy_adopted"}]  # fmt: skip


def test_the_live_service_goes_on_where_the_morning_ended(stage: Stage) -> None:
    floor = the_floor()
    day = stage.play.day
    told = floor.host.look(lambda engine: [a.id for a in engine.floor.agents.values() if a.state != desk.SIGNED_OUT])
    assert len(told) > 35
    assert floor.hub.snapshot("board")["all"]["answered"] > 30
    assert day.engine.floor.last_contact <= floor.host.look(lambda engine: engine.floor.last_contact)


def test_the_engines_people_are_the_directorys(stage: Stage) -> None:
    from highroad.modules.floor.roster import desks, tell_everyone

    assert len(desks()) == len(stage.steering.workers)
    known = stage.play.host.look(
        lambda engine: {a.id: (a.token, a.kind, a.group) for a in engine.floor.agents.values()}
    )
    assert {one.agent: (one.token, one.kind, one.group) for one in desks()} == known
    assert tell_everyone(stage.play.host) <= len(known)
    assert tell_everyone(stage.play.host) == 0, "what is known is not told again"


def test_the_morning_can_be_replayed_to_the_same_floor(mornings: Mornings) -> None:
    from highroad.core.engine.facts import Facts
    from highroad.core.engine.floor import Floor
    from highroad.core.engine.record import apply
    from highroad.modules.floor.service.memory import from_entry

    day, journal = mornings()
    floor = Floor(Facts())
    for entry in journal.read():
        for fact in from_entry(entry.seq, entry.at, entry.body).facts:
            apply(floor, fact)
    assert snapshot.digest(floor) == snapshot.digest(day.engine.floor)


# -- chairs ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chair", "role"),
    [
        ("representative", Role.REPRESENTATIVE), ("captain", Role.REPRESENTATIVE), ("lead", Role.LEAD),
        ("supervisor", Role.SUPERVISOR), ("steward", Role.STEWARD), ("planner", Role.PLANNER),
        ("administrator", Role.ADMINISTRATOR),
    ],
)  # fmt: skip
def test_each_chair_has_a_person_with_its_role(mornings: Mornings, chair: str, role: Role) -> None:
    mornings()
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


def test_every_steered_story_and_call_type_is_in_the_scenario(county: tuple[Scenario, Policy]) -> None:
    scenario, _ = county
    assert {story for story, _ in STORIES} - set(scenario.stories) == set()
    assert {kind for _, kind in STORIES} - {kind.key for kind in scenario.call_types} == set()


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
