"""The case pages in a real browser: in light, in dark, on a phone, without a fault of access."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from cast import PASSWORD, Cast, gather
from conftest import Opens, faults_of_access, shoot
from highroad.demo.cases import ROSA, demo_cases
from highroad.modules.cases.api import (
    Case,
    add_item,
    report_correction,
    request_callback,
    settle_item,
    shown_work_list,
    use_shifts,
)
from highroad.modules.people.api import Person

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LOOKS = [("light", 1440), ("dark", 1440), ("light", 390), ("dark", 390)]


@pytest.fixture
def placed(transactional_db: None) -> Cast:
    """The cast, a day of cases, a callback that waits and one a lead must decide, a correction."""
    cast = gather()
    Person.objects.filter(pk=cast["bob"].pk).update(supervisor=cast["carmen"])
    now = timezone.now()
    made = demo_cases(7, timezone.localdate(now), [cast["bob"], cast["ada"]], count=40)
    rosa = Case.objects.get(number=ROSA)
    ada = cast.actor("ada")
    key = shown_work_list(rosa, timezone.localdate(now), "c1", "en")[2].key
    settle_item(ada, rosa, key, "done", at=now)
    add_item(ada, rosa, "Ask about the second job", why="Started in October", at=now)
    secret = [one for one in made if one.confidential]
    for one, asked in zip(secret, (now - timedelta(hours=3), now - timedelta(hours=40)), strict=False):
        Case.objects.filter(token=one.token).update(assigned=cast["bob"])
        request_callback(ada, one.token, caller_name=one.caller, phone=one.phone, best_time="after 15:00", at=asked)
    report_correction(
        ada,
        rosa,
        what_was_wrong="Rent was entered twice.",
        corrected_how="Corrected from this month on; notice sent.",
        previous_worker=cast["bob"].token,
        at=now,
    )
    use_shifts(None)
    return cast


def sign_in(page: Page, who: str) -> None:
    page.get_by_label("User name or mail address").fill(who)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def look_at(page: Page, path: str, name: str, width: int) -> None:
    page.goto(path)
    shoot(page, name)
    assert faults_of_access(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_every_case_page_reads_well(placed: Cast, opens: Opens, theme: str, width: int) -> None:
    look = f"{theme}-{width}"
    rosa = Case.objects.get(number=ROSA)
    secret = Case.objects.filter(confidential=True, assigned=placed["bob"]).first()
    assert secret is not None
    page = opens("/cases/", theme=theme, width=width, height=1200 if width > 400 else 844)
    sign_in(page, "bob")
    look_at(page, "/cases/", f"cases-{look}", width)
    look_at(page, f"/cases/{rosa.token}/", f"case-{look}", width)
    look_at(page, "/cases/callbacks/", f"callbacks-{look}", width)
    look_at(page, "/cases/signatures/", f"signatures-{look}", width)
    other = opens("/cases/", theme=theme, width=width)
    sign_in(other, "ada")
    look_at(other, f"/cases/{secret.token}/", f"covered-{look}", width)
    lead = opens("/cases/callbacks/", theme=theme, width=width, height=1200 if width > 400 else 844)
    sign_in(lead, "hal")
    look_at(lead, "/cases/callbacks/", f"callbacks-lead-{look}", width)
    lead.locator(".callback-line a").first.click()
    lead.wait_for_url("**/cases/callbacks/*/")
    look_at(lead, lead.url, f"callback-{look}", width)
    boss = opens("/cases/corrections/", theme=theme, width=width)
    sign_in(boss, "carmen")
    look_at(boss, "/cases/corrections/", f"corrections-{look}", width)
    for one in (page, other, lead, boss):
        assert one.faults == []  # type: ignore[attr-defined]


def test_a_case_is_brought_up_worked_and_commented_on(placed: Cast, opens: Opens) -> None:
    page = opens("/cases/")
    sign_in(page, "ada")
    page.goto("/cases/")
    page.get_by_label("Number").fill("40")
    page.get_by_role("button", name="Bring it up").click()
    page.get_by_role("alert").filter(has_text="not how a case number looks").wait_for()
    page.get_by_label("Number").fill(ROSA)
    page.get_by_role("button", name="Bring it up").click()
    page.get_by_role("heading", name="Rosa Marin").wait_for()
    assert ROSA not in page.url
    page.get_by_role("button", name=re.compile("Done.*FoodShare renewal")).click()
    page.get_by_text("The work list was changed.").wait_for()
    page.get_by_label("Add a comment").fill("Renewal done with the daughter.")
    page.get_by_role("button", name="Add the comment").click()
    page.get_by_text("Renewal done with the daughter.").wait_for()
    assert page.faults == []  # type: ignore[attr-defined]
