"""Chores: done in turn, a failing one stops nobody, and the reports follow the floor."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from core.engine.floors import a_policy
from highroad.adapters.storage.memory import MemoryJournal
from highroad.core.engine import desk
from highroad.modules.floor.api import Clock, Command, RunningFloor, read_into_reports, start, stop
from highroad.modules.floor.models import DeskSpell, QueueLeg
from highroad.web.chores import CHORES, Chore, Housekeeper

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def floor(db: None) -> Iterator[RunningFloor]:
    yield start(MemoryJournal("main"), Clock())
    stop()


def test_a_chore_that_fails_is_logged_by_its_kind_and_stops_nobody(floor: RunningFloor) -> None:
    done = threading.Event()

    def fails(_floor: RunningFloor) -> None:
        message = "Lena Marin 608-555-0142"
        raise ValueError(message)

    keeper = Housekeeper(floor, (Chore("fails", 1000, fails), Chore("works", 1000, lambda _floor: done.set())))
    with capture_logs() as logs:
        keeper.start()
        assert done.wait(10)
        keeper.stop()
    assert [line["fault"] for line in logs if line["event"] == "chore_failed"] == ["ValueError"]
    assert "0142" not in str(logs)


def test_the_reports_follow_the_floor(floor: RunningFloor) -> None:
    host = floor.host
    host.do(Command("1", "adopt", {"policy": a_policy(), "by": 0}))
    known = {"agent": 1, "token": "ada", "kind": "agent", "group": "family", "skills": [], "channels": ["voice"]}
    host.do(Command("2", "know_agent", known))
    host.do(Command("3", "move_desk", {"agent": 1, "state": desk.AWAY, "by": 1}))
    host.do(Command("4", "move_desk", {"agent": 1, "state": desk.AVAILABLE, "by": 1}))
    call = host.do(Command("5", "arrive", {"queue": "family"})).contact
    host.do(Command("6", "hang_up", {"contact": call}))
    assert read_into_reports(floor) == host.seq
    assert QueueLeg.objects.get().ended == "abandoned"
    assert DeskSpell.objects.get().state == "away"
    assert read_into_reports(floor) == host.seq
    assert QueueLeg.objects.count() == 1


def test_every_chore_has_a_name_of_its_own() -> None:
    assert len({chore.name for chore in CHORES}) == len(CHORES)
