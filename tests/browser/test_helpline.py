"""Hal leads the Helpline: who waits, the brief before the caller, the call itself, and on to a supervisor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.floor_stories import LOOKS, open_as
from cast import Cast, gather
from floor_scenes import EIGHT, Hand, Scene, a_busy_morning
from floor_stage import staged
from highroad.core.engine import desk
from highroad.modules.floor.actions.briefing import attach_brief
from highroad.modules.floor.api import Clock
from highroad.modules.people.api import Actor, Grant, Role

if TYPE_CHECKING:
    from browser.looks import Opens, Shoots

pytestmark = pytest.mark.browser
BRIEF = (
    "Renewal was late because two letters went to an old address. She was told of her rights and still wants a lead."
)


@pytest.fixture
def placed(transactional_db: None) -> Cast:
    """The cast, in rows the server sees."""
    return gather()


@pytest.fixture
def scene(placed: Cast) -> Iterator[Scene]:
    """A busy morning."""
    hand = Hand(EIGHT)
    with staged(placed, Clock(hand)) as stage:
        yield a_busy_morning(stage, hand)


def asker(scene: Scene) -> tuple[Actor, int]:
    """Bert, who asks the Helpline while his caller holds, and the contact on his desk."""
    bert = scene.people[1]
    contact = scene.stage.floor.host.look(lambda engine: engine.floor.agents[bert.pk].contact)
    return Actor(bert.token, (Grant(Role.REPRESENTATIVE),), bert.pk), contact


def briefed(scene: Scene) -> int:
    """Bert writes his brief; the contact it is about."""
    from cast import THEN

    who, contact = asker(scene)
    attach_brief(contact, BRIEF, who, THEN)
    return contact


@pytest.mark.parametrize(("theme", "width", "height"), LOOKS)
def test_hal_reads_the_brief_before_he_takes_the_call(
    scene: Scene, opens: Opens, shoots: Shoots, theme: str, width: int, height: int
) -> None:
    briefed(scene)
    opened = open_as(opens, "hal", "/helpline/", theme=theme, width=width, height=height)
    page = opened.page
    expect(page.locator(".brief").first).to_contain_text("two letters went to an old address")
    expect(page.get_by_text("Helpline for staff until 16:00")).to_be_visible()
    scene.stage.sit("hal")
    expect(page.get_by_role("heading", name="Bert Okafor asks you")).to_be_visible()
    shoots(opened, f"helpline-{theme}-{width}")
    assert opened.faults_of_access() == []
    assert not opened.overflows()
    page.get_by_role("button", name="Answer").press("Enter")
    expect(page.locator("#call-bar")).to_contain_text("Talking")
    assert opened.faults == []


def test_the_lead_hands_the_caller_on_to_a_supervisor(scene: Scene, opens: Opens, shoots: Shoots) -> None:
    contact = briefed(scene)
    who, _ = asker(scene)
    stage, hal, carmen = scene.stage, scene.stage.cast["hal"].pk, scene.stage.cast["carmen"].pk
    stage.sit("carmen")
    stage.sit("hal")
    consult = stage.floor.host.look(lambda engine: engine.floor.agents[hal].contact)
    stage.do("answer", contact=consult, agent=hal)
    stage.do("tell_caller", contact=contact, agent=who.person_id)
    stage.do("transfer_person", contact=contact, agent=who.person_id, other=hal, kind="lead", reason="still_unhappy")
    opened = open_as(opens, "hal", "/helpline/")
    page = opened.page
    expect(page.get_by_role("heading", name="The caller is with you")).to_be_visible()
    page.get_by_text("Hand on to a supervisor").click()
    page.get_by_role("button", name="Call Carmen Ruiz").click()
    expect(page.get_by_role("heading", name="Calling Carmen Ruiz")).to_be_visible()
    asked = stage.floor.host.look(lambda engine: engine.floor.agents[carmen].contact)
    stage.do("answer", contact=asked, agent=carmen)
    page.get_by_role("button", name="Hand the caller over").click()
    expect(page.locator("#call-bar")).to_contain_text("After-call work")
    assert desk.STATE_NAMES[stage.floor.host.look(lambda engine: engine.floor.agents[carmen].state)] == "talking"
    page.reload()
    expect(page.get_by_role("table", name="What the Helpline did today")).to_contain_text("caller taken over")
    shoots(opened, "helpline-after-light")
    assert opened.faults_of_access() == []
