"""From a playbook to the engine's policy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from highroad.core.playbooks import Playbook, Reading, compile_policy, hours_of
from highroad.core.playbooks.compiling import days_of
from highroad.core.words.hours import closes_at, is_open, moment
from highroad.core.words.policy import Policy, SkillNeed

ROOT = Path(__file__).resolve().parents[3]


def test_a_policy_survives_the_journal(county: Playbook, health_plan: Playbook) -> None:
    for playbook in (county, health_plan):
        policy = compile_policy(playbook, range(2026, 2029))
        assert Policy.from_json(json.loads(json.dumps(policy.to_json()))) == policy


def test_compiling_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import json; from pathlib import Path; from highroad.core.playbooks import *;"
        "p = load_folder(Path('playbooks/county'));"
        "print(p.digest(), json.dumps(compile_policy(p, [2027, 2026]).to_json()))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": "src", "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert "T-5" in said.pop()


def test_the_order_and_repetition_of_years_do_not_matter(county: Playbook) -> None:
    assert compile_policy(county, [2027, 2026, 2026]) == compile_policy(county, range(2026, 2028))


def test_rings_keep_group_skill_and_waiting(county: Playbook) -> None:
    family = compile_policy(county, [2026]).queues[0]
    assert family.key == "family"
    assert [ring.after_ms for ring in family.rings] == [0, 30_000, 90_000, 240_000]
    assert family.rings[0].required == (SkillNeed("group:family", 1), SkillNeed("foodshare", 3))
    assert not family.rings[3].language
    assert (family.target_ms, family.target_share) == (30_000, 0.8)


def test_the_forbidden_transfer_keeps_its_name(county: Playbook) -> None:
    rule = next(rule for rule in compile_policy(county, [2026]).transfers if rule.kind == "external")
    assert (rule.rule, rule.allowed) == ("T-5", False)
    assert rule.instead


@pytest.mark.parametrize(
    ("day", "minute", "opened"),
    [
        (date(2026, 11, 24), 479, False),
        (date(2026, 11, 24), 480, True),
        (date(2026, 11, 24), 959, True),
        (date(2026, 11, 24), 960, False),
        (date(2026, 12, 25), 600, False),
        (date(2027, 5, 31), 600, False),
        (date(2026, 3, 9), 480, True),  # the morning after the clocks went forward
        (date(2026, 11, 2), 959, True),  # the day after they went back
    ],
)
def test_the_helpline_answers_staff_from_eight_to_four(
    county: Playbook, day: date, minute: int, opened: bool
) -> None:
    hours = hours_of(county, "helpline_staff", (2026, 2027))
    assert is_open(hours, moment(hours.zone, day, minute)) is opened


def test_escalated_callers_have_half_an_hour_more(county: Playbook) -> None:
    staff, escalated = (hours_of(county, key, (2026,)) for key in ("helpline_staff", "helpline_escalated"))
    at = moment(staff.zone, date(2026, 11, 24), 600)
    closing, later = closes_at(staff, at), closes_at(escalated, at)
    assert closing is not None
    assert later is not None
    assert later - closing == 30 * 60_000


def test_a_special_day_wins_over_the_week_and_the_holiday(county: Playbook) -> None:
    hours = hours_of(county, "call_center", (2026,))
    assert hours.special["2026-11-27"] == ((480, 720),)
    assert hours.special["2026-11-26"] == ()


def test_a_holiday_one_works_on_is_left_out(health_plan: Playbook) -> None:
    hours = hours_of(health_plan, "members", (2026,))
    assert "2026-11-11" not in hours.special
    assert hours.special["2026-12-25"] == ()


def test_the_more_particular_day_holds(changed: Callable[..., Reading]) -> None:
    reading = changed("hours.yaml", "      mon-fri: [8:00-16:00]", "      wed: []\n      mon-fri: [8:00-16:00]")
    assert reading.playbook is not None
    week = hours_of(reading.playbook, "helpline_staff", ()).weekly
    assert [bool(day) for day in week] == [True, True, False, True, True, False, False]


def test_days_are_named_alone_or_as_a_run() -> None:
    assert days_of("mon") == ("mon",)
    assert days_of("sat-sun") == ("sat", "sun")


def test_unknown_hours_are_an_error(county: Playbook) -> None:
    with pytest.raises(KeyError):
        hours_of(county, "nights", (2026,))
