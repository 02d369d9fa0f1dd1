"""A journal in memory: for tests, studies and tours. It keeps every promise except the one about power cuts."""

from collections.abc import Iterator, Sequence
from threading import RLock

from highroad.adapters.storage.reading import CheckedReading, sealed
from highroad.core.words.chain import Head, StoredEntry, entry_hash
from highroad.core.words.journal import (
    SNAPSHOTS_KEPT,
    DuplicateCommand,
    Fenced,
    Held,
    NewEntry,
    SyncTime,
    Tenure,
)


class MemoryJournal(CheckedReading):
    """One floor's journal for as long as the object lives. Two engines of one test share the object."""

    def __init__(self, floor: str = "main") -> None:
        super().__init__(floor)
        self._lock = RLock()
        self._rows: list[StoredEntry] = []
        self._head = Head(0, self._genesis)
        self._seq_of: dict[str, int] = {}
        self._snapshots: dict[int, tuple[bytes, bytes, bytes]] = {}
        self._tenure = Tenure(epoch=0, owner="", until=0)

    def acquire(self, owner: str, at: int, lease_ms: int) -> Tenure:
        with self._lock:
            if self._tenure.until > at and self._tenure.owner != owner:
                raise Held(self._tenure.owner, self._tenure.until)
            self._tenure = Tenure(self._tenure.epoch + 1, owner, at + lease_ms)
            return self._tenure

    def renew(self, epoch: int, at: int, lease_ms: int) -> Tenure:
        with self._lock:
            self._fence(epoch)
            self._tenure = Tenure(epoch, self._tenure.owner, at + lease_ms)
            return self._tenure

    def release(self, epoch: int) -> None:
        with self._lock:
            if self._tenure.epoch == epoch:
                self._tenure = Tenure(epoch + 1, "", 0)

    def append(self, epoch: int, entries: Sequence[NewEntry]) -> Head:
        with self._lock:
            self._fence(epoch)
            twins: set[str] = set()
            for new in entries:
                if new.command_id in self._seq_of or new.command_id in twins:
                    raise DuplicateCommand(new.command_id, self._seq_of.get(new.command_id))
                twins.add(new.command_id)
            for new in entries:
                seq = self._head.seq + 1
                digest = entry_hash(self._head.hash, seq, new.at, new.command_id, new.body)
                self._rows.append(StoredEntry(seq, new.at, new.command_id, new.body, digest))
                self._seq_of[new.command_id] = seq
                self._head = Head(seq, digest)
            return self._head

    def save_snapshot(self, epoch: int, seq: int, digest: bytes, blob: bytes, keep: int = SNAPSHOTS_KEPT) -> None:
        with self._lock:
            self._fence(epoch)
            if seq > self._head.seq:
                message = f"A snapshot after entry {seq} is ahead of the journal, which ends at {self._head.seq}."
                raise ValueError(message)
            self._snapshots[seq] = (digest, sealed(seq, digest, blob), blob)
            for old in sorted(self._snapshots)[:-keep]:
                del self._snapshots[old]

    def measure_fsync(self) -> SyncTime:
        return SyncTime(samples=0, p50_us=0, max_us=0)

    def seen(self, command_id: str) -> int | None:
        with self._lock:
            return self._seq_of.get(command_id)

    def close(self) -> None:
        """Nothing to let go of: the object is the journal."""

    def _fence(self, epoch: int) -> None:
        if self._tenure.epoch != epoch:
            raise Fenced(epoch, self._tenure.epoch)

    def _scan(self, after_seq: int, limit: int | None) -> Iterator[StoredEntry]:
        with self._lock:
            rows = self._rows[after_seq : None if limit is None else after_seq + limit]
        return iter(rows)

    def _last(self) -> tuple[int, object] | None:
        with self._lock:
            return (self._head.seq, self._head.hash) if self._rows else None

    def _snapshot_rows(self, upto_seq: int | None) -> Iterator[tuple[int, bytes, bytes, bytes]]:
        with self._lock:
            stored = sorted(self._snapshots.items(), reverse=True)
        return ((seq, *parts) for seq, parts in stored if upto_seq is None or seq <= upto_seq)

    def _own_complaint(self) -> str | None:
        return None
