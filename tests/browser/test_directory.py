"""Ines signs in and looks after the directory: in light, in dark, on a phone; with nothing but a keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.looks import LOOKS, sign_in

if TYPE_CHECKING:
    from browser.looks import Opens, Shoots
    from cast import Cast

pytestmark = pytest.mark.browser

ROSTER = (
    b"staff_number,name,site,staffing_group,skills\n"
    b"S900,Pia Vance,lakeside,family,foodshare:2\n"
    b"S001,Ada Whitfield,lakeside,ebd,foodshare:4\n"
    b"S901,Quin Odell,moonbase,family,\n"
)


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_ines_signs_in_and_finds_ada(placed: Cast, opens: Opens, shoots: Shoots, theme: str, width: int) -> None:
    from playwright.sync_api import expect

    look = f"{theme}-{width}"
    opened = opens("/", theme=theme, width=width, height=844 if width < 400 else 900)
    page = opened.page
    shoots(opened, f"sign-in-{look}")
    assert opened.faults_of_access() == []
    sign_in(opened)
    assert opened.faults_of_access() == []
    shoots(opened, f"people-{look}")
    assert not opened.overflows()
    page.get_by_label("Name or staff number").fill("whit")
    expect(page.locator("#people-found tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Ada Whitfield").click()
    page.wait_for_url(f"**/people/{placed['ada'].token}/")
    assert opened.faults_of_access() == []
    shoots(opened, f"person-{look}")
    assert not opened.overflows()
    assert opened.faults == []


@pytest.mark.parametrize(("theme", "width"), [*LOOKS, ("light", 320)])
def test_the_style_page_shows_every_part_without_a_fault(
    placed: Cast, opens: Opens, shoots: Shoots, theme: str, width: int
) -> None:
    opened = opens("/style/", theme=theme, width=width)
    assert opened.faults_of_access() == []
    shoots(opened, f"style-{theme}-{width}")
    assert opened.faults == []
    assert not opened.overflows()


def test_the_question_mark_opens_all_keys_and_escape_brings_the_focus_back(
    placed: Cast, opens: Opens, shoots: Shoots
) -> None:
    opened = opens("/")
    sign_in(opened)
    page = opened.page
    page.get_by_role("link", name="Bring in a roster").focus()
    page.keyboard.press("?")
    assert page.get_by_role("heading", name="All keys").is_visible()
    shoots(opened, "keys-light-1440")
    assert opened.faults_of_access() == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent").strip() == "Bring in a roster"
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "id_q"


def test_a_question_mark_typed_into_a_field_stays_there(placed: Cast, opens: Opens) -> None:
    opened = opens("/")
    sign_in(opened)
    field = opened.page.get_by_label("Name or staff number")
    field.press("?")
    assert field.input_value() == "?"
    assert not opened.page.get_by_role("heading", name="All keys").is_visible()


def test_a_chosen_theme_holds_against_that_of_the_computer(placed: Cast, opens: Opens) -> None:
    opened = opens("/style/", theme="light")
    opened.page.get_by_role("button", name="Dark", exact=True).click()
    ground = opened.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(13, 19, 23)"


def test_the_browser_modules_load_under_the_policy(placed: Cast, opens: Opens) -> None:
    page = opens("/account/login/").page
    found = page.evaluate("import('lit').then((lit) => typeof lit.html + typeof lit.LitElement)")
    assert found == "functionfunction"
    assert page.evaluate("import('lit/directives/repeat.js').then((m) => typeof m.repeat)") == "function"
    assert page.evaluate("typeof htmx") == "object"


def test_a_roster_is_looked_at_applied_and_undone(placed: Cast, opens: Opens, shoots: Shoots) -> None:
    opened = opens("/people/roster/")
    sign_in(opened)
    page = opened.page
    page.get_by_label("Roster file").set_input_files({"name": "roster.csv", "mimeType": "text/csv", "buffer": ROSTER})
    shoots(opened, "roster-light-1440")
    assert opened.faults_of_access() == []
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("heading", name="What this roster would do").wait_for()
    assert opened.faults_of_access() == []
    shoots(opened, "roster-preview-light-1440")
    page.get_by_role("button", name="Apply, and leave out 1 row").click()
    page.get_by_text("Applied: 1 person was added, 1 changed.").wait_for()
    page.get_by_role("button", name="Undo this roster").click()
    page.get_by_text("Undone: everything is as it was before this roster.").wait_for()
    assert opened.faults == []
