"""The journal in PostgreSQL keeps the contract, and what only a server can promise."""

from collections.abc import Iterator
from threading import Thread
from uuid import uuid4

import psycopg
import pytest

from contracts.journal_contract import JournalContract, news
from highroad.adapters.storage import postgres
from highroad.adapters.storage.postgres import DURABLE, PostgresJournal
from highroad.adapters.storage.postgres_reading import PostgresReader
from highroad.core.words.chain import Fault
from highroad.core.words.journal import Corrupt, Fenced, JournalBroken, UnsafeStore

pytestmark = pytest.mark.postgres

# A test server may run with fsync off for speed; the refusal of such a server has a test of its own.
SESSION_ONLY = {"synchronous_commit": DURABLE["synchronous_commit"]}


@pytest.fixture
def floor() -> str:
    return f"floor-{uuid4().hex[:12]}"


@pytest.fixture
def journal(postgres_dsn: str, floor: str) -> Iterator[PostgresJournal]:
    opened = PostgresJournal(postgres_dsn, floor, demands=SESSION_ONLY)
    yield opened
    opened.close()


class TestPostgresJournal(JournalContract):
    """The fixture above is the subject."""


def test_floors_of_one_database_do_not_meet(journal: PostgresJournal, postgres_dsn: str) -> None:
    other = PostgresJournal(postgres_dsn, f"{journal.floor}-2", demands=SESSION_ONLY)
    for one in (journal, other):
        one.append(one.acquire("ada", 0, 1_000).epoch, news("a"))
    first, second = journal.entry(1), other.entry(1)
    assert first is not None
    assert second is not None
    assert first.hash != second.hash
    other.close()


def test_a_setting_that_would_lose_entries_is_refused_at_opening(postgres_dsn: str, floor: str) -> None:
    with pytest.raises(UnsafeStore, match="wal_level"):
        PostgresJournal(postgres_dsn, floor, demands=SESSION_ONLY | {"wal_level": frozenset({"none such"})})


def test_a_session_that_would_not_wait_for_the_disk_is_set_right(postgres_dsn: str, floor: str) -> None:
    joint = "&" if "?" in postgres_dsn else "?"
    hasty = f"{postgres_dsn}{joint}options=-csynchronous_commit%3Doff"
    journal = PostgresJournal(hasty, floor, demands=SESSION_ONLY)
    answer = journal._writer.execute("show synchronous_commit").fetchone()
    assert answer == ("on",)
    journal.close()


def test_a_stale_engine_on_another_connection_is_fenced(journal: PostgresJournal, postgres_dsn: str) -> None:
    stale = PostgresJournal(postgres_dsn, journal.floor, demands=SESSION_ONLY)
    old = stale.acquire("ada", 0, 300).epoch
    stale.append(old, news("a"))
    for pause in range(20):
        newer = journal.acquire("bob", at=1_000 * (pause + 1), lease_ms=300).epoch
        with pytest.raises(Fenced):
            stale.append(old, news(f"stale {pause}"))
        journal.append(newer, news(f"fresh {pause}"))
        old = stale.acquire("ada", at=1_000 * (pause + 1) + 500, lease_ms=300).epoch
    assert not [e for e in journal.read() if e.command_id.startswith("stale")]
    assert journal.head().seq == 21
    stale.close()


def test_a_take_over_waits_for_the_append_that_is_running(journal: PostgresJournal, postgres_dsn: str) -> None:
    """The order is proved by the locks themselves: the take-over ends only after the append's transaction has."""
    epoch = journal.acquire("ada", 0, 300).epoch
    rival = PostgresJournal(postgres_dsn, journal.floor, demands=SESSION_ONLY)
    taken = Thread(target=lambda: rival.acquire("bob", 1_000, 300))
    with journal._transaction() as writer:
        journal._fence(epoch)
        taken.start()
        with psycopg.connect(postgres_dsn, autocommit=True) as watch:
            waiting = (
                "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
                " and datname = current_database() and query like '%for update'"
            )
            while watch.execute(waiting).fetchone() != (1,):
                assert taken.is_alive()
        assert writer.execute("select epoch from journal_tenure where floor = %s", (journal.floor,)).fetchone() == (
            epoch,
        )
    taken.join(timeout=10)
    assert not taken.is_alive()
    with pytest.raises(Fenced):
        journal.append(epoch, news("too late"))
    rival.close()


def test_an_engine_paused_inside_its_append_does_not_block_the_standby(
    journal: PostgresJournal, postgres_dsn: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "PAUSED_IN_TRANSACTION_MS_MAX", 50)
    paused = PostgresJournal(postgres_dsn, journal.floor, demands=SESSION_ONLY)
    epoch = paused.acquire("ada", 0, 300).epoch
    with pytest.raises(JournalBroken), paused._transaction() as writer:  # noqa: PT012 - the pause is in the middle
        paused._fence(epoch)
        newer = journal.acquire("bob", 1_000, 300).epoch  # waits until the server has ended the paused session
        assert newer == epoch + 1
        writer.execute("select 1")
    paused.close()


def test_a_lost_server_connection_ends_the_engine(journal: PostgresJournal, postgres_dsn: str) -> None:
    epoch = journal.acquire("ada", 0, 1_000).epoch
    journal.append(epoch, news("a"))
    with psycopg.connect(postgres_dsn, autocommit=True) as steward:
        steward.execute("select pg_terminate_backend(%s)", (journal._writer.info.backend_pid,))
    with pytest.raises(JournalBroken):
        journal.append(epoch, news("b"))
    with pytest.raises(JournalBroken, match="has ended"):
        journal.append(epoch, news("b"))
    with PostgresReaderClosing(postgres_dsn, journal.floor) as reader:
        assert reader.head().seq == 1


def test_an_altered_row_is_named(journal: PostgresJournal, postgres_dsn: str) -> None:
    epoch = journal.acquire("ada", 0, 1_000).epoch
    journal.append(epoch, news("a", "b", "c"))
    change = "update journal_entry set body = '\\x00' where floor = %s and seq = 2"
    with psycopg.connect(postgres_dsn, autocommit=True) as eve:
        eve.execute(change, (journal.floor,))
    verdict = journal.verify()
    assert (verdict.fault, verdict.bad_seq) == (Fault.ALTERED, 2)
    with pytest.raises(Corrupt) as damage:
        list(journal.read())
    assert damage.value.seq == 2


def test_an_address_that_does_not_answer_is_not_repeated_in_the_error(floor: str) -> None:
    with pytest.raises(JournalBroken) as failure:
        PostgresJournal("postgresql://ada:open-sesame@127.0.0.1:1/none?connect_timeout=1", floor)
    assert "open-sesame" not in str(failure.value)


class PostgresReaderClosing(PostgresReader):
    def __enter__(self) -> PostgresReader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
