"""What reading a journal is, whatever stores it: pages, the chain checked on the way, verification against anchors.

A store hands out raw rows in order and says what it knows of its own health; everything else stands here once.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice

from highroad.core.words.chain import (
    Anchor,
    ChainFault,
    Entry,
    Fault,
    Head,
    StoredEntry,
    Verdict,
    against_anchors,
    checked_floor,
    genesis,
    walk,
)
from highroad.core.words.journal import Corrupt, Snapshot

PAGE = 500  # entries read in one short transaction, so that a slow reader never holds up the writer's housekeeping


def sealed(seq: int, digest: bytes, blob: bytes) -> bytes:
    """The checksum kept beside a snapshot: a damaged one is passed over, an older one and more entries do as well."""
    return sha256(b"%d\n%d\n" % (seq, len(digest)) + digest + blob).digest()


class CheckedReading(ABC):
    """The reading half of a journal, on top of a store's raw rows."""

    def __init__(self, floor: str) -> None:
        self._floor = checked_floor(floor)
        self._genesis = genesis(floor)

    @property
    def floor(self) -> str:
        return self._floor

    @abstractmethod
    def _scan(self, after_seq: int, limit: int | None) -> Iterator[StoredEntry]:
        """Raw rows in the store's own order; with no limit, one uninterrupted walk. Corrupt where it cannot go on."""

    @abstractmethod
    def _last(self) -> tuple[int, object] | None:
        """The last row's seq and hash."""

    @abstractmethod
    def _snapshot_rows(self, upto_seq: int | None) -> Iterator[tuple[int, bytes, bytes, bytes]]:
        """Stored snapshots, newest first: seq, digest, seal, blob."""

    @abstractmethod
    def _own_complaint(self) -> str | None:
        """What the store's own check of itself says when it is not well."""

    @abstractmethod
    def seen(self, command_id: str) -> int | None:
        """The entry that holds this command, if it was accepted before."""

    @abstractmethod
    def close(self) -> None:
        """Let go of everything; safe to repeat."""

    def head(self) -> Head:
        return self._head_of(self._last())

    def anchor(self) -> Anchor:
        head = self.head()
        return Anchor(self._floor, head.seq, head.hash)

    def entry(self, seq: int) -> Entry | None:
        return next(self.read(seq - 1, limit=1), None) if seq > 0 else None

    def read(self, after_seq: int = 0, limit: int | None = None) -> Iterator[Entry]:
        before = self._before(after_seq)
        left = limit
        while before is not None and (left is None or left > 0):
            size = PAGE if left is None else min(PAGE, left)
            page = list(self._scan(before.seq, size))
            try:
                for entry in walk(page, before):
                    before = Head(entry.seq, entry.hash)
                    yield entry
            except ChainFault as fault:
                raise Corrupt(fault.seq, fault.why) from fault
            left = None if left is None else left - len(page)
            if len(page) < size:
                return

    def latest_snapshot(self, upto_seq: int | None = None) -> Snapshot | None:
        for seq, digest, seal, blob in self._snapshot_rows(upto_seq):
            if sealed(seq, digest, blob) == seal:
                return Snapshot(seq, digest, blob)
        return None

    def verify(self, from_seq: int = 1, anchors: Sequence[Anchor] = ()) -> Verdict:
        wanted = {anchor.seq for anchor in self._of_this_floor(anchors)}
        after_seq = max(0, from_seq - 1)
        last, checked = Head(0, self._genesis), 0
        hash_at = {0: self._genesis}
        try:
            before = self._before(after_seq)
            last = self.head() if before is None else before  # past the end there is nothing to walk
            hash_at[last.seq] = last.hash
            for entry in walk(self._scan(after_seq, None), last) if before else ():
                checked += 1
                last = Head(entry.seq, entry.hash)
                if entry.seq in wanted:
                    hash_at[entry.seq] = entry.hash
            # Anchors before the walk began were not recomputed: they are compared with what is stored.
            for seq in sorted(wanted - hash_at.keys()):
                earlier = self._before(seq) if seq < from_seq else None
                if earlier is not None:
                    hash_at[seq] = earlier.hash
        except ChainFault as fault:
            return Verdict(checked, last, fault.fault, fault.seq, fault.why)
        except Corrupt as damage:  # the store gave up at the row that should have come next
            bad_seq = last.seq + 1 if damage.seq is None else damage.seq
            return Verdict(checked, last, Fault.UNREADABLE, bad_seq, str(damage))
        blame = against_anchors(anchors, last, hash_at)
        if blame is not None:
            return Verdict(checked, last, *blame)
        complaint = self._own_complaint()
        if complaint is not None:
            return Verdict(checked, last, Fault.STORE, None, complaint)
        return Verdict(checked, last)

    def _of_this_floor(self, anchors: Sequence[Anchor]) -> Sequence[Anchor]:
        for anchor in anchors:
            if anchor.floor != self._floor:
                message = f"This is floor {self._floor}; the anchor {anchor} remembers another: pick its own journal."
                raise ValueError(message)
        return anchors

    def _before(self, seq: int) -> Head | None:
        """The head as it was at `seq`; None past the end. Its hash is taken as stored."""
        if seq <= 0:
            return Head(0, self._genesis)
        row = next(islice(self._scan(seq - 1, 1), 1), None)
        if row is None:
            return None
        if row.seq != seq:
            raise Corrupt(seq, f"missing; the store holds {row.seq!r} in its place")
        return self._head_of((seq, row.hash))

    def _head_of(self, last: tuple[int, object] | None) -> Head:
        if last is None:
            return Head(0, self._genesis)
        seq, stored_hash = last
        if not isinstance(stored_hash, bytes):
            raise Corrupt(seq, "its hash is not of the kind that was written")
        return Head(seq, stored_hash)
