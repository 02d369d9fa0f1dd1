"""A running floor, its journal and its time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.engine.floors import NINE
from highroad.adapters.storage.memory import MemoryJournal
from highroad.modules.floor.service.clock import Clock
from highroad.modules.floor.service.host import Host
from live.service import Hand, furnish


@pytest.fixture
def hand() -> Hand:
    return Hand(NINE)


@pytest.fixture
def journal() -> MemoryJournal:
    return MemoryJournal("main")


@pytest.fixture
def host(journal: MemoryJournal, hand: Hand) -> Iterator[Host]:
    host = Host(journal, Clock(hand))
    host.start()
    furnish(host)
    yield host
    host.stop()
