"""Hal reads what the morning was: in light, in dark, on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.looks import LOOKS
from cast import PASSWORD, Cast, gather
from modules.floor.histories import a_morning

if TYPE_CHECKING:
    from browser.looks import Opens, Shoots

pytestmark = pytest.mark.browser


@pytest.fixture
def morning(transactional_db: None) -> Cast:
    cast = gather()
    a_morning(ada=cast["ada"].pk, hal=cast["hal"].pk)
    return cast


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_hal_reads_the_morning(morning: Cast, opens: Opens, shoots: Shoots, theme: str, width: int) -> None:
    opened = opens("/reports/?start=2026-11-19&end=2026-11-19&by=queue", theme=theme, width=width)
    opened.page.get_by_label("User name or mail address").fill("hal")
    opened.page.get_by_label("Password").fill(PASSWORD)
    opened.page.keyboard.press("Enter")
    opened.page.get_by_role("heading", name="What the figures mean").wait_for()
    assert opened.faults_of_access() == []
    shoots(opened, f"reports-{theme}-{width}")
    assert not opened.overflows()
    assert opened.faults == []
