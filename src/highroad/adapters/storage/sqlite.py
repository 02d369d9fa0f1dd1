"""Writing a journal to an SQLite file: one process, one writing connection, WAL with synchronous=FULL.

FULL is the promise: with NORMAL a power cut takes acknowledged entries with it (tests/contracts proves both). The
setting is read back when the file is opened. Any error while writing ends the journal, see `JournalBroken`.
"""

import fcntl
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import RLock
from time import perf_counter_ns
from typing import IO

import apsw

from highroad.adapters.storage.reading import sealed
from highroad.adapters.storage.sqlite_reading import (
    APPLICATION_ID,
    BUSY_MS,
    SCHEMA_VERSION,
    SqliteReader,
    check_identity,
    check_sqlite_version,
)
from highroad.core.words.chain import Head, entry_hash
from highroad.core.words.journal import (
    SNAPSHOTS_KEPT,
    Corrupt,
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

SYNCHRONOUS_FULL = 2
SYNC_SAMPLES = 8

_SCHEMA = f"""
create table entry (
    seq integer primary key, at integer not null, command_id blob not null unique,
    body blob not null, hash blob not null
) strict;
create table tenure (
    floor text primary key, epoch integer not null, owner text not null, until integer not null
) strict;
create table snapshot (seq integer primary key, digest blob not null, seal blob not null, blob blob not null) strict;
pragma application_id = {APPLICATION_ID};
pragma user_version = {SCHEMA_VERSION};
"""


class SqliteJournal(SqliteReader):
    """The one writer of a floor's file. `vfs` names another SQLite file layer; fault tests bring their own.

    Such a layer shares no memory between connections, so the one connection then holds the file alone and reads too.
    """

    synchronous = "full"

    def __init__(self, path: Path, floor: str = "main", *, vfs: str | None = None) -> None:
        check_sqlite_version()
        self._write_lock = RLock()
        self._broken: str | None = None
        self._vfs = vfs
        self._lock_file = _alone(path)
        try:
            self._writer = self._open_for_writing(path, floor)
            super().__init__(path, floor)
        except apsw.Error as error:
            self._lock_file.close()
            message = f"{path.name} cannot be opened for writing: {error}"
            raise JournalBroken(message) from error
        except BaseException:
            self._lock_file.close()
            raise

    def acquire(self, owner: str, at: int, lease_ms: int) -> Tenure:
        with self._transaction() as writer:
            current = _tenure(writer)
            if current.until > at and current.owner != owner:
                raise Held(current.owner, current.until)
            return self._set_tenure(Tenure(current.epoch + 1, owner, at + lease_ms))

    def renew(self, epoch: int, at: int, lease_ms: int) -> Tenure:
        with self._transaction() as writer:
            self._fence(epoch)
            return self._set_tenure(Tenure(epoch, _tenure(writer).owner, at + lease_ms))

    def release(self, epoch: int) -> None:
        with suppress(Fenced), self._transaction():
            self._fence(epoch)
            self._set_tenure(Tenure(epoch + 1, "", 0))

    def append(self, epoch: int, entries: Sequence[NewEntry]) -> Head:
        with self._transaction() as writer:
            self._fence(epoch)
            row = writer.execute("select seq, hash from entry order by seq desc limit 1").fetchone()
            head = self._head_of(None if row is None else (row[0], row[1]))
            rows = []
            for new in entries:
                seq = head.seq + 1
                head = Head(seq, entry_hash(head.hash, seq, new.at, new.command_id, new.body))
                rows.append((seq, new.at, new.command_id.encode("ascii"), new.body, head.hash))
            try:
                writer.executemany("insert into entry (seq, at, command_id, body, hash) values (?, ?, ?, ?, ?)", rows)
            except apsw.ConstraintError as error:
                raise self._duplicate(entries, head.seq - len(entries)) from error
        return head

    def save_snapshot(self, epoch: int, seq: int, digest: bytes, blob: bytes, keep: int = SNAPSHOTS_KEPT) -> None:
        head = self.head()
        if seq > head.seq:
            message = f"A snapshot after entry {seq} is ahead of the journal, which ends at {head.seq}."
            raise ValueError(message)
        with self._transaction() as writer:
            self._fence(epoch)
            values = (seq, digest, sealed(seq, digest, blob), blob)
            writer.execute("insert or replace into snapshot (seq, digest, seal, blob) values (?, ?, ?, ?)", values)
            writer.execute(
                "delete from snapshot where seq not in (select seq from snapshot order by seq desc limit ?)",
                (keep,),
            )

    def measure_fsync(self) -> SyncTime:
        probe = self._path.with_name(f"{self._path.name}.probe")
        times = []
        try:
            with probe.open("wb", buffering=0) as file:
                for _ in range(SYNC_SAMPLES):
                    began = perf_counter_ns()
                    file.write(bytes(4096))
                    os.fsync(file.fileno())
                    times.append((perf_counter_ns() - began) // 1000)
            probe.unlink()
        except OSError as error:
            message = f"A small write beside {self._path.name} failed: {error.strerror}"
            raise JournalBroken(message) from error
        return SyncTime(len(times), sorted(times)[len(times) // 2], max(times))

    def close(self) -> None:
        super().close()
        with self._write_lock:
            self._broken = self._broken or "it was closed"
            with suppress(apsw.Error):
                self._writer.close(force=True)
            self._lock_file.close()

    def _open_for_writing(self, path: Path, floor: str) -> apsw.Connection:
        flags = apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE
        connection = apsw.Connection(str(path), flags=flags, vfs=self._vfs)
        try:
            self._settle(connection)
            connection.execute("begin immediate")
            is_new = not connection.execute("select count(*) from sqlite_schema").get
            if is_new:
                connection.execute(_SCHEMA)
                connection.execute("insert into tenure values (?, 0, '', 0)", (floor,))
            check_identity(connection, path, floor)
            # Whoever held the lease held this file's lock, too, and it is ours now: they are gone, and a floor that
            # was killed need not wait for its own past.
            connection.execute("update tenure set until = 0 where until != 0")
            connection.execute("commit")
        except BaseException:
            connection.close(force=True)
            raise
        if is_new and self._vfs is None:
            _sync_directory(path)
        return connection

    def _settle(self, connection: apsw.Connection) -> None:
        connection.set_busy_timeout(BUSY_MS)
        if self._vfs is not None:
            connection.pragma("locking_mode", "exclusive")
        mode = connection.pragma("journal_mode", "wal")
        if mode != "wal":
            message = f"SQLite keeps this file in {mode!r} mode, not WAL: put the journal on a local disk."
            raise UnsafeStore(message)
        connection.pragma("synchronous", self.synchronous)
        connection.pragma("fullfsync", value=True)  # macOS: a real flush; elsewhere no change
        connection.pragma("cell_size_check", value=True)
        self._assert_durable(connection)

    def _assert_durable(self, connection: apsw.Connection) -> None:
        if connection.pragma("synchronous") != SYNCHRONOUS_FULL:
            message = "SQLite did not take synchronous=FULL: entries would be acknowledged before durable."
            raise UnsafeStore(message)

    @contextmanager
    def _transaction(self) -> Iterator[apsw.Connection]:
        """One write transaction. Refusals roll it back; anything else ends the journal for good."""
        with self._write_lock:
            if self._broken is not None:
                message = f"This journal has ended ({self._broken}): end the engine and start again."
                raise JournalBroken(message)
            try:
                self._writer.execute("begin immediate")
                yield self._writer
                self._writer.execute("commit")
            except (Fenced, Held, DuplicateCommand):
                self._roll_back()
                raise
            except BaseException as error:
                self._end(error)
                if isinstance(error, JournalError) or not isinstance(error, Exception):
                    raise
                message = f"Writing {self._path.name} failed ({error}): end the engine."
                raise JournalBroken(message) from error

    def _roll_back(self) -> None:
        try:
            self._writer.execute("rollback")
        except apsw.Error as error:
            self._end(error)
            message = f"Rolling back in {self._path.name} failed ({error}): end the engine."
            raise JournalBroken(message) from error

    def _end(self, error: BaseException) -> None:
        self._broken = str(error) or type(error).__name__
        with suppress(apsw.Error):
            # Closing would checkpoint, which syncs again what just failed to sync and copies it into the main file.
            self._writer.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
            self._writer.close(force=True)

    @contextmanager
    def _reader(self) -> Iterator[apsw.Connection]:
        if self._broken is not None:
            message = f"This journal has ended ({self._broken}): end the engine and start again."
            raise JournalBroken(message)
        if self._vfs is not None:
            with self._write_lock:
                yield self._writer
            return
        with super()._reader() as connection:
            yield connection

    def _set_tenure(self, tenure: Tenure) -> Tenure:
        values = (tenure.epoch, tenure.owner, tenure.until)
        self._writer.execute("update tenure set epoch = ?, owner = ?, until = ?", values)
        return tenure

    def _fence(self, epoch: int) -> None:
        """Inside the transaction, so that no one can take over between the check and the write."""
        current = _tenure(self._writer).epoch
        if current != epoch:
            raise Fenced(epoch, current)

    def _duplicate(self, entries: Sequence[NewEntry], head_seq: int) -> JournalError:
        for new in entries:
            seq = self._writer.execute(
                "select seq from entry where command_id = ? and seq <= ?",
                (new.command_id.encode("ascii"), head_seq),
            ).get
            if isinstance(seq, int):
                return DuplicateCommand(new.command_id, seq)
        names = [new.command_id for new in entries]
        twin = next((name for name in names if names.count(name) > 1), None)
        if twin is None:
            return JournalBroken("SQLite refused an entry that breaks no rule of the journal's.")
        return DuplicateCommand(twin, None)


def _tenure(connection: apsw.Connection) -> Tenure:
    row = connection.execute("select epoch, owner, until from tenure").fetchone()
    match row:
        case (int(epoch), str(owner), int(until)):
            return Tenure(epoch, owner, until)
        case _:
            message = "the row that says who the engine is cannot be read"
            raise Corrupt(None, message)


def _alone(path: Path) -> IO[bytes]:
    """Hold the file's writer lock while the process lives; the system lets go of it when the process dies."""
    lock_path = path.with_name(f"{path.name}.writer")
    try:
        lock_file = lock_path.open("ab")
    except OSError as error:
        message = f"{lock_path.name} cannot be opened: {error.strerror}"
        raise JournalBroken(message) from error
    try:
        fcntl.flock(lock_file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        lock_file.close()
        message = f"Another process writes to {path.name}: end it first, one journal has one writer."
        raise UnsafeStore(message) from error
    return lock_file


def _sync_directory(path: Path) -> None:
    """A new file's name is durable only when its directory is."""
    directory = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
