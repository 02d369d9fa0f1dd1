"""The demo's cases: the same seed gives the same day, every story is there, nobody in them could exist."""

from __future__ import annotations

from datetime import date, timedelta

from cast import Cast
from highroad.demo.cases import ROSA, STORIES, demo_cases
from highroad.modules.cases.api import Case, shown_work_list

TODAY = date(2026, 11, 19)


def test_the_same_seed_gives_the_same_cases_and_again_changes_nothing(cast: Cast) -> None:
    workers = [cast["ada"], cast["bob"], cast["hal"]]
    first = demo_cases(7, TODAY, workers, count=60)
    assert demo_cases(7, TODAY, workers, count=60) == first
    assert Case.objects.count() == 60 == len(first)
    assert Case.history.count() == 60
    assert {one.story for one in first} == {story for story, _ in STORIES}
    assert sum(one.confidential for one in first) >= 1
    assert sum(one.language == "es" for one in first) >= 5
    assert all(one.ssn.startswith("987") and "555-01" in one.phone for one in first)


def test_rosas_case_has_the_work_list_of_the_day(cast: Cast) -> None:
    demo_cases(7, TODAY, [cast["ada"], cast["bob"]], count=1)
    rosa = Case.objects.get(number=ROSA)
    titles = [one.title for one in shown_work_list(rosa, TODAY, "c1", "en")]
    closed = TODAY - timedelta(days=19)
    assert titles == [
        "FoodShare renewal",
        "Telephonic signature",
        "Two pay stubs",
        "Sync review dates",
        f"Child care closed {closed.day} {closed:%b %Y}",
    ]
