"""Ines signs in and looks after the directory: in light, in dark, on a phone; with nothing but a keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from cast import PASSWORD, Cast, gather
from playwright.sync_api import expect

from conftest import Opens, faults_of_access, shoot

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LOOKS = [("light", 1440), ("dark", 1440), ("light", 390), ("dark", 390)]


@pytest.fixture
def placed(transactional_db: None) -> Cast:
    """The cast, in rows the server sees."""
    return gather()


def sign_in(page: Page, who: str = "ines") -> None:
    """With the keyboard alone."""
    page.get_by_label("User name or mail address").fill(who)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/people/")


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_ines_signs_in_and_finds_ada(placed: Cast, opens: Opens, theme: str, width: int) -> None:
    look = f"{theme}-{width}"
    page = opens("/", theme=theme, width=width, height=844 if width < 400 else 900)
    shoot(page, f"sign-in-{look}")
    assert faults_of_access(page) == []
    sign_in(page)
    assert faults_of_access(page) == []
    shoot(page, f"people-{look}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_label("Name or staff number").fill("whit")
    expect(page.locator("#people-found tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Ada Whitfield").click()
    page.wait_for_url(f"**/people/{placed['ada'].token}/")
    assert faults_of_access(page) == []
    shoot(page, f"person-{look}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.faults == []  # type: ignore[attr-defined]


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_the_style_page_shows_every_part_without_a_fault(
    placed: Cast, opens: Opens, theme: str, width: int
) -> None:
    page = opens("/style/", theme=theme, width=width)
    assert faults_of_access(page) == []
    shoot(page, f"style-{theme}-{width}")
    assert page.faults == []  # type: ignore[attr-defined]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_question_mark_opens_all_keys_and_escape_brings_the_focus_back(
    placed: Cast, opens: Opens
) -> None:
    page = opens("/")
    sign_in(page)
    page.get_by_role("link", name="Bring in a roster").focus()
    page.keyboard.press("?")
    assert page.get_by_role("heading", name="All keys").is_visible()
    shoot(page, "keys-light-1440")
    assert faults_of_access(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent").strip() == "Bring in a roster"
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.id") == "id_q"


def test_a_question_mark_typed_into_a_field_stays_there(placed: Cast, opens: Opens) -> None:
    page = opens("/")
    sign_in(page)
    page.get_by_label("Name or staff number").press("?")
    assert page.get_by_label("Name or staff number").input_value() == "?"
    assert not page.get_by_role("heading", name="All keys").is_visible()


def test_the_browser_modules_load_under_the_policy(placed: Cast, opens: Opens) -> None:
    page = opens("/account/login/")
    found = page.evaluate("import('lit').then((lit) => typeof lit.html + typeof lit.LitElement)")
    assert found == "functionfunction"
    assert page.evaluate("import('lit/directives/repeat.js').then((m) => typeof m.repeat)") == "function"
    assert page.evaluate("typeof htmx") == "object"


def test_a_roster_is_looked_at_applied_and_undone(placed: Cast, opens: Opens, tmp_path: object) -> None:
    page = opens("/people/roster/")
    page.get_by_label("User name or mail address").fill("ines")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_label("Roster file").set_input_files(
        {
            "name": "roster.csv",
            "mimeType": "text/csv",
            "buffer": (
                b"staff_number,name,site,staffing_group,skills\n"
                b"S900,Pia Vance,lakeside,family,foodshare:2\n"
                b"S001,Ada Whitfield,lakeside,ebd,foodshare:4\n"
                b"S901,Quin Odell,moonbase,family,\n"
            ),
        }
    )
    shoot(page, "roster-light-1440")
    assert faults_of_access(page) == []
    page.get_by_role("button", name="Look at it first").click()
    page.get_by_role("heading", name="What this roster would do").wait_for()
    assert faults_of_access(page) == []
    shoot(page, "roster-preview-light-1440")
    page.get_by_role("button", name="Apply, and leave out 1 row").click()
    page.get_by_text("Applied: 1 person was added, 1 changed.").wait_for()
    page.get_by_role("button", name="Undo this roster").click()
    page.get_by_text("Undone: everything is as it was before this roster.").wait_for()
    assert page.faults == []  # type: ignore[attr-defined]
