"""A call that came before a new practice took effect is carried to its end under the one it came in with."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from cast import Cast
from floor_stage import Stage, staged
from highroad.core.playbooks import Playbook, compile_policy
from highroad.modules.cases.api import use_practice
from highroad.modules.floor.models import GuideRun
from highroad.modules.floor.versioning.sources import check_files
from modules.floor.practices import county, shipped
from modules.floor.test_desk_actions import at_desk, case_of, record

CHANGED = ("Thank you for calling. Good-bye.", "Thank you, and call any time.")


def second_version() -> Playbook:
    """The county's practice with another farewell, version 2."""
    playbook = check_files("county", county(playbook=("version: 1", "version: 2"), guide=CHANGED)).playbook
    assert playbook is not None
    return playbook


@pytest.fixture
def stage(cast: Cast) -> Iterator[Stage]:
    with staged(cast) as running:
        yield running
    use_practice(None)


def farewell(client: Client, contact: int) -> str:
    steps = case_of(client, contact)["guide"]["steps"]
    return str(next(step["say"]["en"] for step in steps if step["key"] == "thanks"))


def test_the_guide_stays_with_the_version_the_contact_arrived_under(stage: Stage, client: Client) -> None:
    shipped()
    contact = stage.call_for("ada")
    send = at_desk(client, stage, "ada")
    playbook = second_version()
    use_practice(lambda: playbook)
    stage.do("adopt", policy=compile_policy(playbook, [2026, 2027]), by=0)
    # Opened only now, and still under version 1.
    assert farewell(client, contact) == CHANGED[0]
    assert GuideRun.objects.get().version == 1
    assert record(send, contact, "greeting")[0] == 200
    send("do/end", contact=contact)
    send("skip-open", contact=contact, reason="caller_gone")
    assert send("wrap", contact=contact, disposition="caller_gone", met=[], foreseen=[])[0] == 200
    later = stage.ring()
    send("do/answer", contact=later)
    assert farewell(client, later) == CHANGED[1]


def test_a_version_that_is_not_on_record_gives_way_to_the_one_in_force(stage: Stage, client: Client) -> None:
    contact = stage.call_for("ada")
    at_desk(client, stage, "ada")
    playbook = second_version()
    use_practice(lambda: playbook)
    assert farewell(client, contact) == CHANGED[1]
