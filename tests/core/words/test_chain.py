"""The chain's framing is fixed for ever: anyone may check a journal by the docstring alone, years later."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highroad.core.words.chain import Anchor, ChainFault, Fault, Head, StoredEntry, entry_hash, genesis, walk

Content = tuple[bytes, int, int, str, bytes]
numbers = st.integers(1, 2**63 - 1)
names = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=20)
contents = st.tuples(
    st.binary(min_size=32, max_size=32), numbers, st.integers(-(2**63), 2**63 - 1), names, st.binary()
)


def test_the_genesis_is_the_one_that_was_published() -> None:
    assert genesis("main") == sha256(b"highroad journal 1\nmain").digest()


@given(contents)
def test_an_entrys_hash_follows_the_written_framing(content: Content) -> None:
    prev_hash, seq, at, command_id, body = content
    framed = prev_hash + seq.to_bytes(8, "big") + at.to_bytes(8, "big", signed=True)
    framed += len(command_id).to_bytes(4, "big") + command_id.encode() + len(body).to_bytes(8, "big") + body
    assert entry_hash(*content) == sha256(framed).digest()


@given(contents, contents)
def test_no_two_entries_share_a_hash(one: Content, other: Content) -> None:
    assert (entry_hash(*one) == entry_hash(*other)) == (one == other)


def test_moving_a_byte_between_id_and_body_changes_the_hash() -> None:
    assert entry_hash(bytes(32), 1, 0, "ab", b"c") != entry_hash(bytes(32), 1, 0, "a", b"bc")


def _rows(number: int) -> tuple[Head, list[StoredEntry]]:
    before = Head(0, genesis("main"))
    rows, prev_hash = [], before.hash
    for seq in range(1, number + 1):
        prev_hash = entry_hash(prev_hash, seq, 5, f"c{seq}", b"{}")
        rows.append(StoredEntry(seq, 5, f"c{seq}", b"{}", prev_hash))
    return before, rows


@pytest.mark.parametrize("gone", [0, 3, 8])
def test_a_missing_entry_is_named(gone: int) -> None:
    before, rows = _rows(10)
    del rows[gone]
    with pytest.raises(ChainFault) as found:
        list(walk(rows, before))
    assert (found.value.fault, found.value.seq) == (Fault.MISSING, gone + 1)


@pytest.mark.parametrize(
    "damaged",
    [
        StoredEntry(1, "5", "c1", b"{}", bytes(32)),
        StoredEntry(1, 5, None, b"{}", bytes(32)),
        StoredEntry(1, 5, "é", b"{}", bytes(32)),
        StoredEntry(1, 5, "c1", "{}", bytes(32)),
        StoredEntry(1, 5, "c1", b"{}", None),
    ],
)
def test_an_entry_of_another_shape_is_unreadable_not_a_crash(damaged: StoredEntry) -> None:
    with pytest.raises(ChainFault) as found:
        list(walk([damaged], Head(0, genesis("main"))))
    assert found.value.fault is Fault.UNREADABLE


def test_one_floors_entries_do_not_pass_for_anothers() -> None:
    _, rows = _rows(1)
    with pytest.raises(ChainFault):
        list(walk(rows, Head(0, genesis("north"))))


def test_an_anchor_survives_being_written_down() -> None:
    anchor = Anchor("main", 12, sha256(b"x").digest())
    assert Anchor.parse(f"{anchor}\n") == anchor


@pytest.mark.parametrize("line", ["", "main 1", f"main x {'0' * 64}", "main 1 00", f"Main 1 {'0' * 64}", "a b c d"])
def test_a_line_that_is_no_anchor_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match=r"anchor|floor"):
        Anchor.parse(line)
