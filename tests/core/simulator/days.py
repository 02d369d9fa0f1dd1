"""Days to play in tests: the county's practice and its usual day, read once."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from highroad.core.engine.facts import Facts
from highroad.core.playbooks import compile_policy, load_folder
from highroad.core.simulator.day import Day
from highroad.core.simulator.scenario import Scenario, read_scenario
from highroad.core.words.policy import Policy

ROOT = Path(__file__).resolve().parents[3]
THURSDAY = date(2026, 11, 19)


@cache
def county() -> tuple[Scenario, Policy]:
    """The county's day and policy."""
    scenario = read_scenario((ROOT / "scenarios" / "county-day.yaml").read_text(encoding="utf-8"))
    return scenario, compile_policy(load_folder(ROOT / "playbooks" / "county"), (2026,))


def a_day(seed: int = 1, *, listeners: tuple[Facts, ...] = ()) -> Day:
    """A usual Thursday."""
    scenario, policy = county()
    return Day(scenario, policy, seed, THURSDAY, listeners=listeners)
