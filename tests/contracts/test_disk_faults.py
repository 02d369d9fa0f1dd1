"""A disk that fails, fills up or writes half: the engine stops at once and clearly; nothing acknowledged is lost."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import apsw
import pytest

from contracts.journal_contract import news
from contracts.unreliable_disk import ShortWrite, UnreliableDisk
from highroad.adapters.storage.sqlite import SqliteJournal
from highroad.core.words.journal import JournalBroken

OPERATIONS_SWEPT = 150
GROUPS = 40


def _fails_once(kind: str, operation: int, error: type[Exception]) -> Callable[[str, int], None]:
    """One failure, then the disk is well again: the journal must not take that for an invitation."""
    state = {"armed": True}

    def fault(what: str, n: int) -> None:
        if state["armed"] and n >= operation and what == kind:
            state["armed"] = False
            raise error

    return fault


def _append_until_broken(journal: SqliteJournal) -> int:
    """Groups of three until the disk fails. Returns how many were acknowledged; checks that the end is final."""
    acknowledged = 0
    epoch = 0
    try:
        epoch = journal.acquire("ada", 0, 1_000).epoch
        for n in range(GROUPS):
            acknowledged = journal.append(epoch, news(f"{n}a", f"{n}b", f"{n}c")).seq
    except JournalBroken:
        with pytest.raises(JournalBroken, match="has ended"):
            journal.append(epoch, news("again"))
        with pytest.raises(JournalBroken, match="has ended"):
            journal.head()
    return acknowledged


@pytest.mark.parametrize(
    ("kind", "error"),
    [("write", apsw.FullError), ("write", apsw.IOError), ("write", ShortWrite), ("sync", apsw.IOError)],
    ids=["disk full", "failed write", "short write", "failed sync"],
)
def test_a_fault_at_any_operation_loses_nothing_acknowledged(
    kind: str, error: type[Exception], tmp_path: Path
) -> None:
    stopped = 0
    for operation in range(1, OPERATIONS_SWEPT):
        path = tmp_path / f"{operation}.journal"
        disk = UnreliableDisk(_fails_once(kind, operation, error))
        acknowledged = 0
        try:
            journal = SqliteJournal(path, vfs=disk.name)
        except JournalBroken:
            stopped += 1
        else:
            acknowledged = _append_until_broken(journal)
            stopped += acknowledged < GROUPS * 3
            journal.close()
        disk.lay_out(None)
        disk.remove()
        reopened = SqliteJournal(path)
        assert reopened.verify().is_sound, f"{kind} {operation}"
        stored = [entry.command_id for entry in reopened.read()]
        assert len(stored) in {acknowledged, acknowledged + 3}, f"{kind} {operation}: {acknowledged} acknowledged"
        epoch = reopened.acquire("bob", 2_000, 1_000).epoch
        assert reopened.append(epoch, news("life goes on")).seq == len(stored) + 1
        reopened.close()
    assert stopped > OPERATIONS_SWEPT // 2, "hardly any fault was met: the sweep proves nothing"


def test_a_sync_that_failed_once_is_never_tried_again(tmp_path: Path) -> None:
    """After a failed sync the system may have dropped the pages; a second sync that succeeds proves nothing."""
    syncs = []

    def fault(kind: str, n: int) -> None:
        if kind == "sync":
            syncs.append(n)
            if len(syncs) > 12:
                raise apsw.IOError

    disk = UnreliableDisk(fault)
    journal = SqliteJournal(tmp_path / "floor.journal", vfs=disk.name)
    acknowledged = _append_until_broken(journal)
    assert 0 < acknowledged < GROUPS * 3
    assert len(syncs) == 13
    journal.close()
    disk.remove()


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """Three megabytes of real file system, where mounting is allowed."""
    mount = tmp_path / "tiny"
    mount.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(mount)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("mounting a small disk needs root; the modelled full disk above ran")
    yield mount
    subprocess.run(["umount", "--lazy", str(mount)], check=True)


def test_a_full_disk_is_a_clear_stop_and_has_a_way_back(tiny_disk: Path) -> None:
    path = tiny_disk / "floor.journal"
    ballast = tiny_disk / "old-recordings"
    ballast.write_bytes(bytes(1 << 20))
    journal = SqliteJournal(path)
    epoch = journal.acquire("ada", 0, 1_000).epoch
    acknowledged = 0
    with pytest.raises(JournalBroken, match="full"):  # noqa: PT012 - how far it came is what is asked
        for n in range(10_000):
            acknowledged = journal.append(epoch, news(f"c{n}" + "x" * 100)).seq
    journal.close()
    assert acknowledged > 100
    ballast.unlink()  # the way back: make room, start again
    again = SqliteJournal(path)
    assert again.head().seq == acknowledged
    assert again.verify().is_sound
    epoch = again.acquire("ada", 0, 1_000).epoch
    assert again.append(epoch, news("life goes on")).seq == acknowledged + 1
    again.close()
