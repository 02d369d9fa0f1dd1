"""The case pages in a real browser: in light, in dark, on a phone, without a fault of access."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from browser.looks import LOOKS, sign_in
from cast import Cast, gather
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
    from browser.looks import Opened, Opens, Shoots

pytestmark = pytest.mark.browser


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


def look_at(opened: Opened, path: str, name: str, shoots: Shoots) -> None:
    opened.page.goto(path)
    shoots(opened, name)
    assert opened.faults_of_access() == [], name
    assert not opened.overflows(), name


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_every_case_page_reads_well(placed: Cast, opens: Opens, shoots: Shoots, theme: str, width: int) -> None:
    look = f"{theme}-{width}"
    rosa = Case.objects.get(number=ROSA)
    secret = Case.objects.filter(confidential=True, assigned=placed["bob"]).first()
    assert secret is not None
    seats = {
        "bob": [
            ("cases", "/cases/"),
            ("case", f"/cases/{rosa.token}/"),
            ("callbacks", "/cases/callbacks/"),
            ("signatures", "/cases/signatures/"),
        ],
        "ada": [("covered", f"/cases/{secret.token}/")],
        "hal": [("callbacks-lead", "/cases/callbacks/")],
        "carmen": [("corrections", "/cases/corrections/")],
    }
    for who, pages in seats.items():
        opened = opens("/cases/", theme=theme, width=width)
        sign_in(opened, who)
        for name, path in pages:
            look_at(opened, path, f"{name}-{look}", shoots)
        if who == "hal":
            opened.page.locator(".callback-line a").first.click()
            opened.page.wait_for_url("**/cases/callbacks/*/")
            look_at(opened, opened.page.url, f"callback-{look}", shoots)
        assert opened.faults == []


def test_a_case_is_brought_up_worked_and_commented_on(placed: Cast, opens: Opens) -> None:
    opened = opens("/cases/")
    sign_in(opened, "ada")
    page = opened.page
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
