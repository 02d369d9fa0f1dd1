"""Carmen looks at her floor: what asks for her, why a call waits, stepping in with a reason, all by the keyboard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.floor_stories import LOOKS, open_as
from cast import Cast, gather
from floor_scenes import EIGHT, Hand, Scene, a_busy_morning
from floor_stage import staged
from highroad.modules.floor.api import Clock

if TYPE_CHECKING:
    from browser.looks import Opens, Shoots

pytestmark = pytest.mark.browser


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


@pytest.mark.parametrize(("theme", "width", "height"), LOOKS)
def test_carmen_sees_her_own_people_and_no_others(
    scene: Scene, opens: Opens, shoots: Shoots, theme: str, width: int, height: int
) -> None:
    opened = open_as(opens, "carmen", "/supervision/", theme=theme, width=width, height=height)
    page = opened.page
    expect(page.get_by_role("row").filter(has_text="Ana Lindholm")).to_be_visible()
    shoots(opened, f"supervision-{theme}-{width}")
    assert page.get_by_text("Mina Sol").count() == 0, "she is at the other site"
    assert opened.faults_of_access() == []
    assert not opened.overflows()
    assert opened.faults == []


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_why_a_call_waits_is_said_in_words(scene: Scene, opens: Opens, shoots: Shoots, theme: str) -> None:
    opened = open_as(opens, "carmen", "/supervision/", theme=theme)
    page = opened.page
    page.locator(".waiting-lines button", has_text="Why?").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("It is number 1 in line")
    shoots(opened, f"supervision-why-{theme}")
    assert opened.faults_of_access() == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    assert page.evaluate("document.activeElement.textContent") == "Why?"


def test_a_state_is_changed_with_a_reason_by_the_keyboard_alone(scene: Scene, opens: Opens, shoots: Shoots) -> None:
    opened = open_as(opens, "carmen", "/supervision/?words=June")
    page = opened.page
    page.get_by_role("button", name="Change the state of June Abara").focus()
    page.keyboard.press("Enter")
    page.get_by_label("To", exact=True).select_option("away:away")
    shoots(opened, "supervision-change-light")
    assert opened.faults_of_access() == []
    page.get_by_label("Why", exact=True).select_option("safety")
    page.get_by_label("Why", exact=True).press("Enter")
    page.get_by_role("button", name="Change the state", exact=True).press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.get_by_role("row").filter(has_text="June Abara")).to_contain_text("Away")
    assert "June Abara" in page.locator("section", has_text="Protected time overridden").last.inner_text()


def test_a_message_reaches_the_wall_and_nobody_reads_it_without_signing_in(scene: Scene, opens: Opens) -> None:
    wall = open_as(opens, "noor", "/wallboard/", width=1920, height=1080)
    opened = open_as(opens, "carmen", "/supervision/")
    opened.page.get_by_role("button", name="Message to everyone").click()
    opened.page.get_by_label("What everyone should know").fill("The case system is slow until eleven.")
    opened.page.get_by_role("button", name="Send to everyone").click()
    expect(opened.page.locator("section", has_text="Messages to everyone today").last).to_contain_text("until eleven")
    expect(wall.page.locator(".wall-said")).to_contain_text("The case system is slow until eleven.")


def test_a_list_somebody_is_in_never_jumps(scene: Scene, opens: Opens) -> None:
    opened = open_as(opens, "carmen", "/supervision/")
    page = opened.page
    lines = page.locator(".waiting-lines li")
    before = lines.all_inner_texts()
    lines.first.locator("button", has_text="Why?").focus()
    scene.waits("ebd")
    first = scene.stage.floor.host.look(
        lambda engine: min(c.id for c in engine.floor.contacts.values() if c.state == 1)
    )
    scene.stage.do("hang_up", contact=first)
    expect(page.get_by_role("button", name="1 new, show")).to_be_visible()
    assert lines.count() == len(before)
    expect(lines.first).to_contain_text("does not wait any more")
    # By now more may have happened on a slow machine: an offer missed, a ring widened.
    page.get_by_role("button", name=re.compile("new, show")).click()
    expect(lines.filter(has_text="does not wait any more")).to_have_count(0)
