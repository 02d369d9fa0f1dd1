"""From the journal to a floor and back: what an entry's body holds, snapshots, and the way back after a stop.

An entry's body is canonical JSON: `{"by": token, "c": command name, "f": [facts]}`. On start the floor is the newest
undamaged snapshot plus the facts after it; the snapshot's digest is checked before anything is decided on it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import orjson

from highroad.core.engine import snapshot
from highroad.core.engine.facts import Facts
from highroad.core.engine.floor import Floor
from highroad.core.engine.record import Recorded, apply
from highroad.core.words.journal import JournalReader


@dataclass(frozen=True, slots=True)
class Heard:
    """One entry as listeners get it: its number, time, who stood behind it, and the facts."""

    seq: int
    at: int
    by: str
    command: str
    facts: list[Recorded]


def to_body(command: str, by: str, facts: list[Recorded]) -> bytes:
    """The body of an entry."""
    return orjson.dumps({"c": command, "by": by, "f": facts}, option=orjson.OPT_SORT_KEYS)


def from_entry(seq: int, at: int, body: bytes) -> Heard:
    """An entry's body, read."""
    data: dict[str, Any] = orjson.loads(body)
    return Heard(seq, at, data["by"], data["c"], data["f"])


def to_blob(floor: Floor) -> tuple[bytes, bytes]:
    """A floor's digest and its dump, for a snapshot."""
    return bytes.fromhex(snapshot.digest(floor)), orjson.dumps(snapshot.dump(floor))


def recall(journal: JournalReader, upto_seq: int | None = None) -> tuple[Floor, int]:
    """The floor as it was after entry `upto_seq` (the last one when None), and that entry's number.

    Raises `Corrupt` when the journal is damaged. A snapshot that does not give its own digest is passed over.
    """
    floor, seq = _from_snapshot(journal, upto_seq)
    for entry in journal.read(after_seq=seq):
        if upto_seq is not None and entry.seq > upto_seq:
            break
        for fact in orjson.loads(entry.body)["f"]:
            apply(floor, fact)
        seq = entry.seq
    return floor, seq


def _from_snapshot(journal: JournalReader, upto_seq: int | None) -> tuple[Floor, int]:
    kept = journal.latest_snapshot(upto_seq)
    if kept is not None:
        try:
            floor = snapshot.load(orjson.loads(kept.blob))
        except (ValueError, KeyError, TypeError, IndexError):
            return Floor(Facts()), 0
        if bytes.fromhex(snapshot.digest(floor)) == kept.digest:
            return floor, kept.seq
    return Floor(Facts()), 0
