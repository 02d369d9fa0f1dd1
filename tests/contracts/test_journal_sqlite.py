"""The journal in an SQLite file keeps the contract, and what only a file can promise."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import apsw
import pytest

from contracts.journal_contract import JournalContract, news
from highroad.adapters.storage import sqlite_reading
from highroad.adapters.storage.sqlite import SqliteJournal
from highroad.adapters.storage.sqlite_reading import SqliteReader
from highroad.core.words.journal import Corrupt, JournalBroken, UnsafeStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "floor.journal"


@pytest.fixture
def journal(path: Path) -> Iterator[SqliteJournal]:
    opened = SqliteJournal(path)
    yield opened
    opened.close()


class TestSqliteJournal(JournalContract):
    """The fixture above is the subject."""


def test_the_file_outlives_its_engine(journal: SqliteJournal, path: Path) -> None:
    epoch = journal.acquire("ada", 0, 1_000).epoch
    head = journal.append(epoch, news("a", "b"))
    journal.close()
    again = SqliteJournal(path)
    assert again.head() == head
    assert again.acquire("ada", 0, 1_000).epoch == epoch + 1
    again.close()


def test_a_setting_that_would_lose_entries_is_refused_at_opening(path: Path) -> None:
    class Careless(SqliteJournal):
        synchronous = "normal"

    with pytest.raises(UnsafeStore, match="synchronous=FULL"):
        Careless(path)
    SqliteJournal(path).close()  # and the refusal let go of the file


def test_an_sqlite_with_the_wal_bug_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_reading, "SQLITE_NEWER_THAN", (99, 0, 0))
    with pytest.raises(UnsafeStore, match="newer apsw"):
        SqliteJournal(path)


def test_a_second_writer_in_this_process_is_refused(journal: SqliteJournal, path: Path) -> None:
    with pytest.raises(UnsafeStore, match="one writer"):
        SqliteJournal(path)
    assert journal.head().seq == 0


@pytest.mark.usefixtures("journal")
def test_a_second_writer_in_another_process_is_refused(path: Path) -> None:
    program = (
        "import sys, pathlib; from highroad.adapters.storage.sqlite import SqliteJournal;"
        "SqliteJournal(pathlib.Path(sys.argv[1]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(path)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "Another process writes to floor.journal" in done.stderr


def test_a_foreign_program_that_holds_the_file_ends_the_engine(
    journal: SqliteJournal, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    epoch = journal.acquire("ada", 0, 1_000).epoch
    foreign = apsw.Connection(str(path))
    foreign.execute("begin immediate")
    journal._writer.set_busy_timeout(1)  # the real one is seconds; the outcome is the same
    with pytest.raises(JournalBroken):
        journal.append(epoch, news("a"))
    foreign.execute("rollback")
    with pytest.raises(JournalBroken, match="has ended"):
        journal.append(epoch, news("a"))
    foreign.close()


def test_a_reader_beside_the_engine_sees_each_commit(journal: SqliteJournal, path: Path) -> None:
    epoch = journal.acquire("ada", 0, 1_000).epoch
    reader = SqliteReader(path)
    for n in range(3):
        journal.append(epoch, news(f"c{n}"))
        assert reader.head() == journal.head()
    assert reader.verify().entries_checked == 3
    reader.close()


def test_another_floors_file_and_another_programs_file_are_refused(path: Path, tmp_path: Path) -> None:
    SqliteJournal(path, "north").close()
    for opened in (SqliteJournal, SqliteReader):
        with pytest.raises(UnsafeStore, match="'north'"):
            opened(path, "south")
    foreign = tmp_path / "office.db"
    apsw.Connection(str(foreign)).execute("create table desk (n)")
    with pytest.raises(UnsafeStore, match="not a Highroad journal"):
        SqliteJournal(foreign)
    (tmp_path / "letter.txt").write_bytes(b"Dear Sir or Madam, " * 100)
    with pytest.raises((JournalBroken, Corrupt)):
        SqliteJournal(tmp_path / "letter.txt")


def test_a_damaged_snapshot_is_passed_over_for_an_older_one(journal: SqliteJournal, path: Path) -> None:
    epoch = journal.acquire("ada", 0, 1_000).epoch
    journal.append(epoch, news("a", "b"))
    journal.save_snapshot(epoch, 1, b"d1", b"s1")
    journal.save_snapshot(epoch, 2, b"d2", b"s2")
    journal._writer.execute("update snapshot set blob = x'00' where seq = 2")
    found = journal.latest_snapshot()
    assert found is not None
    assert found.seq == 1


def test_a_directory_that_is_not_there_is_a_clear_stop(tmp_path: Path) -> None:
    with pytest.raises(JournalBroken, match="cannot be opened"):
        SqliteJournal(tmp_path / "nowhere" / "floor.journal")


def test_a_floor_that_was_killed_need_not_wait_for_its_own_past(path: Path) -> None:
    killed = SqliteJournal(path)
    epoch = killed.acquire("ada", 1_000, 60_000).epoch
    killed.close()  # without a release, as a killed process leaves it
    again = SqliteJournal(path)
    assert again.acquire("bob", 1_001, 60_000).epoch == epoch + 1
    again.close()
