"""The desk's forms: a signature, an earlier error, a brief for the lead; and messages to everyone on the floor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.floor_stories import open_as
from browser.looks import LOOKS, Opened, Opens, Shoots
from browser.test_desk import at_desk, identify, now_at, pill, verify
from cast import Cast
from floor_stage import CALLER, MORNING, Stage, rosas_case, staged
from highroad.modules.cases.models import Correction, TelephonicSignature
from highroad.modules.floor.actions.supervising import broadcast

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
BRIEF = "Child care closed, two letters to an old address. Rights were said; still wants a lead."


@pytest.fixture
def stage(placed: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A running floor with Rosa's case, in the process that serves the pages."""
    from highroad.web import asgi

    monkeypatch.setattr(asgi, "STARTING", [])
    monkeypatch.setattr(asgi, "STOPPING", [])
    with staged(placed) as running:
        rosas_case(placed)
        running.sit("hal")
        yield running


def in_a_verified_call(stage: Stage, opens: Opens, theme: str = "light", width: int = 1440) -> Opened:
    stage.call_for("ada")
    opened = at_desk(opens, theme, width)
    opened.page.locator(".step-now [data-act=record]").focus()
    identify(opened.page)
    verify(opened.page)
    now_at(opened.page, "Open programs, reviews, status")
    return opened


def tab(page: Page, name: str) -> None:
    """On a phone one part of the desk is seen at a time."""
    if page.viewport_size and page.viewport_size["width"] < 720:
        page.get_by_role("tab", name=name).click()


def looks_right(opened: Opened, shoots: Shoots, name: str, look: str) -> None:
    shoots(opened, f"desk-{name}-{look}")
    assert opened.faults_of_access() == []
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= opened.page.evaluate("innerWidth")


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_the_forms_look_right_and_are_accessible(
    stage: Stage, opens: Opens, shoots: Shoots, theme: str, width: int
) -> None:
    look = f"{theme}-{width}"
    opened = in_a_verified_call(stage, opens, theme, width)
    page = opened.page
    tab(page, "Helpline")
    page.get_by_label("Brief for the lead").fill(BRIEF)
    looks_right(opened, shoots, "brief", look)
    page.get_by_role("button", name="Record a signature").click()
    expect(page.get_by_label("Who signs")).to_have_value(CALLER[0])
    looks_right(opened, shoots, "signature", look)
    page.locator(".desk-sheet .sheet-body").evaluate("body => body.scrollTo(0, body.scrollHeight)")
    looks_right(opened, shoots, "signature-end", look)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Has an earlier error to correct").click()
    expect(page.get_by_label("Bob Kessler")).to_be_visible()
    looks_right(opened, shoots, "correction", look)
    assert opened.faults == []


def test_a_signature_is_recorded_from_the_work_list_and_found_again(stage: Stage, opens: Opens) -> None:
    opened = in_a_verified_call(stage, opens)
    page = opened.page
    line = page.locator(".work-line", has_text="Telephonic signature")
    line.get_by_role("checkbox").click()
    expect(page.get_by_role("heading", name="Telephonic signature")).to_be_visible()
    page.get_by_label("Interpreter").fill("I-204")
    page.get_by_role("button", name="Keep the signature").click()
    expect(page.locator(".desk-sheet .told")).to_contain_text("Say the announcement first")
    page.get_by_label("The announcement was heard").check()
    page.reload()  # nothing of it is lost
    line.get_by_role("checkbox").click()
    expect(page.get_by_label("Interpreter")).to_have_value("I-204")
    expect(page.get_by_label("The announcement was heard")).to_be_checked()
    page.get_by_label("I heard them agree").check()
    page.get_by_label("I said that a written copy comes").check()
    page.get_by_role("button", name="Keep the signature").dblclick()
    expect(page.locator(".done-line")).to_contain_text("Signed")
    kept = TelephonicSignature.objects.get()
    expect(page.locator(".done-line")).to_contain_text(kept.signature_id)
    page.keyboard.press("Escape")
    expect(line.get_by_role("checkbox")).to_be_checked()
    page.goto("/cases/signatures/")
    page.get_by_label("Signature id").fill(kept.signature_id)
    page.keyboard.press("Enter")
    expect(page.get_by_role("rowheader", name=kept.signature_id)).to_be_visible()
    expect(page.get_by_role("link", name="4018227")).to_be_visible()
    assert kept.programs == ["FoodShare"]


