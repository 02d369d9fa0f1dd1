"""Reading a journal in an SQLite file, while its engine writes or after it has ended. Changes nothing in the file.

The file holds one floor. It is opened through apsw, whose SQLite is newer than 3.51.2: up to that version two
connections that write and checkpoint at once can damage a file in WAL mode.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw

from highroad.adapters.storage.lending import Lending
from highroad.adapters.storage.reading import CheckedReading
from highroad.core.words.chain import StoredEntry
from highroad.core.words.journal import Corrupt, JournalBroken, UnsafeStore

APPLICATION_ID = 0x48526A31  # "HRj1", so that another program's file is never taken for a journal
SCHEMA_VERSION = 1
SQLITE_NEWER_THAN = (3, 51, 2)
BUSY_MS = 5_000


class SqliteReader(CheckedReading):
    """Any number of readers, in any thread or process."""

    def __init__(self, path: Path, floor: str = "main") -> None:
        super().__init__(floor)
        self._path = path
        check_sqlite_version()
        self._readers = Lending(self._open_for_reading)
        try:
            with self._reader() as connection:
                check_identity(connection, path, self._floor)
        except (UnsafeStore, Corrupt, JournalBroken):
            self._readers.close()
            raise

    def seen(self, command_id: str) -> int | None:
        with self._reader() as connection:
            row = connection.execute("select seq from entry where command_id = ?", (_as_blob(command_id),)).get
        return row if isinstance(row, int) else None

    def close(self) -> None:
        self._readers.close()

    def _open_for_reading(self) -> apsw.Connection:
        connection = apsw.Connection(str(self._path), flags=apsw.SQLITE_OPEN_READONLY)
        connection.set_busy_timeout(BUSY_MS)
        connection.pragma("cell_size_check", value=True)
        return connection

    @contextmanager
    def _reader(self) -> Iterator[apsw.Connection]:
        """A connection for one read, with SQLite's errors told in the journal's words."""
        try:
            with self._readers.lend() as connection:
                yield connection
        except (apsw.CorruptError, apsw.NotADBError, UnicodeDecodeError) as error:
            raise Corrupt(None, f"SQLite cannot read the file here: {error}") from error
        except apsw.Error as error:
            message = f"Reading {self._path.name} failed: {error}"
            raise JournalBroken(message) from error

    def _scan(self, after_seq: int, limit: int | None) -> Iterator[StoredEntry]:
        query = "select seq, at, command_id, body, hash from entry where seq > ? order by seq limit ?"
        with self._reader() as connection:
            for seq, at, name, body, stored_hash in connection.execute(
                query, (after_seq, -1 if limit is None else limit)
            ):
                # The id is stored as bytes: damage that only turns text into bytes cannot then pass unnoticed.
                command_id = name.decode("ascii", "replace") if isinstance(name, bytes) else None
                yield StoredEntry(seq, at, command_id, body, stored_hash)

    def _last(self) -> tuple[int, object] | None:
        with self._reader() as connection:
            row = connection.execute("select seq, hash from entry order by seq desc limit 1").fetchone()
        return None if row is None else (int(str(row[0])), row[1])

    def _snapshot_rows(self, upto_seq: int | None) -> Iterator[tuple[int, bytes, bytes, bytes]]:
        query = "select seq, digest, seal, blob from snapshot where seq <= ? order by seq desc"
        with self._reader() as connection:
            for seq, digest, seal, blob in connection.execute(query, (upto_seq if upto_seq is not None else 2**62,)):
                if isinstance(seq, int) and isinstance(digest, bytes) and isinstance(seal, bytes):
                    yield seq, digest, seal, blob if isinstance(blob, bytes) else b""

    def _own_complaint(self) -> str | None:
        try:
            with self._reader() as connection:
                answer = connection.execute("pragma integrity_check(1)").get
        except Corrupt as damage:
            return str(damage)
        return None if answer == "ok" else str(answer)


def check_sqlite_version() -> None:
    """UnsafeStore on an SQLite that can damage a WAL file."""
    version = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
    if version <= SQLITE_NEWER_THAN:
        message = f"SQLite {apsw.sqlite_lib_version()} can damage a journal in WAL mode: install a newer apsw."
        raise UnsafeStore(message)


def check_identity(connection: apsw.Connection, path: Path, floor: str) -> None:
    """UnsafeStore when the file is no journal, one of another schema, or another floor's."""
    if connection.pragma("application_id") != APPLICATION_ID:
        message = f"{path.name} is not a Highroad journal: give the journal's own file."
        raise UnsafeStore(message)
    if connection.pragma("user_version") != SCHEMA_VERSION:
        message = f"{path.name} was written by another version of the journal: use that version, or migrate."
        raise UnsafeStore(message)
    stored = connection.execute("select floor from tenure").get
    if stored != floor:
        message = f"{path.name} is the journal of floor {stored!r}, not of {floor!r}: name that floor."
        raise UnsafeStore(message)


def _as_blob(command_id: str) -> bytes:
    return command_id.encode("ascii", "replace")
