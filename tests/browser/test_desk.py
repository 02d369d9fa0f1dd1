"""Ada at her desk: a call from ring to wrap by keyboard alone; light, dark, on a phone; reloads, cuts, two tabs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.looks import LOOKS, Opened, Opens, Shoots, sign_in
from cast import Cast
from floor_stage import CALLER, Stage, rosas_case, staged

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture
def stage(placed: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """A running floor with Rosa's case, in the process that serves the pages; the process starts none of its own."""
    from highroad.web import asgi

    monkeypatch.setattr(asgi, "STARTING", [])
    monkeypatch.setattr(asgi, "STOPPING", [])
    with staged(placed) as running:
        rosas_case(placed)
        running.sit("hal")
        yield running


def at_desk(opens: Opens, theme: str = "light", width: int = 1440, who: str = "ada") -> Opened:
    opened = opens("/desk/", theme=theme, width=width, height=844 if width < 400 else 900)
    page = opened.page
    sign_in(opened, who)
    expect(page.locator("#live-age")).to_contain_text("Live", timeout=10_000)
    return opened


def now_at(page: Page, title: str) -> None:
    expect(page.locator(".step-now h3")).to_have_text(title)


def pill(page: Page, words: str) -> None:
    expect(page.locator("#call-bar .pill")).to_have_text(words)


def identify(page: Page) -> None:
    """From the greeting to a verified caller, by keyboard."""
    now_at(page, "Greeting")
    page.keyboard.press("Control+Enter")
    now_at(page, "Case number or SSN")
    expect(page.locator("#given-number")).to_be_focused()
    page.keyboard.type("4018227")
    page.keyboard.press("Control+Enter")
    now_at(page, "Who am I speaking with?")
    page.keyboard.type(CALLER[0])
    page.keyboard.press("Tab")
    page.keyboard.type("Authorized")
    page.keyboard.press("Control+Enter")
    now_at(page, "Verify address and phone")


def verify(page: Page) -> None:
    page.keyboard.type(CALLER[1])
    page.keyboard.press("Enter")
    expect(page.get_by_text("Matches the file")).to_have_count(1)
    page.keyboard.type("608 555")
    expect(page.get_by_text("4 digits to go")).to_be_visible()
    page.keyboard.type(" 0147")
    expect(page.get_by_text("Matches the file")).to_have_count(2)
    page.keyboard.press("Control+Enter")


