"""What every journal promises, as one suite that memory, SQLite and PostgreSQL run alike."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from highroad.core.words.chain import Anchor, Fault, genesis
from highroad.core.words.journal import DuplicateCommand, Fenced, Held, Journal, NewEntry

LEASE_MS = 5_000


def news(*names: str, at: int = 1_000) -> list[NewEntry]:
    """One new entry per command id; the body holds the id, so that a test can see whose facts it reads."""
    return [NewEntry(at, name, b'[{"fact":"%s"}]' % name.encode()) for name in names]


class JournalContract:
    """Subclasses give `journal`, a fresh one on every test; `epoch` is the tenure of its first engine."""

    @pytest.fixture
    def epoch(self, journal: Journal) -> int:
        return journal.acquire("ada", at=0, lease_ms=LEASE_MS).epoch

    # reading what was written

    def test_an_empty_journal_begins_at_its_floors_genesis(self, journal: Journal) -> None:
        head = journal.head()
        assert (head.seq, head.hash) == (0, genesis(journal.floor))
        assert list(journal.read()) == []
        assert journal.entry(1) is None
        assert journal.verify().is_sound

    def test_what_is_appended_is_read_back_in_order(self, journal: Journal, epoch: int) -> None:
        journal.append(epoch, news("a", "b"))
        head = journal.append(epoch, news("c", at=-7))
        entries = list(journal.read())
        assert [(e.seq, e.at, e.command_id) for e in entries] == [(1, 1_000, "a"), (2, 1_000, "b"), (3, -7, "c")]
        assert entries[2].body == b'[{"fact":"c"}]'
        assert journal.head() == head
        assert (head.seq, head.hash) == (3, entries[2].hash)

    def test_each_entry_carries_the_hash_of_the_one_before(self, journal: Journal, epoch: int) -> None:
        journal.append(epoch, news("a", "b", "c"))
        first, second, third = journal.read()
        assert first.prev_hash == genesis(journal.floor)
        assert (second.prev_hash, third.prev_hash) == (first.hash, second.hash)

    def test_a_reader_resumes_after_any_sequence_number(self, journal: Journal, epoch: int) -> None:
        journal.append(epoch, news(*(f"c{n}" for n in range(1_203))))
        whole = list(journal.read())
        assert len(whole) == 1_203
        for after in (0, 1, 499, 500, 501, 1_202, 1_203, 5_000):
            assert list(journal.read(after_seq=after)) == whole[after:]
        assert list(journal.read(after_seq=10, limit=600)) == whole[10:610]
        assert journal.entry(700) == whole[699]
        assert journal.entry(0) is None

    def test_bytes_of_any_kind_come_back_unchanged(self, journal: Journal, epoch: int) -> None:
        body = bytes(range(256)) * 3
        journal.append(epoch, [NewEntry(2**53, "odd", body), NewEntry(0, "empty", b"")])
        assert [(e.at, e.body) for e in journal.read()] == [(2**53, body), (0, b"")]

    # all or nothing, once and only once

    def test_a_command_is_found_by_its_id(self, journal: Journal, epoch: int) -> None:
        journal.append(epoch, news("a", "b"))
        assert (journal.seen("a"), journal.seen("b"), journal.seen("never")) == (1, 2, None)

    def test_a_group_with_a_known_command_is_refused_whole(self, journal: Journal, epoch: int) -> None:
        head = journal.append(epoch, news("a", "b"))
        with pytest.raises(DuplicateCommand) as refusal:
            journal.append(epoch, news("c", "b", "d"))
        assert (refusal.value.command_id, refusal.value.seq) == ("b", 2)
        assert journal.head() == head
        assert journal.seen("c") is None
        assert journal.append(epoch, news("c")).seq == 3

    def test_a_group_with_twins_is_refused_whole(self, journal: Journal, epoch: int) -> None:
        with pytest.raises(DuplicateCommand) as refusal:
            journal.append(epoch, news("a", "b", "a"))
        assert (refusal.value.command_id, refusal.value.seq) == ("a", None)
        assert journal.head().seq == 0

    def test_an_empty_group_changes_nothing(self, journal: Journal, epoch: int) -> None:
        head = journal.append(epoch, news("a"))
        assert journal.append(epoch, []) == head

    @pytest.mark.parametrize("name", ["", "x" * 129, "naïve", "new\nline", "nul\0"])
    def test_a_command_id_that_cannot_be_kept_is_refused(self, name: str) -> None:
        with pytest.raises(ValueError, match="command id"):
            NewEntry(0, name, b"")

    def test_a_body_past_the_bound_is_refused(self) -> None:
        with pytest.raises(ValueError, match="split it"):
            NewEntry(0, "big", bytes((1 << 20) + 1))

    # who may write

    def test_no_one_writes_without_a_tenure(self, journal: Journal) -> None:
        with pytest.raises(Fenced):
            journal.append(1, news("a"))

    def test_a_lease_keeps_others_waiting_until_it_runs_out(self, journal: Journal, epoch: int) -> None:
        with pytest.raises(Held) as refusal:
            journal.acquire("bob", at=LEASE_MS - 1, lease_ms=LEASE_MS)
        assert (refusal.value.owner, refusal.value.until) == ("ada", LEASE_MS)
        assert journal.acquire("bob", at=LEASE_MS, lease_ms=LEASE_MS).epoch == epoch + 1

    def test_a_renewed_lease_lasts_longer_under_the_same_epoch(self, journal: Journal, epoch: int) -> None:
        tenure = journal.renew(epoch, at=4_000, lease_ms=LEASE_MS)
        assert (tenure.epoch, tenure.owner, tenure.until) == (epoch, "ada", 9_000)
        with pytest.raises(Held):
            journal.acquire("bob", at=8_999, lease_ms=LEASE_MS)

    def test_an_engine_that_starts_again_need_not_wait_for_itself(self, journal: Journal, epoch: int) -> None:
        assert journal.acquire("ada", at=1, lease_ms=LEASE_MS).epoch == epoch + 1
        with pytest.raises(Fenced):
            journal.append(epoch, news("from the life before"))

    def test_a_stale_engine_is_fenced_from_every_write(self, journal: Journal, epoch: int) -> None:
        journal.append(epoch, news("a"))
        newer = journal.acquire("bob", at=LEASE_MS, lease_ms=LEASE_MS).epoch
        with pytest.raises(Fenced) as refusal:
            journal.append(epoch, news("b"))
        assert (refusal.value.epoch, refusal.value.current) == (epoch, newer)
        with pytest.raises(Fenced):
            journal.renew(epoch, at=LEASE_MS, lease_ms=LEASE_MS)
        with pytest.raises(Fenced):
            journal.save_snapshot(epoch, 1, b"digest", b"state")
        journal.release(epoch)
        assert journal.append(newer, news("c")).seq == 2
        assert [e.command_id for e in journal.read()] == ["a", "c"]
        assert journal.latest_snapshot() is None

    def test_a_lapsed_lease_does_not_fence_while_no_one_took_over(self, journal: Journal, epoch: int) -> None:
        assert journal.append(epoch, news("late", at=LEASE_MS * 10)).seq == 1
        assert journal.renew(epoch, at=LEASE_MS * 10, lease_ms=LEASE_MS).epoch == epoch

    def test_a_released_floor_is_free_at_once_and_its_old_engine_done(self, journal: Journal, epoch: int) -> None:
        journal.release(epoch)
        journal.release(epoch)
        with pytest.raises(Fenced):
            journal.append(epoch, news("a"))
        assert journal.acquire("bob", at=1, lease_ms=LEASE_MS).epoch > epoch

    # snapshots

    def test_the_newest_snapshot_at_or_before_a_sequence_is_found(self, journal: Journal, epoch: int) -> None:
        journal.append(epoch, news("a", "b", "c"))
        journal.save_snapshot(epoch, 1, b"one", b"state after one")
        journal.save_snapshot(epoch, 3, b"three", b"state after three")
        found = journal.latest_snapshot()
        assert found is not None
        assert (found.seq, found.digest, found.blob) == (3, b"three", b"state after three")
        before = journal.latest_snapshot(upto_seq=2)
        assert before is not None
        assert before.seq == 1
        assert journal.latest_snapshot(upto_seq=0) is None

    def test_old_snapshots_are_let_go(self, journal: Journal, epoch: int) -> None:
        journal.append(epoch, news("a", "b", "c", "d"))
        for seq in (1, 2, 3, 4):
            journal.save_snapshot(epoch, seq, b"d", b"s", keep=2)
        kept = [snapshot.seq for upto in (4, 3, 2, 1) if (snapshot := journal.latest_snapshot(upto))]
        assert kept == [4, 3]

    def test_a_snapshot_taken_again_replaces_the_first(self, journal: Journal, epoch: int) -> None:
        journal.append(epoch, news("a"))
        journal.save_snapshot(epoch, 1, b"d1", b"s1")
        journal.save_snapshot(epoch, 1, b"d2", b"s2")
        found = journal.latest_snapshot()
        assert found is not None
        assert (found.digest, found.blob) == (b"d2", b"s2")

    def test_a_snapshot_ahead_of_the_journal_is_refused(self, journal: Journal, epoch: int) -> None:
        journal.append(epoch, news("a"))
        with pytest.raises(ValueError, match="ahead"):
            journal.save_snapshot(epoch, 2, b"d", b"s")

    # proof

    def test_a_sound_journal_is_found_sound(self, journal: Journal, epoch: int) -> None:
        journal.append(epoch, news(*(f"c{n}" for n in range(700))))
        verdict = journal.verify()
        assert verdict.is_sound
        assert (verdict.entries_checked, verdict.head) == (700, journal.head())
        assert journal.verify(from_seq=601).entries_checked == 100

    def test_anchors_agree_with_the_history_they_remember(self, journal: Journal, epoch: int) -> None:
        anchors = []
        for name in ("a", "b", "c"):
            journal.append(epoch, news(name))
            anchors.append(Anchor.parse(str(journal.anchor())))
        assert journal.verify(anchors=anchors).is_sound
        assert journal.verify(from_seq=3, anchors=anchors).is_sound

    def test_verifying_from_past_the_end_checks_no_entry_and_blames_none(self, journal: Journal, epoch: int) -> None:
        journal.append(epoch, news("a", "b"))
        verdict = journal.verify(from_seq=9, anchors=[journal.anchor()])
        assert verdict.is_sound
        assert (verdict.entries_checked, verdict.head) == (0, journal.head())

    def test_an_anchor_notices_that_the_tail_is_gone(self, journal: Journal, epoch: int) -> None:
        journal.append(epoch, news("a", "b"))
        verdict = journal.verify(anchors=[Anchor(journal.floor, 5, bytes(32))])
        assert (verdict.fault, verdict.bad_seq) == (Fault.CUT, 3)

    def test_an_anchor_notices_another_history(self, journal: Journal, epoch: int) -> None:
        journal.append(epoch, news("a", "b"))
        good = journal.anchor()
        journal.append(epoch, news("c", "d"))
        verdict = journal.verify(anchors=[Anchor(journal.floor, 4, bytes(32)), good])
        assert (verdict.fault, verdict.bad_seq) == (Fault.REWRITTEN, 4)
        early = journal.verify(from_seq=3, anchors=[Anchor(journal.floor, 1, bytes(32))])
        assert (early.fault, early.bad_seq) == (Fault.REWRITTEN, 1)

    def test_an_anchor_of_another_floor_is_refused(self, journal: Journal) -> None:
        with pytest.raises(ValueError, match="floor"):
            journal.verify(anchors=[Anchor("elsewhere", 1, bytes(32))])

    # many at once

    def test_readers_in_other_threads_see_only_whole_groups(self, journal: Journal, epoch: int) -> None:
        def seqs_seen() -> list[int]:
            seen: list[int] = []
            while not seen or seen[-1] < 200:
                seen.append(journal.head().seq)
                last_group = journal.read(after_seq=max(0, seen[-1] - 5), limit=5) if seen[-1] else iter(())
                assert [e.seq for e in last_group] == list(range(seen[-1] + 1))[-5:][: seen[-1]]
            return seen

        with ThreadPoolExecutor(3) as threads:
            readers = [threads.submit(seqs_seen) for _ in range(2)]
            for n in range(40):
                journal.append(epoch, news(*(f"g{n}-{m}" for m in range(5))))
            for reader in readers:
                seen = reader.result(timeout=30)
                assert seen == sorted(seen)
                assert all(seq % 5 == 0 for seq in seen)

    def test_writers_in_several_threads_take_turns(self, journal: Journal, epoch: int) -> None:
        with ThreadPoolExecutor(4) as threads:
            heads = threads.map(lambda n: journal.append(epoch, news(f"t{n}")).seq, range(40))
        assert sorted(heads) == list(range(1, 41))
        assert journal.verify().is_sound

    def test_the_disk_is_timed(self, journal: Journal) -> None:
        time = journal.measure_fsync()
        assert 0 <= time.p50_us <= time.max_us
