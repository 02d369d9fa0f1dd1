"""Damage and tampering: every flipped bit within a record is named by its sequence number, so is every forgery."""

import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from shutil import copyfile

import apsw
import pytest

from highroad.adapters.storage.sqlite import SqliteJournal
from highroad.adapters.storage.sqlite_reading import SqliteReader
from highroad.core.words.chain import Anchor, Entry, Fault, Verdict, entry_hash
from highroad.core.words.journal import Corrupt, JournalError, NewEntry

ENTRIES = 400
FLIPS_IN_RECORDS = 1_000
FLIPS_ANYWHERE = 300


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed journal, all of it in the one file."""
    path = tmp_path_factory.mktemp("sound") / "floor.journal"
    journal = SqliteJournal(path)
    epoch = journal.acquire("ada", 0, 1_000).epoch
    dice = Random(1)
    for n in range(0, ENTRIES, 20):
        group = [
            NewEntry(1_700_000_000_000 + m, f"command-{m:06}", dice.randbytes(dice.choice((20, 300, 9_000))))
            for m in range(n, n + 20)
        ]
        journal.append(epoch, group)
    journal.close()
    return path


@pytest.fixture(scope="module")
def entries(sound: Path) -> list[Entry]:
    reader = SqliteReader(sound)
    whole = list(reader.read())
    reader.close()
    assert len(whole) == ENTRIES
    return whole


def _verdict(path: Path, anchors: list[Anchor] | None = None) -> Verdict | None:
    """What verification says; None when the file does not even open as a journal, which nobody overlooks."""
    try:
        reader = SqliteReader(path)
    except JournalError:
        return None
    try:
        return reader.verify(anchors=anchors or [])
    finally:
        reader.close()


def _places(image: bytes, entries: list[Entry]) -> list[tuple[int, int, int]]:
    """Where records' bytes lie in the file: (start, length, seq) of each hash and each id beside its hash.

    The hash is the last column; body and id stand right before it in the same record when it fits its page. Pages
    that were split keep stale copies in their unused space, so only entries that stand in the file once are taken.
    """
    places = []
    for entry in entries:
        if image.count(entry.hash) > 1:
            continue
        start = image.index(entry.hash)
        places.append((start, len(entry.hash), entry.seq))
        if len(entry.body) < 1_000:
            inline = entry.command_id.encode() + entry.body + entry.hash
            assert image[start + 32 - len(inline) : start + 32] == inline
            places.append((start + 32 - len(inline), len(inline), entry.seq))
    assert len(places) > len(entries), "too few places to flip"
    return places


def test_every_bit_flipped_within_a_record_is_named(sound: Path, entries: list[Entry], tmp_path: Path) -> None:
    image = sound.read_bytes()
    places = _places(image, entries)
    dice = Random(2)
    copy = tmp_path / "floor.journal"
    copy.write_bytes(image)
    for flip in range(FLIPS_IN_RECORDS):
        start, length, seq = dice.choice(places)
        where, bit = start + dice.randrange(length), dice.randrange(8)
        with copy.open("r+b") as file:
            file.seek(where)
            file.write(bytes([image[where] ^ (1 << bit)]))
        verdict = _verdict(copy)
        assert verdict is not None
        assert verdict.bad_seq == seq, f"flip {flip}: bit {bit} of byte {where}: {verdict}"
        with copy.open("r+b") as file:
            file.seek(where)
            file.write(image[where : where + 1])


def _first_difference(path: Path, entries: list[Entry]) -> int | None:
    """The first entry that is not handed out as it was written, asked without the journal's own code."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    seq = 1
    try:
        for row in connection.execute("select seq, at, command_id, body, hash from entry order by seq"):
            if seq > len(entries):
                return seq
            e = entries[seq - 1]
            if row != (e.seq, e.at, e.command_id.encode(), e.body, e.hash):
                return seq
            seq += 1
    except (apsw.Error, UnicodeDecodeError):
        return seq
    finally:
        connection.close()
    return None if seq == len(entries) + 1 else seq


def test_a_bit_flipped_anywhere_is_noticed_when_it_changes_an_entry(
    sound: Path, entries: list[Entry], tmp_path: Path
) -> None:
    image = sound.read_bytes()
    head = Anchor("main", ENTRIES, entries[-1].hash)
    dice = Random(3)
    copy = tmp_path / "floor.journal"
    harmful = 0
    for flip in range(FLIPS_ANYWHERE):
        where, bit = dice.randrange(100, len(image)), dice.randrange(8)
        damaged = bytearray(image)
        damaged[where] ^= 1 << bit
        copy.write_bytes(damaged)
        verdict = _verdict(copy, [head])
        if verdict is None:
            continue
        expected = _first_difference(copy, entries)
        harmful += expected is not None
        if expected is not None:
            assert verdict.bad_seq == expected, f"flip {flip}: bit {bit} of byte {where}: {verdict}"
    assert harmful > FLIPS_ANYWHERE // 2


