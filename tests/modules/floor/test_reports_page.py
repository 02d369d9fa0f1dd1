"""Reports: who sees whose figures, what is said beside them, and what a spreadsheet gets."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from highroad.modules.floor.reports.display import cell, duration
from modules.floor.histories import a_morning

if TYPE_CHECKING:
    from cast import Cast


def signed_in(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast.account(who))
    return client


def export(client: Client, **asked: str) -> list[dict[str, str]]:
    answer = client.get("/reports/export.csv", {"start": "2026-11-19", "end": "2026-11-19", **asked})
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode())))


@pytest.fixture
def morning(cast: Cast) -> Cast:
    """Ada (team of Carmen) has taken three calls and Hal (another team) one; one caller left."""
    a_morning(ada=cast["ada"].pk, hal=cast["hal"].pk)
    return cast


def test_carmen_sees_her_team_by_name_and_nobody_else(morning: Cast) -> None:
    people = [row["person"] for row in export(signed_in(morning, "carmen"), by="person")]
    assert "Ada W." in "".join(people) or "Ada" in "".join(people)
    assert not any("Hal" in name for name in people)


def test_ada_sees_only_her_own_figures(morning: Cast) -> None:
    rows = export(signed_in(morning, "ada"), by="queue")
    assert rows[-1]["handled"] == "3"
    everyone = export(signed_in(morning, "hal"), by="queue")
    assert everyone[-1]["handled"] == "4"


def test_a_planner_cannot_group_by_person(morning: Cast) -> None:
    answer = signed_in(morning, "noor").get("/reports/", {"by": "person", "start": "2026-11-19"})
    assert b"Ada" not in answer.content
    assert signed_in(morning, "noor").get("/reports/export.csv", {"by": "person"}).status_code == 400


def test_eve_sees_no_report(morning: Cast) -> None:
    assert signed_in(morning, "eve").get("/reports/").status_code == 403
    assert signed_in(morning, "eve").get("/reports/export.csv").status_code == 403


def test_both_service_levels_stand_there_by_name_with_their_formulas(morning: Cast) -> None:
    page = signed_in(morning, "hal").get("/reports/", {"start": "2026-11-19", "end": "2026-11-19"}).content.decode()
    assert "answered within T ÷ answered" in page
    assert "(answered within T + abandoned within T) ÷ (answered + abandoned)" in page
    row = export(signed_in(morning, "hal"))[-1]
    assert float(row["service_level_a_share"]) == 1.0
    assert float(row["service_level_b_share"]) == pytest.approx(4 / 5)


def test_an_empty_day_says_what_to_do(cast: Cast) -> None:
    page = signed_in(cast, "hal").get("/reports/", {"start": "2001-01-01", "end": "2001-01-02"}).content.decode()
    assert "Nothing was recorded then" in page


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"start": "2026-11-20", "end": "2026-11-19"}, "before the first day"),
        ({"start": "2020-01-01", "end": "2026-11-19"}, "at most a year"),
        ({"start": "soon"}, "valid date"),
    ],
)
def test_dates_that_make_no_sense_are_refused_in_words(cast: Cast, asked: dict[str, str], words: str) -> None:
    page = signed_in(cast, "hal").get("/reports/", asked).content.decode()
    assert words in page


def test_figures_read_as_people_read_them() -> None:
    assert (duration(206_000), duration(3_726_000)) == ("3:26", "1:02:06")
    assert (cell(0.8413, "share"), cell(None, "share"), cell(41, "count")) == ("84.1 %", "–", "41")
