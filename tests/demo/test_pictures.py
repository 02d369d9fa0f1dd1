"""The README's pictures, taken of the demo as it is: the chairs, the desk in a call, the wallboard, the floor."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.picture]


@pytest.fixture(scope="module")
def browser(chromium_path: Path, chromium_arguments: list[str]) -> Iterator[Browser]:
    """One Chromium for the file."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(chromium_path), args=chromium_arguments)
        yield opened
        opened.close()


def sit(browser: Browser, address: str, chair: str, *, theme: str, width: int = 1440, height: int = 900) -> Page:
    """A page of one's own, sitting in a chair of the demo."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if theme == "dark" else "light",
        locale="en-US",
    )
    page = context.new_page()
    page.set_default_timeout(45_000)
    page.goto(address)
    if chair:
        page.locator(f'form[action="/demo/sit/{chair}"] button').click()
        page.wait_for_url(re.compile("^(?!.*/demo/sit).*$"))
    return page


def keep(page: Page, folder: Path, name: str) -> None:
    """Keep a picture of what is in view; a page that is wider than its window would be a fault."""
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(folder / f"{name}.png"))
    page.context.close()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_chairs(browser: Browser, address: str, picture_folder: Path, theme: str) -> None:
    page = sit(browser, address, "", theme=theme)
    assert page.get_by_role("heading", name="Take a chair.").is_visible()
    keep(page, picture_folder, f"chairs-{theme}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_wallboard(browser: Browser, address: str, picture_folder: Path, theme: str) -> None:
    page = sit(browser, address, "wallboard", theme=theme, width=1920, height=1080)
    page.get_by_text("No person is ranked here").wait_for()
    page.get_by_text("signed in").wait_for()
    keep(page, picture_folder, f"wallboard-{theme}")


def test_the_floor(browser: Browser, address: str, picture_folder: Path) -> None:
    page = sit(browser, address, "supervisor", theme="light")
    page.get_by_text("Ada Whitfield").first.wait_for()
    keep(page, picture_folder, "floor-light")


def test_the_desk_in_a_call(browser: Browser, address: str, picture_folder: Path) -> None:
    from playwright.sync_api import expect

    page = sit(browser, address, "representative", theme="light")
    answer = page.get_by_role("button", name=re.compile("^Answer"))
    talking = page.locator("#call-bar .pill", has_text="Talking")
    answer.or_(talking).first.wait_for()
    if not talking.is_visible():
        answer.first.click()
    talking.wait_for()
    if page.locator(".step-now h3").inner_text() == "Greeting":
        page.keyboard.press("Control+Enter")
    number = page.locator("#given-number")
    if page.locator(".step-now h3").inner_text() != "Who am I speaking with?":
        number.wait_for()
        expect(page.locator("#desk-panes")).to_contain_text(re.compile(r"\b\d{7}\b"))
        number.fill(re.findall(r"\b\d{7}\b", page.locator("#desk-panes").inner_text())[0])
        page.keyboard.press("Control+Enter")
    page.get_by_text("this caller will need").wait_for()
    picture_folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(picture_folder / "desk-light.png"))
    page.emulate_media(color_scheme="dark")
    keep(page, picture_folder, "desk-dark")