def test_replay_stops_before_the_first_damaged_entry(sound: Path, entries: list[Entry], tmp_path: Path) -> None:
    image = bytearray(sound.read_bytes())
    image[image.index(entries[249].hash)] ^= 1
    copy = tmp_path / "floor.journal"
    copy.write_bytes(image)
    reader = SqliteReader(copy)
    replayed: list[Entry] = []
    with pytest.raises(Corrupt) as damage:  # noqa: PT012 - what came before the damage is what is asked
        for entry in reader.read():
            replayed.append(entry)  # noqa: PERF402 - the same
    reader.close()
    assert damage.value.seq == 250
    assert replayed == entries[:249]


Tamper = Callable[[apsw.Connection], object]


def _delete(eve: apsw.Connection) -> None:
    eve.execute("delete from entry where seq = 200")


def _delete_and_close_up(eve: apsw.Connection) -> None:
    eve.execute("delete from entry where seq = 200")
    for seq in range(201, ENTRIES + 1):
        eve.execute("update entry set seq = ? where seq = ?", (seq - 1, seq))


def _swap(eve: apsw.Connection) -> None:
    for old, new in ((200, 10_000), (201, 200), (10_000, 201)):
        eve.execute("update entry set seq = ? where seq = ?", (new, old))


def _insert(eve: apsw.Connection) -> None:
    for seq in range(ENTRIES, 199, -1):
        eve.execute("update entry set seq = ? where seq = ?", (seq + 1, seq))
    eve.execute("insert into entry values (200, 1, x'61', x'62', zeroblob(32))")


def _reword(eve: apsw.Connection) -> None:
    eve.execute("update entry set body = x'00' where seq = 200")


def _backdate(eve: apsw.Connection) -> None:
    eve.execute("update entry set at = at - 60000 where seq = 200")


def _reassign(eve: apsw.Connection) -> None:
    eve.execute("update entry set command_id = x'616161' where seq = 200")


@pytest.mark.parametrize(
    "tamper", [_delete, _delete_and_close_up, _swap, _insert, _reword, _backdate, _reassign], ids=lambda f: f.__name__
)
def test_each_kind_of_tampering_is_named(tamper: Tamper, sound: Path, tmp_path: Path) -> None:
    copy = tmp_path / "floor.journal"
    copyfile(sound, copy)
    eve = apsw.Connection(str(copy))
    tamper(eve)
    eve.close()
    verdict = _verdict(copy)
    assert verdict is not None
    assert verdict.bad_seq == 200


def test_a_cut_tail_is_invisible_inside_and_named_by_an_anchor(
    sound: Path, entries: list[Entry], tmp_path: Path
) -> None:
    copy = tmp_path / "floor.journal"
    copyfile(sound, copy)
    eve = apsw.Connection(str(copy))
    eve.execute("delete from entry where seq > 350")
    eve.close()
    without = _verdict(copy)
    assert without is not None
    assert without.is_sound
    verdict = _verdict(copy, [Anchor("main", 380, entries[379].hash)])
    assert verdict is not None
    assert (verdict.fault, verdict.bad_seq) == (Fault.CUT, 351)


def test_a_history_rewritten_to_its_end_is_named_by_an_anchor(
    sound: Path, entries: list[Entry], tmp_path: Path
) -> None:
    copy = tmp_path / "floor.journal"
    copyfile(sound, copy)
    eve = apsw.Connection(str(copy))
    prev_hash = entries[198].hash
    for e in entries[199:]:
        body = b"forged" if e.seq == 200 else e.body
        prev_hash = entry_hash(prev_hash, e.seq, e.at, e.command_id, body)
        eve.execute("update entry set body = ?, hash = ? where seq = ?", (body, prev_hash, e.seq))
    eve.close()
    before, after = Anchor("main", 150, entries[149].hash), Anchor("main", 300, entries[299].hash)
    verdict = _verdict(copy, [after, before])
    assert verdict is not None
    assert (verdict.fault, verdict.bad_seq) == (Fault.REWRITTEN, 300)


def test_a_broken_index_is_noticed_though_every_entry_is_sound(
    sound: Path, entries: list[Entry], tmp_path: Path
) -> None:
    """The index answers seen(): with a hole in it a repeated command would be accepted twice."""
    copy = tmp_path / "floor.journal"
    image = sound.read_bytes()
    verdicts = []
    for found in re.finditer(b"command-000123", image):  # in the record, in the index, perhaps in stale copies
        damaged = bytearray(image)
        damaged[found.end() - 1] ^= 0x40
        copy.write_bytes(damaged)
        verdict = _verdict(copy)
        assert verdict is not None
        unharmed = _first_difference(copy, entries) is None
        reader = SqliteReader(copy)
        if unharmed and reader.seen("command-000123") is None:
            verdicts.append((verdict.fault, verdict.bad_seq))
        reader.close()
    assert verdicts == [(Fault.STORE, None)]
