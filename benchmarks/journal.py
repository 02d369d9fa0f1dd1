"""How many commands a second the journal makes durable, one by one and in groups; prints one table.

    python benchmarks/journal.py [--dsn postgresql://…] [--folder DIR] [--seconds 1.0]

The folder decides which disk is measured. PostgreSQL is measured when an address is given. The table names what one
durable write costs on this disk: no journal can acknowledge single commands faster than that.
"""

import argparse
import tempfile
from pathlib import Path
from time import perf_counter
from uuid import uuid4

from rich.console import Console
from rich.table import Table

from highroad.adapters.storage.memory import MemoryJournal
from highroad.adapters.storage.postgres import PostgresJournal
from highroad.adapters.storage.sqlite import SqliteJournal
from highroad.core.words.journal import Journal, NewEntry

GROUPS = (1, 10, 100)
BODY = b'[{"fact":"ContactOffered","contact":"k-000017","agent":"a-0042","queue":"benefits"}]' * 3


def commits_per_second(journal: Journal, epoch: int, group: int, seconds: float) -> tuple[float, float]:
    """Commits a second and the 99th percentile of one commit in milliseconds."""
    times: list[float] = []
    began = now = perf_counter()
    while now - began < seconds:
        entries = [NewEntry(0, uuid4().hex, BODY) for _ in range(group)]
        start = perf_counter()
        journal.append(epoch, entries)
        now = perf_counter()
        times.append(now - start)
    return len(times) / (now - began), sorted(times)[int(len(times) * 0.99)] * 1_000


def measure(name: str, journal: Journal, seconds: float, table: Table) -> None:
    """One row per group size."""
    epoch = journal.acquire("benchmark", 0, 1_000).epoch
    sync = journal.measure_fsync()
    for group in GROUPS:
        rate, p99_ms = commits_per_second(journal, epoch, group, seconds)
        table.add_row(
            name, str(group), f"{rate:,.0f}", f"{rate * group:,.0f}", f"{p99_ms:.2f}", f"{sync.p50_us / 1_000:.2f}"
        )
    began = perf_counter()
    verdict = journal.verify()
    rate = verdict.entries_checked / (perf_counter() - began)
    table.add_row(name, "verify", "", f"{rate:,.0f}", "", "", end_section=True)
    journal.close()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--dsn", help="a PostgreSQL database to measure too")
    arguments.add_argument("--folder", type=Path, help="where the SQLite file goes")
    arguments.add_argument("--seconds", type=float, default=1.0, help="for each row")
    given = arguments.parse_args()
    table = Table(title=f"Durable commands, {len(BODY)} bytes of facts each")
    for column in ("journal", "group", "commits/s", "commands/s", "commit p99 ms", "one sync ms"):
        table.add_column(column, justify="left" if column == "journal" else "right")
    measure("memory", MemoryJournal(), given.seconds, table)
    with tempfile.TemporaryDirectory(dir=given.folder) as folder:
        measure("SQLite", SqliteJournal(Path(folder) / "floor.journal"), given.seconds, table)
    if given.dsn:
        measure("PostgreSQL", PostgresJournal(given.dsn, f"bench-{uuid4().hex[:8]}"), given.seconds, table)
    Console().print(table)


if __name__ == "__main__":
    main()
