"""A stage for tests: the demo's people, a few cases and the morning, on a journal in memory; set up once per file."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from highroad.adapters.storage.memory import MemoryJournal
from highroad.core.simulator.day import Day
from highroad.demo.stage import Order, Stage, begin, end, set_up

CHICAGO = ZoneInfo("America/Chicago")
CASES = 25


def at(written: str) -> int:
    """Epoch ms of a local time, such as 2026-11-19 09:30."""
    return int(datetime.fromisoformat(written).replace(tzinfo=CHICAGO).timestamp() * 1000)


def a_morning(seed: int = 7) -> tuple[Day, MemoryJournal]:
    """A demo until 9:30 of a Thursday: the day and its journal."""
    journal = MemoryJournal("main")
    return set_up(Order(seed=seed, speed=1.0), journal, real=at("2026-11-19 09:30")), journal


@pytest.fixture(scope="module")
def rows(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Tables for one file's stage, emptied afterwards; fewer cases than a demo has."""
    from django.core.management import call_command

    from highroad.demo import cases
    from highroad.modules.cases.api import use_practice

    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(cases, "CASES", CASES)
        yield
        use_practice(None)
        call_command("flush", verbosity=0, interactive=False)


@pytest.fixture(scope="module")
def the_running_stage(rows: None) -> Iterator[Stage]:
    """A demo that runs."""
    a_morning()
    yield begin()
    end()


@pytest.fixture
def stage(the_running_stage: Stage) -> Iterator[Stage]:
    """The stage, with every chair given back to the actors afterwards."""
    yield the_running_stage
    play, steering = the_running_stage.play, the_running_stage.steering
    for agent in sorted(play.day.colleagues.taken):
        play.ask(lambda agent=agent: steering.get_up(agent))  # type: ignore[misc]  # a lambda with its own default
    play.run_at(1.0)
    steering.sent.clear()


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A demo in a process and a folder of its own."""
    home = tmp_path_factory.mktemp("demo") / "home"
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("HIGHROAD_", "DJANGO_"))}
    environment |= {"PYTHONPATH": str(Path(__file__).parents[2] / "src"), "HIGHROAD_HOME": str(home)}
    command = [sys.executable, "-m", "highroad.cli", "demo", "--port", "0", "--no-browser"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        said = running.stdout.readline()
        assert "ready" in said, said
        yield said.split()[-1]
        running.terminate()
        running.wait(20)
