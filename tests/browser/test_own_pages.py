"""Pages about oneself, and pages about what went wrong: they look and read like all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.looks import LOOKS, sign_in

if TYPE_CHECKING:
    from browser.looks import Opens, Shoots
    from cast import Cast

pytestmark = pytest.mark.browser

PAGES = {
    "preferences": "/preferences/",
    "password": "/account/password/change/",
    "second-factor": "/account/second-factor/",
    "sessions": "/account/sessions/",
    "not-found": "/nowhere/",
    "audit": "/people/audit/",
}


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_pages_about_oneself_are_sound_in_every_look(
    placed: Cast, opens: Opens, shoots: Shoots, theme: str, width: int
) -> None:
    opened = opens("/people/", theme=theme, width=width)
    sign_in(opened)
    for name, url in PAGES.items():
        opened.page.goto(url)
        shoots(opened, f"{name}-{theme}-{width}")
        assert opened.faults_of_access() == [], name
        assert not opened.overflows(), name
    # The browser itself reports the answer 404 of the page that is not there.
    assert [fault for fault in opened.faults if "404" not in fault] == []


def test_a_role_that_lacks_a_page_reads_it_in_words(placed: Cast, opens: Opens) -> None:
    opened = opens("/people/audit/")
    sign_in(opened, "ada")
    assert opened.page.get_by_role("heading", name="This page is not part of your role").is_visible()
    assert opened.faults_of_access() == []


def test_the_menu_of_the_person_opens_and_closes_with_the_keyboard(
    placed: Cast, opens: Opens, shoots: Shoots
) -> None:
    opened = opens("/people/")
    sign_in(opened)
    menu = opened.page.locator("details.me summary")
    menu.press("Enter")
    assert opened.page.get_by_role("link", name="Preferences").is_visible()
    assert opened.faults_of_access() == []
    shoots(opened, "menu-light-1440")
    opened.page.keyboard.press("Escape")
    assert not opened.page.get_by_role("link", name="Preferences").is_visible()
    menu.press("Enter")
    opened.page.get_by_role("button", name="Sign out").click()
    opened.page.wait_for_url("**/account/login/")