def work_and_note(page: Page) -> None:
    """One item done, one deferred with a reason, and a note that is kept."""
    page.keyboard.press("Alt+3")
    page.keyboard.press("Space")
    expect(page.locator(".work-line.done")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("d")
    page.keyboard.type("no time today")
    page.keyboard.press("Enter")
    expect(page.locator(".work-line.deferred")).to_contain_text("no time today")
    page.keyboard.press("Alt+4")
    page.keyboard.type("Daughter calls for her mother.")
    expect(page.locator(".kept")).to_contain_text("Draft kept")


def finish(page: Page) -> None:
    """What is open is said, then done; then the contact is finished."""
    page.get_by_role("button", name="Finish", exact=True).first.press("Enter")
    expect(page.locator(".wrap .told")).to_contain_text("Choose how the contact ended.")
    page.locator("#disposition").select_option("resolved")
    page.get_by_role("button", name="Finish", exact=True).first.press("Enter")
    expect(page.locator(".wrap .told")).to_contain_text("Still open: Case comment.")
    page.locator("textarea[name=comment_text]").press("Control+Enter")
    expect(page.locator(".step-now")).to_have_count(0)
    page.keyboard.press("Control+Enter")
    pill(page, "Available")


def test_a_call_from_ring_to_wrap_with_nothing_but_the_keyboard(stage: Stage, opens: Opens, shoots: Shoots) -> None:
    opened = at_desk(opens)
    page = opened.page
    page.get_by_role("button", name="Sign in for the day").press("Enter")
    pill(page, "Away")
    expect(page.get_by_role("button", name="Go available")).to_be_enabled()
    page.get_by_role("button", name="Go available").press("Enter")
    pill(page, "Available")
    shoots(opened, "desk-available-light-1440")
    stage.ring()
    pill(page, "Ringing")
    expect(page.get_by_role("alert")).to_contain_text("A call for you from the Family queue")
    assert page.title().startswith("☎")
    shoots(opened, "desk-ringing-light-1440")
    page.keyboard.press("F2")
    pill(page, "Talking")
    assert not page.title().startswith("☎")
    expect(page.locator(".step-now .say")).to_contain_text("my name is Ada.")
    identify(page)
    verify(page)
    now_at(page, "Open programs, reviews, status")
    for title in ("Read the case comments", "Resolve the need"):
        page.keyboard.press("Control+Enter")
        now_at(page, title)
    work_and_note(page)
    page.keyboard.press("Alt+1")
    page.keyboard.type("renew FoodShare")
    page.keyboard.press("Control+Enter")
    now_at(page, "Anything else today?")
    page.get_by_label("No", exact=True).press("Space")
    page.keyboard.press("Control+Enter")
    now_at(page, "Thank and end")
    page.keyboard.press("Control+Enter")
    page.keyboard.press("Shift+F9")
    pill(page, "After-call work")
    now_at(page, "Case comment")
    assert "Daughter calls for her mother." in page.locator("textarea[name=comment_text]").input_value()
    shoots(opened, "desk-wrapping-light-1440")
    finish(page)
    # A refusal is an answer; the browser writes its status into the console all the same.
    assert [fault for fault in opened.faults if "409" not in fault] == []


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_the_desk_in_a_call_looks_right_and_is_accessible(
    stage: Stage, opens: Opens, shoots: Shoots, theme: str, width: int
) -> None:
    look = f"{theme}-{width}"
    stage.call_for("ada")
    opened = at_desk(opens, theme, width)
    page = opened.page
    page.locator(".step-now [data-act=record]").focus()
    identify(page)
    page.keyboard.type(CALLER[1])
    page.keyboard.press("Enter")
    page.keyboard.type("608 555")
    expect(page.get_by_text("4 digits to go")).to_be_visible()
    shoots(opened, f"desk-verify-{look}")
    assert opened.faults_of_access() == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width < 400:
        for tab in ("Case", "Work", "Notes", "Helpline"):
            page.get_by_role("tab", name=tab).click()
            shoots(opened, f"desk-{tab.lower()}-{look}")
            assert opened.faults_of_access() == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
        return
    page.get_by_role("button", name="Why this call?").click()
    expect(page.get_by_role("heading", name="Considered", exact=True)).to_be_visible()
    shoots(opened, f"desk-why-{look}")
    assert opened.faults_of_access() == []
    assert page.get_by_role("button", name="Hold").is_enabled()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Why this call?")).to_be_focused()
    page.keyboard.press("F4")
    expect(page.get_by_role("heading", name="To a queue")).to_be_visible()
    shoots(opened, f"desk-transfer-{look}")
    assert opened.faults_of_access() == []
    page.keyboard.press("Escape")
    assert opened.faults == []


def test_a_reload_keeps_what_was_typed(stage: Stage, opens: Opens) -> None:
    stage.call_for("ada")
    page = at_desk(opens).page
    page.keyboard.press("Alt+4")
    page.keyboard.type("Asks what is needed before 1 Dec.")
    expect(page.locator(".kept")).to_contain_text("Draft kept")
    page.reload()
    expect(page.locator("#notes")).to_have_value("Asks what is needed before 1 Dec.")


def test_a_cut_line_says_how_old_the_data_is_and_comes_back(stage: Stage, opens: Opens) -> None:
    contact = stage.call_for("ada")
    opened = at_desk(opens)
    page = opened.page
    pill(page, "Talking")
    page.context.set_offline(True)
    page.evaluate("document.querySelector('#live-age') && window.dispatchEvent(new Event('offline'))")
    stage.floor.hub.reader_count  # noqa: B018 (the line is cut in the browser, not here)
    page.evaluate("window.highroadDesk.live.socket.close()")
    expect(page.locator("#live-age")).to_contain_text("Paused, data")
    stage.do("hold", contact=contact, agent=stage.cast["ada"].pk)
    page.context.set_offline(False)
    expect(page.locator("#live-age")).to_contain_text("Live", timeout=15_000)
    pill(page, "Holding")


def test_two_tabs_of_one_agent_show_the_same_and_do_not_fight(stage: Stage, opens: Opens) -> None:
    stage.call_for("ada")
    first = at_desk(opens).page
    second = first.context.new_page()
    second.goto("/desk/")
    pill(second, "Talking")
    first.keyboard.press("Control+Enter")
    now_at(first, "Case number or SSN")
    now_at(second, "Case number or SSN")
    second.keyboard.press("F2")
    pill(first, "Holding")
    pill(second, "Holding")


def test_the_caller_hangs_up_and_the_desk_goes_to_after_call_work(stage: Stage, opens: Opens) -> None:
    contact = stage.call_for("ada")
    page = at_desk(opens).page
    stage.do("hang_up", contact=contact)
    pill(page, "After-call work")
    page.get_by_role("button", name="The caller has gone: skip what is open").click()
    page.locator("#disposition").select_option("caller_gone")
    page.get_by_role("button", name="Finish", exact=True).first.click()
    pill(page, "Available")


def test_keys_can_be_turned_off_and_every_key_has_a_button(stage: Stage, opens: Opens) -> None:
    stage.call_for("ada")
    page = at_desk(opens).page
    pill(page, "Talking")
    assert page.get_by_role("button", name="Hold").get_attribute("aria-keyshortcuts") == "F2"
    page.locator("#turn-keys").click()
    page.keyboard.press("F2")
    page.get_by_role("button", name="Hold").click()
    pill(page, "Holding")
