"""What stories in the browser share: opening a page, asking axe, keeping a picture."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

LOOKS = [("light", 1440), ("dark", 1440), ("light", 390), ("dark", 390)]


@dataclass(slots=True)
class Opened:
    """A page in a fresh profile, with every error its scripts and its content policy reported."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def faults_of_access(self) -> list[str]:
        """What axe finds on the page as it is now: the rule and the first element."""
        from axe_playwright_python.sync_playwright import Axe

        found = Axe().run(self.page).response["violations"]
        return [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found]

    def overflows(self) -> bool:
        """Must one scroll sideways to read it?"""
        return bool(self.page.evaluate("document.documentElement.scrollWidth > innerWidth"))


class Opens(Protocol):
    """`opens("/", theme="dark", width=390)`."""

    def __call__(self, path: str, *, theme: str = "light", width: int = 1440, height: int = 900) -> Opened:
        """Open a page."""


class Shoots(Protocol):
    """`shoots(page, "name")` keeps a picture."""

    def __call__(self, opened: Opened, name: str) -> Path:
        """Take it."""


def sign_in(opened: Opened, who: str = "ines") -> None:
    """With the keyboard alone; the browser is then where it wanted to go."""
    from cast import PASSWORD

    opened.page.get_by_label("User name or mail address").fill(who)
    opened.page.get_by_label("Password").fill(PASSWORD)
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url(lambda url: "/account/login" not in url)