def test_an_earlier_error_is_told_to_one_supervisor_and_the_form_says_whom(stage: Stage, opens: Opens) -> None:
    bob = stage.cast["bob"]
    bob.supervisor = stage.cast["carmen"]
    bob.save()
    page = in_a_verified_call(stage, opens).page
    page.get_by_role("button", name="Has an earlier error to correct").click()
    page.get_by_label("What was wrong").fill("The rent was entered as income.")
    page.get_by_label("How it is right from now on").fill("Moved to expenses.")
    page.get_by_label("Bob Kessler").check()
    page.get_by_role("button", name="Keep, and tell the supervisor").click()
    expect(page.locator(".done-line")).to_contain_text("The supervisor of Bob Kessler was told in private.")
    assert Correction.objects.get().supervisor == stage.cast["carmen"]


def test_the_lead_reads_the_brief_while_it_rings_on_desk_and_page(stage: Stage, opens: Opens, shoots: Shoots) -> None:
    hal = at_desk(opens, who="hal")
    ada = in_a_verified_call(stage, opens)
    ada.page.get_by_label("Brief for the lead").fill(BRIEF)
    ada.page.get_by_role("button", name="Ask the Helpline").click()
    pill(hal.page, "Ringing")
    expect(hal.page.locator("#pane-guide .brief")).to_contain_text(BRIEF)
    shoots(hal, "desk-lead-rings-light-1440")
    expect(ada.page.locator(".brief-field .brief")).to_contain_text(BRIEF)
    hal.page.goto("/helpline/")
    expect(hal.page.locator(".your-call .brief")).to_contain_text(BRIEF)
    hal.page.get_by_role("button", name="Answer").click()
    ada.page.get_by_label("Brief for the lead").fill("She holds since nine minutes.")
    ada.page.get_by_role("button", name="Show it to the lead").click()
    expect(hal.page.locator(".your-call .brief").nth(1)).to_contain_text("nine minutes")
    assert hal.faults == []


def test_a_message_to_everyone_stands_on_the_desk_until_it_is_closed(stage: Stage, opens: Opens) -> None:
    page = at_desk(opens).page
    words = "The case system is slow: write notes, enter later."
    broadcast(stage.floor, words, by=stage.cast.actor("carmen"), made="b-1", at=MORNING)
    message = page.locator(".desk-told", has_text=words)
    expect(message).to_contain_text("Carmen Ruiz:")
    message.get_by_role("button", name="Close").click()
    expect(message).to_have_count(0)
    late = open_as(opens, "bob", "/desk/").page
    expect(late.locator(".desk-told", has_text=words)).to_be_visible()


def test_a_lead_finishes_what_came_to_them_and_is_back_at_the_helpline(
    stage: Stage, opens: Opens, shoots: Shoots
) -> None:
    ada = in_a_verified_call(stage, opens)
    contact = stage.floor.host.look(lambda engine: engine.floor.agents[stage.cast["ada"].pk].contact)
    who = {name: stage.cast[name].pk for name in ("ada", "hal")}
    ada.page.get_by_label("Brief for the lead").fill(BRIEF)
    ada.page.get_by_role("button", name="Ask the Helpline").click()
    pill(ada.page, "Consulting")
    consult = stage.floor.host.look(lambda engine: engine.floor.contacts[contact].consult)
    stage.do("answer", contact=consult, agent=who["hal"])
    stage.do("tell_caller", contact=contact, agent=who["ada"])
    stage.do("transfer_person", contact=contact, agent=who["ada"], other=who["hal"], kind="lead",
             reason="still_unhappy")  # fmt: skip
    stage.do("end", contact=contact, agent=who["hal"])
    hal = open_as(opens, "hal", "/helpline/")
    expect(hal.page.get_by_role("heading", name="After the call")).to_be_visible()
    hal.page.get_by_role("link", name="Finish this contact on the desk").click()
    expect(hal.page.locator("#pane-case")).to_contain_text("Rosa Marin")
    shoots(hal, "desk-lead-wraps-light-1440")
    hal.page.get_by_role("button", name="The caller has gone: skip what is open").click()
    expect(hal.page.locator(".still-open")).to_contain_text("Case comment")
    hal.page.locator("textarea[name=comment_text]").press("Control+Enter")
    expect(hal.page.locator(".still-open")).to_have_count(0)
    hal.page.locator("#disposition").select_option("resolved")
    hal.page.get_by_role("button", name="Finish", exact=True).first.click()
    hal.page.wait_for_url("**/helpline/")
    assert stage.state_of("hal") == "available"
