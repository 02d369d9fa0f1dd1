"""Restart after a kill: seconds until the floor takes commands again, with a million facts in its journal.

`./dev bench restart [--facts 1000000]` writes a journal of calls on disk, then starts a floor on it, each time in a
fresh process: from the last snapshot, as it happens in practice, and from the first entry, as if no snapshot were
whole.
Both check the hash chain of what they read. Beside it: reading the same facts with nothing but SQLite and JSON, which
no replay can be faster than.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from highroad.adapters.storage.opening import open_journal
from highroad.core.engine import desk
from highroad.core.engine.engine import Engine
from highroad.core.engine.record import Recorder
from highroad.core.words.hours import ALWAYS
from highroad.core.words.journal import NewEntry
from highroad.core.words.policy import Policy, Queue, Ring
from highroad.modules.floor.service.clock import Clock
from highroad.modules.floor.service.host import SNAPSHOT_EVERY, Host
from highroad.modules.floor.service.memory import to_blob, to_body

AGENTS = 200
START = 1_795_000_000_000
GROUP = 2_000


def write_journal(path: Path, facts: int) -> tuple[int, int]:
    """Calls on a floor of 200 people until so many facts are written; gives (entries, facts)."""
    journal = open_journal(str(path))
    epoch = journal.acquire("bench", START, 3_600_000).epoch
    recorder = Recorder()
    engine = Engine(recorder)
    entries: list[NewEntry] = []
    written = [0, 0]
    last_snapshot = 0

    def keep(name: str) -> None:
        nonlocal last_snapshot
        heard = recorder.take()
        written[1] += len(heard)
        written[0] += 1
        entries.append(NewEntry(engine.floor.now, f"c{written[0]}", to_body(name, "bench", heard)))
        if len(entries) >= GROUP:
            journal.append(epoch, entries)
            entries.clear()
            if written[0] - last_snapshot >= SNAPSHOT_EVERY:
                digest, blob = to_blob(engine.floor)
                journal.save_snapshot(epoch, written[0], digest, blob)
                last_snapshot = written[0]

    engine.adopt(START, Policy("bench", 1, "UTC", (Queue("q", ("always",), (Ring(0),)),), (ALWAYS,), (), ()), 0)
    keep("adopt")
    for agent in range(1, AGENTS + 1):
        engine.know_agent(START, agent, f"a{agent}", "agent", "", (), ("voice",))
        engine.move_desk(START, agent, desk.AWAY, "", agent)
        engine.move_desk(START, agent, desk.AVAILABLE, "", agent)
        keep("people")
    at, contact = START, 0
    while written[1] < facts:
        at, contact = at + 500, contact + 1
        engine.arrive(at, contact, "q")
        keep("arrive")
        agent = engine.floor.contacts[contact].agent
        for name in ("answer", "hold", "resume", "end"):
            getattr(engine, name)(at, contact, agent)
            keep(name)
        engine.wrap(at, contact, agent, "done")
        keep("wrap")
    journal.append(epoch, entries)
    journal.close()  # a kill keeps no last snapshot
    return written[0], written[1]


def start_on(path: Path) -> None:
    """Start a floor on a journal, say when it takes commands, and end without a farewell."""
    began = time.perf_counter()
    host = Host(open_journal(str(path)), Clock())
    host.start()
    seq = host.look(lambda engine: host.seq if engine.floor.now else 0)
    print(json.dumps({"seconds": time.perf_counter() - began, "seq": seq}))


def started(path: Path) -> float:
    """Seconds until a fresh process takes commands, its own start left out."""
    told = subprocess.run(
        [sys.executable, __file__, "--start", str(path)], capture_output=True, text=True, check=True
    )
    return float(json.loads(told.stdout)["seconds"])


def read_plainly(path: Path) -> float:
    """Seconds to read and parse every entry with the standard library alone."""
    import sqlite3

    began = time.perf_counter()
    with sqlite3.connect(path) as connection:
        for (body,) in connection.execute("SELECT body FROM entry ORDER BY seq"):
            json.loads(body)
    return time.perf_counter() - began


def without_snapshots(path: Path) -> None:
    """Throw the snapshots away, as if all were damaged."""
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM snapshot")


def main() -> None:
    """Print the table."""
    given = dict(zip(sys.argv[1::2], sys.argv[2::2], strict=False))
    if "--start" in given:
        start_on(Path(given["--start"]))
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "journal.sqlite3"
        entries, facts = write_journal(path, int(given.get("--facts", "1000000")))
        size = path.stat().st_size / 1e6
        print(f"{facts:,} facts in {entries:,} entries, {size:,.0f} MB on disk\n")
        print(f"{'from the last snapshot':<44} {started(path):>7.2f} s")
        without_snapshots(path)
        print(f"{'from the first entry':<44} {started(path):>7.2f} s")
        print(f"{'reading and parsing alone (sqlite3, json)':<44} {read_plainly(path):>7.2f} s")


if __name__ == "__main__":
    main()
