"""The wallboard on a wall and on a phone: read from afar, old figures never shown as fresh, nobody named."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from cast import PASSWORD, Cast, gather
from floor_scenes import EIGHT, Hand, Scene, a_busy_morning
from floor_stage import staged
from playwright.sync_api import expect

from highroad.modules.floor.api import Clock, stop

if TYPE_CHECKING:
    from browser.looks import Opened, Opens, Shoots

pytestmark = pytest.mark.browser


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


def on_the_wall(opens: Opens, address: str, *, theme: str = "light", width: int = 1920, height: int = 1080) -> Opened:
    opened = opens("/account/login/", theme=theme, width=width, height=height)
    opened.page.get_by_label("User name or mail address").fill("carmen")
    opened.page.get_by_label("Password").fill(PASSWORD)
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url(lambda url: "login" not in url)
    opened.page.goto(address)
    expect(opened.page.locator("#wall-age")).to_contain_text("Live")
    return opened


LOOKS = [("light", 1920, 1080), ("dark", 1920, 1080), ("light", 390, 844), ("dark", 390, 844)]


@pytest.mark.parametrize(("theme", "width", "height"), LOOKS)
def test_the_board_fits_the_screen_without_a_fault(
    scene: Scene, opens: Opens, shoots: Shoots, theme: str, width: int, height: int
) -> None:
    opened = on_the_wall(opens, "/wallboard/", theme=theme, width=width, height=height)
    page = opened.page
    expect(page.get_by_role("row", name="Family").first).to_be_visible()
    shoots(opened, f"wallboard-{theme}-{width}")
    assert not opened.overflows()
    if width > 1000:
        assert page.evaluate("document.documentElement.scrollHeight") <= height
    assert opened.faults_of_access() == []
    assert opened.faults == []
