"""The live service: what it acknowledges is durable, what is repeated is done once, what fails says so."""

from __future__ import annotations

import pytest

from core.engine.floors import ADA, HAL, NINE
from highroad.adapters.storage.memory import MemoryJournal
from highroad.core.engine import desk, snapshot
from highroad.core.words.journal import JournalBroken
from highroad.modules.floor.live.hub import Hub
from highroad.modules.floor.live.news import Newsroom
from highroad.modules.floor.service.clock import Clock, DayClock
from highroad.modules.floor.service.commands import Command
from highroad.modules.floor.service.host import Host, NotReadable, Unavailable
from highroad.modules.floor.service.memory import recall
from live.service import Hand, do, furnish, sit_down


def test_a_call_rings_is_answered_and_wrapped(host: Host) -> None:
    sit_down(host, ADA)
    call = do(host, "arrive", queue="family")
    assert call.accepted
    assert host.look(lambda engine: engine.floor.agents[ADA].contact) == call.contact
    for name in ("answer", "end"):
        assert do(host, name, contact=call.contact, agent=ADA).accepted
    assert do(host, "wrap", contact=call.contact, agent=ADA, disposition="resolved").accepted
    assert host.look(lambda engine: engine.floor.contacts) == {}


def test_a_command_sent_twice_is_done_once_and_answers_the_same(host: Host) -> None:
    first = do(host, "arrive", id="from-the-pbx-1", queue="family")
    again = do(host, "arrive", id="from-the-pbx-1", queue="family")
    assert again.repeated
    assert (again.contact, again.seq) == (first.contact, first.seq)
    assert host.look(lambda engine: len(engine.floor.contacts)) == 1


def test_a_refusal_is_not_journaled(host: Host, journal: MemoryJournal) -> None:
    before = journal.head().seq
    outcome = do(host, "answer", contact=77, agent=ADA)
    assert outcome.refusal is not None
    assert outcome.refusal.code == "not_offered"
    assert journal.head().seq == before


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("fly", {}, "There is no command"),
        ("answer", {"contact": 1}, "needs “agent”"),
        ("answer", {"contact": "1", "agent": 2}, "is a whole number"),
        ("hang_up", {"contact": 1, "loud": 1}, "does not take loud"),
        ("arrive", {"queue": "family", "caller": "608-555-0101"}, "is a code"),
        ("arrive", {"queue": "family", "caller": "Lena Marin"}, "is a code"),
    ],
)
def test_nonsense_is_refused_in_words_before_any_engine_sees_it(
    host: Host, name: str, arguments: dict[str, object], words: str
) -> None:
    with pytest.raises(NotReadable, match=words):
        host.submit(Command("x", name, arguments))


def test_time_alone_makes_a_missed_offer_and_journals_it(host: Host, hand: Hand, journal: MemoryJournal) -> None:
    sit_down(host, ADA)
    call = do(host, "arrive", queue="family")
    hand.at += 21_000
    do(host, "restore_connection", agent=ADA)
    assert host.look(lambda engine: desk.STATE_NAMES[engine.floor.agents[ADA].state]) == "away"
    assert any(b"offer_missed" in entry.body for entry in journal.read())
    assert host.look(lambda engine: engine.floor.contacts[call.contact].agent) == 0


def test_after_a_stop_the_floor_is_what_it_was(journal: MemoryJournal, hand: Hand, host: Host) -> None:
    sit_down(host, ADA)
    do(host, "arrive", queue="family")
    do(host, "arrive", queue="helpline")
    before = host.look(lambda engine: snapshot.dump(engine.floor))
    host.stop()
    again = Host(journal, Clock(hand))
    again.start()
    assert again.look(lambda engine: snapshot.dump(engine.floor)) == before
    again.stop()


def test_a_snapshot_that_lies_is_passed_over(journal: MemoryJournal, host: Host) -> None:
    sit_down(host, ADA)
    truth = host.look(lambda engine: snapshot.digest(engine.floor))
    journal.save_snapshot(1, journal.head().seq, b"\0" * 32, b'{"form": 1}')
    floor, _ = recall(journal)
    assert snapshot.digest(floor) == truth


class BreakingJournal(MemoryJournal):
    """A journal whose disk is full from some moment on."""

    full = False

    def append(self, epoch, entries):  # type: ignore[no-untyped-def]
        if self.full:
            message = "disk full"
            raise JournalBroken(message)
        return super().append(epoch, entries)


def test_a_full_disk_stops_the_floor_in_words_and_loses_nothing_acknowledged(hand: Hand) -> None:
    journal = BreakingJournal("main")
    host = Host(journal, Clock(hand))
    host.start()
    furnish(host)
    sit_down(host, HAL)
    truth = host.look(lambda engine: snapshot.dump(engine.floor))
    journal.full = True
    with pytest.raises(Unavailable, match="must be started again"):
        do(host, "arrive", queue="family")
    with pytest.raises(Unavailable):
        do(host, "arrive", queue="family")
    assert not host.running
    journal.full = False
    floor, _ = recall(journal)
    assert snapshot.dump(floor) == truth


def test_screens_are_told_what_changed(host: Host) -> None:
    hub = Hub()
    newsroom = Newsroom(hub)
    host.look(lambda engine: newsroom.begin(engine, []))
    host.listeners.append(newsroom)
    sit_down(host, ADA)
    call = do(host, "arrive", queue="family")
    assert hub.snapshot("board")["people"]["states"]["offered"] == 1
    assert hub.snapshot("board")["queue:family"]["waiting"] == 1
    assert hub.snapshot(f"desk:{ADA}")["me"]["call"]["id"] == call.contact
    do(host, "answer", contact=call.contact, agent=ADA)
    assert hub.snapshot("board")["queue:family"]["service_level_b"] == 1.0
    assert hub.snapshot("board")["queue:family"]["waiting"] == 0
    assert f"contact:{call.contact}" not in hub.snapshot("floor")


def test_a_clock_set_back_stands_still() -> None:
    hand = Hand(NINE)
    clock = Clock(hand)
    assert clock.now() == NINE
    hand.at -= 3_600_000
    assert clock.now() == NINE
    hand.at += 3_700_000
    assert clock.now() == NINE + 100_000


def test_a_demo_day_changes_its_speed_without_a_jump() -> None:
    seconds = [0.0]
    clock = DayClock(NINE, speed=4, monotonic=lambda: seconds[0])
    seconds[0] = 10
    assert clock.now() == NINE + 40_000
    clock.run_at(1)
    assert clock.now() == NINE + 40_000
    seconds[0] = 11
    assert clock.now() == NINE + 41_000
    assert clock.seconds_until(NINE + 43_000) == 2.0


def test_a_floor_waits_for_a_lease_that_runs_out(hand: Hand, journal: MemoryJournal) -> None:
    journal.acquire("killed", NINE, 15_000)

    class Hurried(Clock):
        """Waiting for the lease lets its time pass at once."""

        def seconds_until(self, at: int) -> float:
            hand.at = max(hand.at, at)
            return 0.0

    host = Host(journal, Hurried(hand))
    host.start()
    assert host.running
    host.stop()
