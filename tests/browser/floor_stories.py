"""What stories about the floor's pages share: signing in as somebody, on a busy morning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from playwright.sync_api import expect

from cast import PASSWORD

if TYPE_CHECKING:
    from browser.looks import Opened, Opens

LOOKS = [("light", 1440, 900), ("dark", 1440, 900), ("light", 390, 844), ("dark", 390, 844)]


def open_as(
    opens: Opens, who: str, path: str, *, theme: str = "light", width: int = 1440, height: int = 900
) -> Opened:
    """Sign in and go to a page; returns when its live line is up."""
    opened = opens("/account/login/", theme=theme, width=width, height=height)
    opened.page.get_by_label("User name or mail address").fill(who)
    opened.page.get_by_label("Password").fill(PASSWORD)
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url(lambda url: "login" not in url)
    opened.page.goto(path)
    expect(opened.page.locator("#wall-age, #live-age").first).to_contain_text("Live")
    return opened
