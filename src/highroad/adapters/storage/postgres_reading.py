"""Reading a journal in PostgreSQL, while its engine writes. One database holds the journals of many floors."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg

from highroad.adapters.storage.lending import Lending
from highroad.adapters.storage.reading import PAGE, CheckedReading
from highroad.core.words.chain import StoredEntry
from highroad.core.words.journal import Corrupt, JournalBroken, UnsafeStore

Connection = psycopg.Connection[tuple[Any, ...]]  # rows are checked as they are read, so their types start open

_DAMAGE = (psycopg.errors.DataCorrupted, psycopg.errors.IndexCorrupted, psycopg.DataError)


class PostgresReader(CheckedReading):
    """Any number of readers; each read has a connection of its own."""

    def __init__(self, dsn: str, floor: str = "main") -> None:
        super().__init__(floor)
        self._dsn = dsn
        self._readers = Lending(self._open_for_reading)
        try:
            with self._reader() as connection:
                row = connection.execute("select to_regclass('journal_entry')").fetchone()
                if row is None or row[0] is None:
                    message = "This database holds no Highroad journal: give the journal's own database."
                    raise UnsafeStore(message)
        except BaseException:
            self._readers.close()
            raise

    def seen(self, command_id: str) -> int | None:
        query = "select seq from journal_entry where floor = %s and command_id = %s"
        with self._reader() as connection:
            row = connection.execute(query, (self._floor, command_id)).fetchone()
        return None if row is None else int(row[0])

    def close(self) -> None:
        self._readers.close()

    def _open_for_reading(self) -> Connection:
        connection = connect(self._dsn)
        connection.read_only = True
        return connection

    @contextmanager
    def _reader(self) -> Iterator[Connection]:
        """A connection for one read, with PostgreSQL's errors told in the journal's words."""
        try:
            with self._readers.lend() as connection:
                yield connection
        except _DAMAGE as error:
            raise Corrupt(None, f"PostgreSQL cannot read the journal here: {error}") from error
        except psycopg.Error as error:
            message = f"Reading the journal in PostgreSQL failed: {error}"
            raise JournalBroken(message) from error

    def _scan(self, after_seq: int, limit: int | None) -> Iterator[StoredEntry]:
        query = (
            "select seq, at, command_id, body, hash from journal_entry"
            " where floor = %s and seq > %s order by seq limit %s"
        )
        with (
            self._reader() as connection,
            connection.transaction(),
            connection.cursor(name="journal_scan", scrollable=False) as cursor,
        ):
            cursor.itersize = PAGE
            for seq, at, command_id, body, stored_hash in cursor.execute(query, (self._floor, after_seq, limit)):
                yield StoredEntry(seq, at, command_id, body, stored_hash)

    def _last(self) -> tuple[int, object] | None:
        with self._reader() as connection:
            return last_row(connection, self._floor)

    def _snapshot_rows(self, upto_seq: int | None) -> Iterator[tuple[int, bytes, bytes, bytes]]:
        # One at a time: a snapshot is large, and the newest is nearly always the one that is taken.
        query = (
            "select seq, digest, seal, blob from journal_snapshot"
            " where floor = %s and seq <= %s order by seq desc limit 1"
        )
        below = upto_seq if upto_seq is not None else 2**62
        while True:
            with self._reader() as connection:
                row = connection.execute(query, (self._floor, below)).fetchone()
            if row is None:
                return
            yield row[0], row[1], row[2], row[3]
            below = row[0] - 1

    def _own_complaint(self) -> str | None:
        """Nothing to add: a query cannot be made to distrust its index. Page checksums and amcheck are for that."""
        return None


def connect(dsn: str) -> Connection:
    """A connection in autocommit, so that every transaction in this room is one that is written down."""
    try:
        return psycopg.connect(dsn, autocommit=True, application_name="highroad journal")
    except psycopg.Error as error:
        # The address may carry a password, so it is not repeated here.
        message = f"PostgreSQL cannot be reached: {type(error).__name__}"
        raise JournalBroken(message) from error


def last_row(connection: Connection, floor: str) -> tuple[int, object] | None:
    """The last entry's seq and hash, within whatever transaction the connection is in."""
    query = "select seq, hash from journal_entry where floor = %s order by seq desc limit 1"
    row = connection.execute(query, (floor,)).fetchone()
    return None if row is None else (row[0], row[1])
