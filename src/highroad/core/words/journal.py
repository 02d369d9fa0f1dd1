"""The journal's port: what the live service needs from whatever stores the facts.

A *floor* has one journal. One *entry* stands for one accepted command and holds all its facts. Words and promises:

* `append` returns when the entries are durable, never before; a group is stored whole or not at all.
* A *lease* decides who may try to be the floor's engine. It is not a fence: the engine's *epoch* is checked inside
  the transaction that appends, and an older epoch is refused with `Fenced`.
* After `JournalBroken` nobody knows what reached the disk. It is never retried: the engine ends, starts again, and
  reads what is really there. Clients repeat their commands under the same ids.
* Reading checks the hash chain as it goes; nothing unverified is ever replayed.

Times are integer milliseconds and come from the caller. Nothing here holds personal data: bodies carry tokens only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from highroad.core.words.chain import Anchor, Entry, Head, Verdict

COMMAND_ID_CHARACTERS_MAX = 128
BODY_BYTES_MAX = 1 << 20
SNAPSHOTS_KEPT = 3


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An accepted command that is about to be stored. ValueError when it does not fit."""

    at: int
    command_id: str
    body: bytes

    def __post_init__(self) -> None:
        name = self.command_id
        if not (0 < len(name) <= COMMAND_ID_CHARACTERS_MAX and name.isascii() and name.isprintable()):
            message = (
                f"A command id is 1 to {COMMAND_ID_CHARACTERS_MAX} printable ASCII characters, made by the client."
            )
            raise ValueError(message)
        if len(self.body) > BODY_BYTES_MAX:
            message = f"The facts of one command take at most {BODY_BYTES_MAX} bytes, not {len(self.body)}: split it."
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Tenure:
    """The right to try to be a floor's engine until `until` (ms); its epoch is what the fence compares."""

    epoch: int
    owner: str
    until: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A floor's whole state after entry `seq`. `digest` is the engine's own fingerprint of that state."""

    seq: int
    digest: bytes
    blob: bytes


@dataclass(frozen=True, slots=True)
class SyncTime:
    """How long this store takes to make a small write durable: what the health page shows and warns about."""

    samples: int
    p50_us: int
    max_us: int


class JournalError(Exception):
    """Anything the journal refuses or cannot do."""


class Held(JournalError):
    """Another owner's lease has not run out."""

    def __init__(self, owner: str, until: int) -> None:
        super().__init__(f"{owner} is this floor's engine until {until}: wait until then, or end it first.")
        self.owner = owner
        self.until = until


class Fenced(JournalError):
    """A newer engine has taken over; this one must end without another write."""

    def __init__(self, epoch: int, current: int | None) -> None:
        super().__init__(f"Epoch {epoch} is no longer this floor's engine (now {current}): end this engine.")
        self.epoch = epoch
        self.current = current


class DuplicateCommand(JournalError):
    """The command was accepted before; nothing of the group was stored. `seq` is None for a twin within the group."""

    def __init__(self, command_id: str, seq: int | None) -> None:
        where = "twice in one group" if seq is None else f"as entry {seq}"
        super().__init__(f"Command {command_id} is already stored {where}: ask seen() before deciding.")
        self.command_id = command_id
        self.seq = seq


class JournalBroken(JournalError):
    """I/O error, failed sync, full disk, lost database: the engine must end. Never retried."""


class Corrupt(JournalError):
    """Stored entries are not what was written. `seq` is the first bad entry where it can be named."""

    def __init__(self, seq: int | None, why: str) -> None:
        super().__init__(f"Entry {seq}: {why}" if seq is not None else why)
        self.seq = seq


class UnsafeStore(JournalError):
    """The store was opened but cannot keep the journal's promises (its settings, its version, another writer)."""


class JournalReader(Protocol):
    """What anyone may ask of a floor's journal, from any thread, while its engine writes.

    Every method may raise JournalBroken. The engine then ends; a mere reader may ask again.
    """

    @property
    def floor(self) -> str: ...

    def head(self) -> Head:
        """The last entry's seq and hash."""

    def anchor(self) -> Anchor:
        """The head, to be remembered somewhere else."""

    def entry(self, seq: int) -> Entry | None:
        """One entry, checked against the one before; Corrupt when it does not follow."""

    def read(self, after_seq: int = 0, limit: int | None = None) -> Iterator[Entry]:
        """Entries in order, checked as they come; Corrupt at the first bad one, after the good ones before it."""

    def seen(self, command_id: str) -> int | None:
        """The entry that holds this command, if it was accepted before."""

    def latest_snapshot(self, upto_seq: int | None = None) -> Snapshot | None:
        """The newest undamaged snapshot, at or before `upto_seq` when given."""

    def verify(self, from_seq: int = 1, anchors: Sequence[Anchor] = ()) -> Verdict:
        """Walk the whole chain from `from_seq`; never raises for damage, it names it."""

    def close(self) -> None:
        """Let go of connections and locks; safe to repeat."""


class Journal(JournalReader, Protocol):
    """What a floor's one engine asks of its journal. Every method may raise JournalBroken."""

    def acquire(self, owner: str, at: int, lease_ms: int) -> Tenure:
        """Become the floor's engine under a new epoch. Held while another owner's lease runs."""

    def renew(self, epoch: int, at: int, lease_ms: int) -> Tenure:
        """Prolong the lease. Fenced when someone else has taken over."""

    def release(self, epoch: int) -> None:
        """Give the floor back: the epoch ends here, the next owner need not wait. Nothing when it is stale."""

    def append(self, epoch: int, entries: Sequence[NewEntry]) -> Head:
        """Store a group in one transaction; durable on return. Fenced, DuplicateCommand: nothing was stored."""

    def save_snapshot(self, epoch: int, seq: int, digest: bytes, blob: bytes, keep: int = SNAPSHOTS_KEPT) -> None:
        """Store the state after `seq`, keep only the newest `keep`. Fenced; ValueError past the head."""

    def measure_fsync(self) -> SyncTime:
        """Time a few small durable writes beside the journal."""
