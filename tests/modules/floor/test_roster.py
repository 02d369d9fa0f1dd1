"""The engine is told of everyone with a role on the floor, once, and of each change after its commit."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cast import THEN, Cast
from highroad.adapters.storage.memory import MemoryJournal
from highroad.modules.floor.api import Clock, RunningFloor, follow_the_directory, start, stop, tell_everyone
from highroad.modules.floor.roster import desks
from highroad.modules.people.api import Role, Skill, change_person, grant_role, set_skill, the_system

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def floor() -> Iterator[RunningFloor]:
    yield start(MemoryJournal("main"), Clock())
    stop()


def known(floor: RunningFloor) -> dict[int, tuple[str, str]]:
    return floor.host.look(lambda engine: {one.id: (one.token, one.kind) for one in engine.floor.agents.values()})


def test_everyone_with_a_role_on_the_floor_is_told_and_nobody_else(cast: Cast, floor: RunningFloor) -> None:
    tell_everyone(floor.host)
    kinds = dict(known(floor).values())
    assert kinds == {
        cast["ada"].token: "agent",
        cast["bob"].token: "agent",
        cast["carmen"].token: "supervisor",
        cast["hal"].token: "lead",
    }


def test_a_desk_carries_group_skills_and_languages(cast: Cast) -> None:
    change_person(cast["ada"], {"languages": ["en", "es"]}, by=the_system("tests"), at=THEN)
    ada = next(one for one in desks() if one.token == cast["ada"].token)
    assert dict(ada.skills) == {"foodshare": 3, "lang:en": 4, "lang:es": 4}
    assert ada.agent == cast["ada"].pk
    assert "callback" in ada.channels
    carmen = next(one for one in desks() if one.token == cast["carmen"].token)
    assert carmen.channels == ("voice",)


def test_what_the_engine_knows_already_is_not_journaled_again(cast: Cast, floor: RunningFloor) -> None:
    assert tell_everyone(floor.host) == 4
    before = floor.host.seq
    assert tell_everyone(floor.host) == 0
    assert floor.host.seq == before


def test_a_change_in_the_directory_reaches_the_engine(cast: Cast, floor: RunningFloor) -> None:
    follow_the_directory()
    tell_everyone(floor.host)
    set_skill(cast["bob"], Skill.objects.get(key="foodshare"), 5, by=the_system("tests"), at=THEN)
    skills = floor.host.look(lambda engine: dict(engine.floor.agents[cast["bob"].pk].profile.skills))  # type: ignore[union-attr]  # told above
    assert skills["foodshare"] == 5
    grant_role(cast["eve"], Role.REPRESENTATIVE, from_day=THEN.date(), by=the_system("tests"), at=THEN)
    assert known(floor)[cast["eve"].pk] == (cast["eve"].token, "agent")


def test_where_no_floor_runs_a_change_tells_nobody_and_fails_nothing(cast: Cast) -> None:
    follow_the_directory()
    set_skill(cast["ada"], Skill.objects.get(key="foodshare"), 1, by=the_system("tests"), at=THEN)
