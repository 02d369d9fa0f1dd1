"""From a journal's address to the journal: a path is SQLite, postgresql://… is PostgreSQL, `memory:` is memory."""

from pathlib import Path

from highroad.core.words.journal import Journal, JournalReader, UnsafeStore

MEMORY = "memory:"
POSTGRES = ("postgresql://", "postgres://")


def open_journal(address: str, floor: str = "main") -> Journal:
    """The floor's journal for its one engine; made when it is not there yet."""
    if address == MEMORY:
        from highroad.adapters.storage.memory import MemoryJournal

        return MemoryJournal(floor)
    if address.startswith(POSTGRES):
        from highroad.adapters.storage.postgres import PostgresJournal

        return PostgresJournal(address, floor)
    from highroad.adapters.storage.sqlite import SqliteJournal

    return SqliteJournal(_local(address), floor)


def open_reader(address: str, floor: str = "main") -> JournalReader:
    """The floor's journal for reading, beside a running engine or after it. UnsafeStore when there is none."""
    if address.startswith(POSTGRES):
        from highroad.adapters.storage.postgres_reading import PostgresReader

        return PostgresReader(address, floor)
    path = _local(address)
    if not path.is_file():
        message = f"There is no journal at {path}: give the path of the journal's file."
        raise UnsafeStore(message)
    from highroad.adapters.storage.sqlite_reading import SqliteReader

    return SqliteReader(path, floor)


def _local(address: str) -> Path:
    if "://" in address:
        message = "A journal's address is a path or begins with postgresql://."
        raise UnsafeStore(message)
    return Path(address)
