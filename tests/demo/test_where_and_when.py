"""Where and when a demo runs: never near a real database, and on a day on which the center is open."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from demo.conftest import CHICAGO, at
from highroad.cli.exits import ExitCode
from highroad.core.simulator.scenario import Scenario
from highroad.core.words.hours import local_date
from highroad.core.words.policy import Policy
from highroad.demo.chairs import STORIES
from highroad.demo.home import MARK, NotADemo, make_fresh, why_not_here
from highroad.demo.morning import choose_now
from highroad.demo.stage import read_day


@pytest.fixture(scope="module")
def county() -> tuple[Scenario, Policy]:
    from highroad.core.playbooks import compile_policy

    playbook, scenario = read_day("county")
    return scenario, compile_policy(playbook, (2026, 2027))


def test_no_demo_where_a_database_is_named_or_in_production() -> None:
    assert "unset it first" in (why_not_here({"HIGHROAD_DATABASE_URL": "postgresql://u:p@h/real"}) or "")
    assert "production" in (why_not_here({"HIGHROAD_ENV": "production"}) or "")
    assert why_not_here({"HIGHROAD_ENV": "development"}) is None


def test_a_folder_that_is_not_the_demos_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "tables.sqlite3").write_text("real rows")
    with pytest.raises(NotADemo, match="HIGHROAD_HOME"):
        make_fresh(tmp_path)
    assert (tmp_path / "tables.sqlite3").read_text() == "real rows"


def test_the_demos_own_folder_is_emptied(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    make_fresh(home)
    (home / "journal.sqlite3").write_text("yesterday")
    make_fresh(home)
    assert [path.name for path in home.iterdir()] == [MARK]


def test_the_command_refuses_in_words_beside_a_real_database(tmp_path: Path) -> None:
    source = str(Path(__file__).parents[2] / "src")
    done = subprocess.run(
        [sys.executable, "-m", "highroad.cli", "demo", "--no-browser"],
        env={
            "PYTHONPATH": source,
            "HIGHROAD_DATABASE_URL": "postgresql://u:p@h/real",
            "HIGHROAD_HOME": str(tmp_path),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == ExitCode.CONFLICT
    assert "unset it first" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("real", "day", "shown", "is_set"),
    [
        ("2026-11-19 09:30", "2026-11-19", "09:30", False),
        ("2026-11-19 05:10", "2026-11-19", "10:40", True),
        ("2026-11-19 16:10", "2026-11-19", "10:40", True),
        ("2026-11-21 11:00", "2026-11-23", "10:40", True),  # a Saturday
        ("2026-11-26 11:00", "2026-11-27", "10:40", True),  # Thanksgiving, and the short day after it
    ],
)
def test_outside_opening_hours_the_clock_is_set_to_a_working_day(
    county: tuple[Scenario, Policy], real: str, day: str, shown: str, is_set: bool
) -> None:
    now = choose_now(*county, at(real))
    local = datetime.fromtimestamp(now.at / 1000, CHICAGO)
    assert (now.day.isoformat(), f"{local:%H:%M}", now.is_set) == (day, shown, is_set)
    assert local_date("America/Chicago", now.at) == now.day


def test_every_steered_story_and_call_type_is_in_the_scenario(county: tuple[Scenario, Policy]) -> None:
    scenario, _ = county
    assert {story for story, _ in STORIES} - set(scenario.stories) == set()
    assert {kind for _, kind in STORIES} - {kind.key for kind in scenario.call_types} == set()
