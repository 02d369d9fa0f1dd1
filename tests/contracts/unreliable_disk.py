"""A disk in memory, as an SQLite file layer, that does what real disks do on their worst day.

It keeps what is durable apart from what was only written. A power cut loses each unsynced write with even odds, in
any order, and tears one in five of those it keeps at the 512-byte sectors. The disk can lie about syncing, fill up
and fail. Not modelled: the loss of a directory entry (creating and deleting a file count as durable at once).
"""

from collections.abc import Callable
from pathlib import Path
from random import Random
from uuid import uuid4

import apsw

SECTOR = 512
Change = tuple[int, bytes | None]  # offset and data, or a new size and None


class StoredFile:
    """One file: its durable image, what a reader sees now, and the changes between the two."""

    def __init__(self) -> None:
        self.durable = bytearray()
        self.live = bytearray()
        self.pending: list[Change] = []

    def change(self, change: Change) -> None:
        _apply(self.live, change)
        self.pending.append(change)

    def sync(self) -> None:
        self.durable[:] = self.live
        self.pending.clear()

    def after_a_power_cut(self, dice: Random) -> bytes:
        image = bytearray(self.durable)
        for change in self.pending:
            if dice.random() < 0.5:
                continue
            offset, data = change
            if data is None or dice.random() >= 0.2:
                _apply(image, change)
                continue
            for start in range(0, len(data), SECTOR):
                if dice.random() < 0.5:
                    _apply(image, (offset + start, data[start : start + SECTOR]))
        return bytes(image)


def _apply(image: bytearray, change: Change) -> None:
    offset, data = change
    if data is None:
        del image[offset:]
        return
    if len(image) < offset:
        image.extend(bytes(offset - len(image)))
    image[offset : offset + len(data)] = data


class UnreliableDisk:
    """The disk itself. `fault(kind, n)` is asked before the n-th write, sync, truncate or delete; it may raise."""

    def __init__(self, fault: Callable[[str, int], None], *, lies: bool = False) -> None:
        self.files: dict[str, StoredFile] = {}
        self.operations = 0
        self.name = f"unreliable-{uuid4().hex}"
        self._fault = fault
        self._lies = lies
        self._vfs = _Layer(self.name, self)

    def before(self, kind: str) -> None:
        self.operations += 1
        self._fault(kind, self.operations)

    def sync(self, file: StoredFile) -> None:
        self.before("sync")
        if not self._lies:
            file.sync()

    def remove(self) -> None:
        """Take the layer out of SQLite again."""
        self._vfs.unregister()

    def lay_out(self, dice: Random | None) -> None:
        """Write the files where the stock layer finds them: after a power cut by these dice, or as they stand."""
        for name, file in self.files.items():
            Path(name).write_bytes(bytes(file.live) if dice is None else file.after_a_power_cut(dice))


class _Layer(apsw.VFS):
    def __init__(self, name: str, disk: UnreliableDisk) -> None:
        self._disk = disk
        super().__init__(name, base="unix")

    def xFullPathname(self, name: str) -> str:  # noqa: N802 - SQLite's name
        return name

    def xAccess(self, pathname: str, flags: int) -> bool:  # noqa: N802 - SQLite's name
        return pathname in self._disk.files

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 - SQLite's name
        self._disk.before("delete")
        self._disk.files.pop(filename, None)

    def xOpen(self, name: str | apsw.URIFilename | None, flags: list[int]) -> "_OpenFile":  # type: ignore[override]  # noqa: N802 - any object with a file's methods will do
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        flags[1] = flags[0]
        file = StoredFile() if path is None else self._disk.files.setdefault(path, StoredFile())
        return _OpenFile(self._disk, file)


class _OpenFile:
    """SQLite's view of one open file. Locks are granted: the journal's connection is alone in its layer."""

    def __init__(self, disk: UnreliableDisk, file: StoredFile) -> None:
        self._disk = disk
        self._file = file

    def xRead(self, amount: int, offset: int) -> bytes:  # noqa: N802 - SQLite's name
        return bytes(self._file.live[offset : offset + amount])

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - SQLite's name
        try:
            self._disk.before("write")
        except PowerCut:
            self._file.change((offset, bytes(data)))  # under way when the power went: it may arrive or not
            raise
        except ShortWrite:
            self._file.change((offset, bytes(data[: len(data) // 2])))
            raise
        self._file.change((offset, bytes(data)))

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - SQLite's name
        self._disk.before("truncate")
        self._file.change((newsize, None))

    def xSync(self, flags: int) -> None:  # noqa: N802 - SQLite's name
        self._disk.sync(self._file)

    def xFileSize(self) -> int:  # noqa: N802 - SQLite's name
        return len(self._file.live)

    def xLock(self, level: int) -> None:  # noqa: N802 - SQLite's name
        """Granted."""

    def xUnlock(self, level: int) -> None:  # noqa: N802 - SQLite's name
        """Granted."""

    def xCheckReservedLock(self) -> bool:  # noqa: N802 - SQLite's name
        return False

    def xFileControl(self, op: int, ptr: int) -> bool:  # noqa: N802 - SQLite's name
        return False

    def xSectorSize(self) -> int:  # noqa: N802 - SQLite's name
        return SECTOR

    def xDeviceCharacteristics(self) -> int:  # noqa: N802 - SQLite's name
        return apsw.SQLITE_IOCAP_POWERSAFE_OVERWRITE

    def xClose(self) -> None:  # noqa: N802 - SQLite's name
        """Nothing is written by closing."""


class PowerCut(apsw.IOError):
    """The power is gone; every later operation meets the same."""


class ShortWrite(apsw.IOError):
    """Half of the data was written, then the device gave up."""


def power_cut_at(operation: int) -> Callable[[str, int], None]:
    """The power goes at this operation and does not come back."""

    def fault(_kind: str, n: int) -> None:
        if n >= operation:
            raise PowerCut

    return fault
