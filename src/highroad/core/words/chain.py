"""The hash chain that binds a journal: each entry carries the hash of the one before.

The framing, so that anyone can check a journal with a dozen lines of their own:

    genesis(floor) = SHA-256( "highroad journal 1\\n" ‖ floor as UTF-8 )
    hash(entry)    = SHA-256( prev_hash                  32 bytes
                            ‖ seq                         8 bytes, unsigned, big-endian
                            ‖ at                          8 bytes, signed, big-endian, milliseconds
                            ‖ length of command_id        4 bytes, unsigned, big-endian
                            ‖ command_id                  ASCII
                            ‖ length of body              8 bytes, unsigned, big-endian
                            ‖ body )

Every variable part is preceded by its length, so no two different entries can be framed to the same bytes. The first
entry's prev_hash is the genesis of its floor, so entries of one floor cannot be passed off as another's.

A chain shows every change inside it but not a tail that was cut off, nor a history that was rewritten to its end. For
that an *anchor* (floor, seq, hash) is kept somewhere else; its text form is one line: `floor seq hash-in-hex`.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from struct import Struct

HASH_BYTES = 32
_NUMBERS = Struct(">QqI")  # seq, at, length of command_id
_LENGTH = Struct(">Q")
_FLOOR = re.compile(r"[a-z0-9][a-z0-9_-]{0,62}")


class Fault(StrEnum):
    """What can be wrong with a stored journal. Faces translate the code; `Verdict.why` is for logs and tests."""

    MISSING = "missing"  # an entry that must be there is not
    ALTERED = "altered"  # an entry's content does not give its hash
    UNREADABLE = "unreadable"  # the store cannot hand the entry out in a sensible shape
    CUT = "cut"  # the journal ends before an anchor
    REWRITTEN = "rewritten"  # consistent in itself, but not the history an anchor remembers
    STORE = "store"  # every entry is sound, the store around them (an index) is not


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted command. `body` is canonical bytes made by the engine's service; the journal never reads it."""

    seq: int
    at: int
    command_id: str
    body: bytes
    hash: bytes
    prev_hash: bytes


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a journal; seq 0 with the floor's genesis when it is empty."""

    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True)
class Anchor:
    """A head that is remembered outside the journal."""

    floor: str
    seq: int
    hash: bytes

    def __str__(self) -> str:
        return f"{self.floor} {self.seq} {self.hash.hex()}"

    @classmethod
    def parse(cls, line: str) -> "Anchor":
        """Read `floor seq hash`. ValueError when the line is anything else."""
        parts = line.split()
        if len(parts) != 3 or not parts[1].isdecimal() or not re.fullmatch(r"[0-9a-f]{64}", parts[2]):
            message = f"An anchor is one line 'floor seq hash' with 64 hex digits, not {line.strip()[:80]!r}."
            raise ValueError(message)
        return cls(checked_floor(parts[0]), int(parts[1]), bytes.fromhex(parts[2]))


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """What a store hands out before anyone has checked it: damage may have left any type in any place."""

    seq: object
    at: object
    command_id: object
    body: object
    hash: object


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a verification. `bad_seq` is the first bad entry; None when no entry is at fault."""

    entries_checked: int
    head: Head
    fault: Fault | None = None
    bad_seq: int | None = None
    why: str = ""

    @property
    def is_sound(self) -> bool:
        return self.fault is None


class ChainFault(Exception):
    """Raised while walking a chain: which entry is the first bad one, and how."""

    def __init__(self, fault: Fault, seq: int, why: str) -> None:
        super().__init__(f"Entry {seq}: {why}")
        self.fault = fault
        self.seq = seq
        self.why = why


def checked_floor(floor: str) -> str:
    """Return the key unchanged; ValueError when it is not a floor's key."""
    if not _FLOOR.fullmatch(floor):
        message = (
            f"A floor's key is 1 to 63 of a-z, 0-9, '-' and '_', beginning with a letter or digit, not {floor!r}."
        )
        raise ValueError(message)
    return floor


def genesis(floor: str) -> bytes:
    """The hash before a floor's first entry."""
    return sha256(b"highroad journal 1\n" + checked_floor(floor).encode()).digest()


def entry_hash(prev_hash: bytes, seq: int, at: int, command_id: str, body: bytes) -> bytes:
    """The hash of one entry, framed as this file's docstring says."""
    name = command_id.encode("ascii")
    return sha256(
        b"".join((prev_hash, _NUMBERS.pack(seq, at, len(name)), name, _LENGTH.pack(len(body)), body))
    ).digest()


def walk(stored: Iterable[StoredEntry], before: Head) -> Iterator[Entry]:
    """Turn stored entries into checked ones, in order after `before`. ChainFault at the first that is wrong."""
    seq, prev_hash = before.seq, before.hash
    for row in stored:
        seq += 1
        entry = _checked(row, seq, prev_hash)
        prev_hash = entry.hash
        yield entry


def _checked(row: StoredEntry, seq: int, prev_hash: bytes) -> Entry:
    at, command_id, body, stored_hash = row.at, row.command_id, row.body, row.hash
    if row.seq != seq:
        raise ChainFault(Fault.MISSING, seq, f"missing; the store holds {row.seq!r} in its place")
    if not (
        isinstance(at, int)
        and isinstance(command_id, str)
        and command_id.isascii()
        and isinstance(body, bytes)
        and isinstance(stored_hash, bytes)
    ):
        raise ChainFault(Fault.UNREADABLE, seq, "a field is not of the kind that was written")
    if entry_hash(prev_hash, seq, at, command_id, body) != stored_hash:
        raise ChainFault(Fault.ALTERED, seq, "its content and the entry before do not give its hash")
    return Entry(seq, at, command_id, body, stored_hash, prev_hash)


def against_anchors(
    anchors: Sequence[Anchor], head: Head, hash_at: dict[int, bytes]
) -> tuple[Fault, int, str] | None:
    """Compare a sound chain with what was remembered elsewhere; `hash_at` holds its hash at each anchor's seq.

    Anchors are compared from the oldest, so the answer is the narrowest place the journal can be blamed for.
    """
    for anchor in sorted(anchors, key=lambda one: one.seq):
        if anchor.seq > head.seq:
            return Fault.CUT, head.seq + 1, f"the journal ends here; an anchor remembers entry {anchor.seq}"
        if hash_at.get(anchor.seq) != anchor.hash:
            return (
                Fault.REWRITTEN,
                anchor.seq,
                "an anchor remembers another entry; history up to here was rewritten",
            )
    return None
