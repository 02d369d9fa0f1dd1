"""Writing a journal to PostgreSQL: one transaction for a group, fenced by a row that the transaction reads for share.

`select … for share` makes a take-over wait until a running append has committed, and makes an append wait for a
running take-over and then find another epoch. `synchronous_commit`, `fsync` and `full_page_writes` are read back.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from threading import RLock
from time import perf_counter_ns
from types import MappingProxyType

import psycopg

from highroad.adapters.storage.postgres_reading import Connection, PostgresReader, connect, last_row
from highroad.adapters.storage.reading import sealed
from highroad.core.words.chain import Head, entry_hash
from highroad.core.words.journal import (
    SNAPSHOTS_KEPT,
    DuplicateCommand,
    Fenced,
    Held,
    JournalBroken,
    JournalError,
    NewEntry,
    SyncTime,
    Tenure,
    UnsafeStore,
)

# What the server must say of itself, or acknowledged entries would not survive its power cut.
DURABLE: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "synchronous_commit": frozenset({"on", "remote_apply"}),
        "fsync": frozenset({"on"}),
        "full_page_writes": frozenset({"on"}),
    }
)
SYNC_SAMPLES = 8
# An engine that is paused inside a transaction holds the row a standby must change. The server then ends its session.
PAUSED_IN_TRANSACTION_MS_MAX = 5_000
_SCHEMA_LOCK = 0x48526A31  # two engines starting at once must not both create the tables

_SCHEMA = (
    """create table if not exists journal_tenure (
        floor text collate "C" primary key, epoch bigint not null, owner text not null, until bigint not null)""",
    """create table if not exists journal_entry (
        floor text collate "C" not null, seq bigint not null, at bigint not null,
        command_id text collate "C" not null, body bytea not null, hash bytea not null,
        primary key (floor, seq), unique (floor, command_id))""",
    """create table if not exists journal_snapshot (
        floor text collate "C" not null, seq bigint not null, digest bytea not null, seal bytea not null,
        blob bytea not null, primary key (floor, seq))""",
    """create table if not exists journal_probe (
        floor text collate "C" primary key, writes bigint not null)""",
)


class PostgresJournal(PostgresReader):
    """A floor's journal for one engine. Engines on other machines may hold the same one; the fence decides."""

    def __init__(self, dsn: str, floor: str = "main", *, demands: Mapping[str, frozenset[str]] = DURABLE) -> None:
        self._write_lock = RLock()
        self._broken: str | None = None
        self._writer = connect(dsn)
        try:
            self._writer.execute(f"set idle_in_transaction_session_timeout = {PAUSED_IN_TRANSACTION_MS_MAX}")
            _assert_durable(self._writer, demands)
            _create_tables(self._writer, floor)
            super().__init__(dsn, floor)
        except psycopg.Error as error:
            self._writer.close()
            message = f"The journal's tables cannot be made ready: {error}"
            raise JournalBroken(message) from error
        except BaseException:
            self._writer.close()
            raise

    def acquire(self, owner: str, at: int, lease_ms: int) -> Tenure:
        query = "select epoch, owner, until from journal_tenure where floor = %s for update"
        with self._transaction() as writer:
            row = writer.execute(query, (self._floor,)).fetchone()
            epoch, held_by, until = row if row is not None else (0, "", 0)
            if until > at and held_by != owner:
                raise Held(held_by, until)
            return self._set_tenure(Tenure(epoch + 1, owner, at + lease_ms))

    def renew(self, epoch: int, at: int, lease_ms: int) -> Tenure:
        query = "select owner from journal_tenure where floor = %s and epoch = %s for update"
        with self._transaction() as writer:
            row = writer.execute(query, (self._floor, epoch)).fetchone()
            if row is None:
                raise self._fenced(epoch)
            return self._set_tenure(Tenure(epoch, row[0], at + lease_ms))

    def release(self, epoch: int) -> None:
        query = "update journal_tenure set epoch = epoch + 1, owner = '', until = 0 where floor = %s and epoch = %s"
        with self._transaction() as writer:
            writer.execute(query, (self._floor, epoch))

    def append(self, epoch: int, entries: Sequence[NewEntry]) -> Head:
        with self._transaction() as writer:
            self._fence(epoch)
            before = self._head_of(last_row(writer, self._floor))
            head = before
            hashes = []
            for new in entries:
                head = Head(head.seq + 1, entry_hash(head.hash, head.seq + 1, new.at, new.command_id, new.body))
                hashes.append(head.hash)
            if entries:
                self._insert(writer, before, entries, hashes)
        return head

    def save_snapshot(self, epoch: int, seq: int, digest: bytes, blob: bytes, keep: int = SNAPSHOTS_KEPT) -> None:
        head = self.head()
        if seq > head.seq:
            message = f"A snapshot after entry {seq} is ahead of the journal, which ends at {head.seq}."
            raise ValueError(message)
        with self._transaction() as writer:
            self._fence(epoch)
            writer.execute(
                "insert into journal_snapshot (floor, seq, digest, seal, blob) values (%s, %s, %s, %s, %s)"
                " on conflict (floor, seq) do update set digest = excluded.digest, seal = excluded.seal,"
                " blob = excluded.blob",
                (self._floor, seq, digest, sealed(seq, digest, blob), blob),
            )
            writer.execute(
                "delete from journal_snapshot where floor = %s and seq not in"
                " (select seq from journal_snapshot where floor = %s order by seq desc limit %s)",
                (self._floor, self._floor, keep),
            )

    def measure_fsync(self) -> SyncTime:
        times = []
        for _ in range(SYNC_SAMPLES):
            began = perf_counter_ns()
            with self._transaction() as writer:
                writer.execute(
                    "insert into journal_probe (floor, writes) values (%s, 1)"
                    " on conflict (floor) do update set writes = journal_probe.writes + 1",
                    (self._floor,),
                )
            times.append((perf_counter_ns() - began) // 1000)
        return SyncTime(len(times), sorted(times)[len(times) // 2], max(times))

    def close(self) -> None:
        super().close()
        with self._write_lock:
            self._broken = self._broken or "it was closed"
            self._writer.close()

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        """One write transaction. Refusals roll it back; anything else ends the journal for good."""
        with self._write_lock:
            if self._broken is not None:
                message = f"This journal has ended ({self._broken}): end the engine and start again."
                raise JournalBroken(message)
            try:
                with self._writer.transaction():
                    yield self._writer
            except (Fenced, Held, DuplicateCommand):
                raise
            except BaseException as error:
                self._broken = str(error) or type(error).__name__
                with suppress(psycopg.Error):
                    self._writer.close()
                if isinstance(error, JournalError) or not isinstance(error, Exception):
                    raise
                message = f"Writing to PostgreSQL failed ({error}): end the engine."
                raise JournalBroken(message) from error

    @contextmanager
    def _reader(self) -> Iterator[Connection]:
        if self._broken is not None:
            message = f"This journal has ended ({self._broken}): end the engine and start again."
            raise JournalBroken(message)
        with super()._reader() as connection:
            yield connection

    def _set_tenure(self, tenure: Tenure) -> Tenure:
        values = (tenure.epoch, tenure.owner, tenure.until, self._floor)
        self._writer.execute("update journal_tenure set epoch = %s, owner = %s, until = %s where floor = %s", values)
        return tenure

    def _fence(self, epoch: int) -> None:
        query = "select epoch from journal_tenure where floor = %s and epoch = %s for share"
        if self._writer.execute(query, (self._floor, epoch)).fetchone() is None:
            raise self._fenced(epoch)

    def _fenced(self, epoch: int) -> Fenced:
        row = self._writer.execute("select epoch from journal_tenure where floor = %s", (self._floor,)).fetchone()
        return Fenced(epoch, None if row is None else int(row[0]))

    def _insert(self, writer: Connection, before: Head, entries: Sequence[NewEntry], hashes: list[bytes]) -> None:
        try:
            with (
                writer.transaction()
            ):  # a savepoint: after a duplicate the transaction can still say which one it was
                writer.execute(
                    "insert into journal_entry (floor, seq, at, command_id, body, hash)"
                    " select %s, * from unnest(%s::bigint[], %s::bigint[], %s::text[], %s::bytea[], %s::bytea[])",
                    (
                        self._floor,
                        list(range(before.seq + 1, before.seq + 1 + len(entries))),
                        [new.at for new in entries],
                        [new.command_id for new in entries],
                        [new.body for new in entries],
                        hashes,
                    ),
                )
        except psycopg.errors.UniqueViolation as error:
            raise self._duplicate(writer, entries) from error

    def _duplicate(self, writer: Connection, entries: Sequence[NewEntry]) -> JournalError:
        names = [new.command_id for new in entries]
        row = writer.execute(
            "select command_id, seq from journal_entry where floor = %s and command_id = any(%s) limit 1",
            (self._floor, names),
        ).fetchone()
        if row is not None:
            return DuplicateCommand(row[0], row[1])
        twin = next((name for name in names if names.count(name) > 1), None)
        if twin is None:
            return JournalBroken("PostgreSQL refused an entry that breaks no rule of the journal's.")
        return DuplicateCommand(twin, None)


def _assert_durable(connection: Connection, demands: Mapping[str, frozenset[str]]) -> None:
    if "synchronous_commit" in demands:
        row = connection.execute("show synchronous_commit").fetchone()
        if row is not None and row[0] != "remote_apply":  # stricter than "on": leave it
            connection.execute("set synchronous_commit = on")
    for setting, accepted in demands.items():
        row = connection.execute("select current_setting(%s)", (setting,)).fetchone()
        value = None if row is None else row[0]
        if value not in accepted:
            message = f"PostgreSQL runs with {setting}={value}, the journal needs {' or '.join(sorted(accepted))}."
            raise UnsafeStore(message)


def _create_tables(connection: Connection, floor: str) -> None:
    with connection.transaction():
        connection.execute("select pg_advisory_xact_lock(%s)", (_SCHEMA_LOCK,))
        row = connection.execute("select to_regclass('journal_probe')").fetchone()
        if row is None or row[0] is None:
            for statement in _SCHEMA:
                connection.execute(statement)
        connection.execute(
            "insert into journal_tenure (floor, epoch, owner, until) values (%s, 0, '', 0) on conflict do nothing",
            (floor,),
        )
