"""A stage for tests: the demo's people, cases and morning, on a journal in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from highroad.adapters.storage.memory import MemoryJournal
from highroad.core.simulator.day import Day
from highroad.demo.stage import Order, Stage, begin, end, set_up
from highroad.modules.cases.api import use_practice

CHICAGO = ZoneInfo("America/Chicago")


def at(written: str) -> int:
    """Epoch ms of a local time, such as 2026-11-19 09:30."""
    return int(datetime.fromisoformat(written).replace(tzinfo=CHICAGO).timestamp() * 1000)


Mornings = Callable[..., tuple[Day, MemoryJournal]]


@pytest.fixture
def mornings(transactional_db: None) -> Iterator[Mornings]:
    """Sets up a demo until 9:30 of a Thursday: the day and its journal."""

    def morning(seed: int = 7) -> tuple[Day, MemoryJournal]:
        journal = MemoryJournal("main")
        return set_up(Order(seed=seed, speed=1.0), journal, real=at("2026-11-19 09:30")), journal

    yield morning
    use_practice(None)


@pytest.fixture
def stage(mornings: Mornings) -> Iterator[Stage]:
    """A demo that runs."""
    mornings()
    yield begin()
    end()
