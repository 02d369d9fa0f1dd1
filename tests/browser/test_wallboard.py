"""The wallboard on a wall and on a phone: read from afar, old figures never shown as fresh, nobody named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from browser.floor_stories import open_as
from cast import Cast, gather
from floor_scenes import EIGHT, Hand, Scene, a_busy_morning
from floor_stage import staged
from highroad.modules.floor.api import Clock
from highroad.modules.people.models import Person

if TYPE_CHECKING:
    from browser.looks import Opens, Shoots

pytestmark = pytest.mark.browser

LOOKS = [("light", 1920, 1080), ("dark", 1920, 1080), ("light", 390, 844), ("dark", 390, 844)]


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
def test_the_board_fits_its_screen_and_names_nobody(
    scene: Scene, opens: Opens, shoots: Shoots, theme: str, width: int, height: int
) -> None:
    opened = open_as(opens, "noor", "/wallboard/", theme=theme, width=width, height=height)
    page = opened.page
    expect(page.get_by_role("row", name=re.compile("^Family")).first).to_be_visible()
    shoots(opened, f"wallboard-{theme}-{width}")
    assert not opened.overflows()
    if width > 1000:
        assert page.evaluate("document.documentElement.scrollHeight") <= height
        assert page.evaluate("getComputedStyle(document.querySelector('.waiting-count')).fontSize") == "48px"
    else:
        # The worst comes first.
        expect(page.locator(".wall-queues tbody tr").first).to_contain_text("FoodShare interviews")
    words = page.locator("body").inner_text()
    assert [name for name in Person.objects.values_list("name", flat=True) if name in words] == []
    assert opened.faults_of_access() == []
    assert opened.faults == []


def test_data_older_than_ten_seconds_is_paused_and_its_figures_step_back(
    scene: Scene, opens: Opens, shoots: Shoots
) -> None:
    opened = opens("/account/login/", width=1920, height=1080)
    opened.page.clock.install()
    opened = sign_in_here(opened, "/wallboard/")
    page = opened.page
    count = page.locator(".waiting-count").first
    fresh = count.evaluate("(one) => getComputedStyle(one).color")
    scene.stage.floor.host.stop()
    page.clock.fast_forward(13_000)
    expect(page.locator("#wall-age")).to_contain_text(re.compile(r"Paused\s*data 1\d s old"))
    assert count.evaluate("(one) => getComputedStyle(one).color") != fresh
    shoots(opened, "wallboard-paused")
    assert opened.faults_of_access() == []
    # A screen that connects again is not greeted as if a floor that stands still were alive.
    page.clock.fast_forward(30_000)
    expect(page.locator("#wall-age")).to_contain_text("Paused")


def sign_in_here(opened, path: str):  # type: ignore[no-untyped-def]  # a page, given and given back
    from cast import PASSWORD

    page = opened.page
    page.get_by_label("User name or mail address").fill("noor")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "login" not in url)
    page.goto(path)
    expect(page.locator("#wall-age")).to_contain_text("Live")
    return opened


def test_the_address_is_the_choice_of_queues_formula_and_theme(scene: Scene, opens: Opens) -> None:
    opened = open_as(opens, "noor", "/wallboard/", width=1920, height=1080)
    page = opened.page
    page.get_by_label("What this board shows").press("Enter")
    page.get_by_role("radio", name=re.compile(r"Service level \(a\)")).press("Space")
    for name in ("Helpline, questions of staff", "Helpline, escalated callers", "Promised callbacks"):
        page.get_by_role("checkbox", name=name).press("Space")
    page.get_by_role("radio", name="Dark").press("Space")
    assert opened.faults_of_access() == []
    page.get_by_role("button", name="Show this").press("Enter")
    expect(page).to_have_url(re.compile(r"formula=a&queues=family%2Cebd%2Clong_term_care%2Cinterviews&theme=dark"))
    expect(page.locator("#wall-formula")).to_contain_text("Service level (a) = answered within T ÷ answered")
    rows = page.locator(".wall-queues tbody th")
    expect(rows).to_have_text(
        ["Family", "EBD", "Long-term care and Family Care", "FoodShare interviews", "These queues"]
    )
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(241, 243, 246)"


def test_the_total_is_what_the_floor_counted(scene: Scene, opens: Opens) -> None:
    opened = open_as(opens, "noor", "/wallboard/", width=1920, height=1080)
    counted = scene.stage.floor.hub.snapshot("board")["all"]
    total = opened.page.locator(".wall-queues tr.total")
    expect(total).to_contain_text(f"{counted['service_level_b'] * 100:.1f} %")
    expect(total).to_contain_text(f"{counted['abandonment'] * 100:.1f} %")


def test_the_wall_is_no_live_region(scene: Scene, opens: Opens) -> None:
    opened = open_as(opens, "noor", "/wallboard/", width=1920, height=1080)
    inside = opened.page.locator("main [aria-live]:not([aria-live=off]), main [role=status], main [role=alert]")
    assert inside.count() == 0
