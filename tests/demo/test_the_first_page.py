"""The demo as a person meets it: a process of its own, the first page, Ada's chair, and a call that rings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest

from spoken import english_on

if TYPE_CHECKING:
    from playwright.sync_api import Page

RINGS = """() => new Promise((done) => {
  const line = new WebSocket(`ws://${location.host}/live?topics=desk`);
  const look = (key, value) => { if (key === "me" && value && value.state === "offered") done(value.call); };
  line.onmessage = (news) => {
    const said = JSON.parse(news.data);
    for (const [key, value] of Object.entries(said.snapshot || {})) look(key, value);
    for (const one of said.news || []) look(one.k, one.d);
  };
})"""
"""Waits, over the live line, until this person's desk is offered a call; gives the call."""


@pytest.fixture
def first(chromium_path: Path, chromium_arguments: list[str], address: str) -> Iterator[Page]:
    """The first page in a fresh browser; errors of scripts and of the content policy fail the test."""
    from playwright.sync_api import sync_playwright

    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(chromium_path), args=chromium_arguments)
        page = browser.new_page(viewport={"width": 1440, "height": 900}, locale="en-US")
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(address)
        yield page
        browser.close()
    assert faults == []


def test_a_call_rings_at_adas_chair_within_the_promised_time_and_the_caller_answers(
    first: Page, address: str
) -> None:
    first.set_default_timeout(45_000)  # the page promises about 20 s; a laden test machine gets twice that
    first.get_by_role("button", name="Sit here and answer").click()
    first.wait_for_load_state()
    call = first.evaluate(RINGS)
    said = first.evaluate("async (id) => (await fetch(`/demo/says?contact=${id}&step=who`)).json()", call["id"])
    assert said["text"]
    assert said["fields"]["caller_name"]
    first.goto(address)
    first.get_by_role("button", name="Sit here and answer").click()
    first.wait_for_load_state()
    again = first.request.get(f"{address}demo/says?contact={call['id']}&step=who")
    assert again.ok, "sitting down twice leaves the call where it is"
    first.locator("details.me summary").click()
    first.get_by_role("button", name="Sign out").click()
    first.wait_for_load_state()
    assert not first.request.get(f"{address}demo/says?contact={call['id']}&step=who", max_redirects=0).ok


def test_the_first_page_shows_the_day_and_all_chairs(first: Page) -> None:
    assert first.get_by_role("heading", name="Take a chair.").is_visible()
    assert "Everyone you meet here is simulated" in first.locator(".strip").inner_text()
    assert first.locator(".chair").count() == 8
    assert int(first.locator("[data-figure=signed_in]").inner_text()) > 30
    assert "seed 7" in first.locator(".first-controls").inner_text()


def test_the_first_page_is_accessible_in_both_themes_and_narrow(first: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    shown: tuple[tuple[Literal["light", "dark"], int], ...] = (("light", 1440), ("dark", 1440), ("light", 390))
    for theme, width in shown:
        first.emulate_media(color_scheme=theme)
        first.set_viewport_size({"width": width, "height": 900})
        found = Axe().run(first).response["violations"]
        assert [f"{fault['id']}: {fault['nodes'][0]['html'][:120]}" for fault in found] == []
        assert first.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{width} px wide scrolls sideways"
        )


def test_the_first_page_speaks_spanish_and_stays_narrow_on_a_phone(first: Page, picture_folder: Path) -> None:
    first.get_by_role("button", name="Español").click()
    first.get_by_role("heading", name="Tome un lugar.").wait_for()
    assert english_on(first) == []
    for width in (1440, 390):
        first.set_viewport_size({"width": width, "height": 900})
        first.screenshot(path=str(picture_folder / f"first-page-spanish-{width}.png"))
        assert first.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{width} px is too narrow for it"
        )


def test_the_speed_is_changed_on_the_page(first: Page) -> None:
    first.get_by_role("button", name="20×").click()
    first.wait_for_load_state()
    assert first.get_by_role("button", name="20×").get_attribute("aria-pressed") == "true"
    first.get_by_role("button", name="4×").click()
    first.wait_for_load_state()
    assert first.get_by_role("button", name="4×").get_attribute("aria-pressed") == "true"


def test_what_a_caller_says_is_heard_only_at_the_desk_they_are_on(first: Page, address: str) -> None:
    first.get_by_role("button", name="Helpline lead").click()
    first.wait_for_load_state()
    assert first.request.get(f"{address}demo/says?contact=1&step=who").status == 404


@pytest.mark.picture
def test_pictures_of_the_first_page(first: Page, picture_folder: Path) -> None:
    themes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for theme in themes:
        first.emulate_media(color_scheme=theme)
        path = picture_folder / f"first-page-{theme}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        first.screenshot(path=str(path))
        assert path.stat().st_size > 20_000
