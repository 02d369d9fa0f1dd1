"""An engine that slept past its lease wakes and goes on: the fence refuses it; a file's lock keeps others out."""

import signal
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from contracts.engine_process import FENCED, EngineProcess
from contracts.journal_contract import news
from highroad.adapters.storage import sqlite
from highroad.adapters.storage.opening import open_reader
from highroad.adapters.storage.postgres import DURABLE, PostgresJournal
from highroad.adapters.storage.sqlite import SqliteJournal
from highroad.core.words.journal import Fenced, UnsafeStore

PAUSES = 40


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system that takes locks and does not keep them: some network mounts are like that."""

    def alone(path: Path) -> object:
        return path.with_name("unlocked").open("ab")

    monkeypatch.setattr(sqlite, "_alone", alone)


@pytest.mark.usefixtures("no_locks")
def test_two_writers_of_one_file_are_told_apart_by_the_fence(tmp_path: Path) -> None:
    first, second = SqliteJournal(tmp_path / "floor.journal"), SqliteJournal(tmp_path / "floor.journal")
    stale_epoch = first.acquire("ada", 0, 300).epoch
    for pause in range(PAUSES):
        at = 1_000 * (pause + 1)
        first.append(stale_epoch, news(f"before {pause}"))
        newer = second.acquire("bob", at, 300).epoch
        with pytest.raises(Fenced):
            first.append(stale_epoch, news(f"stale {pause}"))
        second.append(newer, news(f"fresh {pause}"))
        stale_epoch = first.acquire("ada", at + 500, 300).epoch
        with pytest.raises(Fenced):
            second.append(newer, news(f"stale too {pause}"))
    written = [entry.command_id for entry in first.read()]
    assert written == [f"{word} {pause}" for pause in range(PAUSES) for word in ("before", "fresh")]
    assert second.verify().is_sound
    first.close()
    second.close()


def _pause_and_wake(engine: EngineProcess, meanwhile: Callable[[], None]) -> int:
    engine.send(["before"])
    assert engine.acknowledgements(1) == ["before"]
    engine.process.send_signal(signal.SIGSTOP)
    try:
        engine.send(["stale"])
        meanwhile()
    finally:
        engine.process.send_signal(signal.SIGCONT)
    assert engine.finish() == []
    return engine.process.returncode


@pytest.mark.postgres
def test_an_engine_stopped_past_its_lease_ends_when_it_wakes(postgres_dsn: str) -> None:
    floor = f"stale-{uuid4().hex[:8]}"
    engine = EngineProcess(postgres_dsn, floor=floor)
    demands = {"synchronous_commit": DURABLE["synchronous_commit"]}
    standby = PostgresJournal(postgres_dsn, floor, demands=demands)

    def take_over() -> None:
        standby.append(standby.acquire("bob", 5_000, 1_000).epoch, news("fresh"))

    assert _pause_and_wake(engine, take_over) == FENCED
    assert [entry.command_id for entry in standby.read()] == ["before", "fresh"]
    standby.close()


def test_a_stopped_engine_keeps_its_file_until_it_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "floor.journal"
    engine = EngineProcess(str(path))
    engine.send(["before"])
    assert engine.acknowledgements(1) == ["before"]
    engine.process.send_signal(signal.SIGSTOP)
    with pytest.raises(UnsafeStore, match="one writer"):
        SqliteJournal(path)
    engine.kill()
    standby = SqliteJournal(path)
    assert standby.append(standby.acquire("bob", 5_000, 1_000).epoch, news("fresh")).seq == 2
    standby.close()
    reader = open_reader(str(path))
    assert [entry.command_id for entry in reader.read()] == ["before", "fresh"]
    reader.close()
