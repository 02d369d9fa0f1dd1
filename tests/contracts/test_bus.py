"""Both buses keep the contract; and a reader that resumes by sequence is right whatever becomes of the hints."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from threading import Thread

import pytest

from contracts.bus_contract import ARRIVES_S_MAX, BusContract, listen
from contracts.journal_contract import news
from highroad.adapters.bus.following import Follower
from highroad.adapters.bus.in_process import InProcessBus
from highroad.adapters.bus.opening import open_bus
from highroad.adapters.storage.memory import MemoryJournal
from highroad.core.words.chain import Entry
from highroad.core.words.hints import Bus, Cancel, OnHint


class TestInProcessBus(BusContract):
    @pytest.fixture
    def bus(self) -> Iterator[Bus]:
        opened = open_bus()
        yield opened
        opened.close()


class NatsServer:
    """A server to be stopped and started again on the same port."""

    def __init__(self, binary: str) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._command = [binary, "-a", "127.0.0.1", "-p", str(self.port)]
        self.start()

    @property
    def address(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    def start(self) -> None:
        self._process = subprocess.Popen(self._command, stderr=subprocess.PIPE)
        assert self._process.stderr is not None
        for line in self._process.stderr:
            if b"Server is ready" in line:
                return
        pytest.fail("the NATS server did not start")

    def stop(self) -> None:
        self._process.terminate()
        self._process.communicate()


@pytest.fixture(scope="module")
def nats() -> Iterator[NatsServer]:
    pytest.importorskip("nats")
    # The wheel puts it beside Python, which need not be on the path.
    binary = shutil.which("nats-server") or shutil.which("nats-server", path=str(Path(sys.executable).parent))
    if binary is None:
        pytest.skip("no NATS server is installed")
    server = NatsServer(binary)
    yield server
    server.stop()


def _connected(bus: Bus) -> Bus:
    """Wait until a hint makes the round trip; hints before the connection are dropped, so they are repeated."""
    hints = listen(bus, "trial")
    for trial in range(1_000):
        bus.publish("trial", trial)
        try:
            hints.get(timeout=0.05)
        except Exception:  # noqa: BLE001 - queue.Empty: not yet
            continue
        return bus
    pytest.fail("the bus never connected")


class TestNatsBus(BusContract):
    @pytest.fixture
    def bus(self, nats: NatsServer) -> Iterator[Bus]:
        opened = _connected(open_bus(nats.address))
        yield opened
        opened.close()

    def test_a_hint_reaches_another_process_connection(self, bus: Bus, nats: NatsServer) -> None:
        other = _connected(open_bus(nats.address))
        hints = listen(other, "floor.main")
        bus.publish("floor.main", 12)
        assert hints.get(timeout=ARRIVES_S_MAX) == ("floor.main", 12)
        other.close()

    def test_a_server_that_was_away_is_found_again(self, bus: Bus, nats: NatsServer) -> None:
        nats.stop()
        bus.publish("floor.main", 1)  # dropped, and no one notices
        nats.start()
        _connected(bus)

    def test_without_a_server_publishing_costs_nothing_and_closing_works(self, nats: NatsServer) -> None:
        alone = open_bus("nats://127.0.0.1:9")
        for seq in range(10_000):
            alone.publish("floor.main", seq)
        alone.close()


@pytest.mark.parametrize("address", ["redis://x", "", "http://nats"])
def test_an_address_of_no_known_kind_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="address"):
        open_bus(address)


class UnreliableBus:
    """Loses, repeats, delays and reorders hints, by seeded dice."""

    def __init__(self, dice: Random, *, lost: float) -> None:
        self._bus, self._dice, self._lost = InProcessBus(), dice, lost
        self._late: list[tuple[str, int]] = []

    def publish(self, topic: str, seq: int) -> None:
        for _ in range(self._dice.choice((1, 1, 1, 3))):
            if self._dice.random() >= self._lost:
                self._late.append((topic, seq))
        self._dice.shuffle(self._late)
        while len(self._late) > 5:
            self._bus.publish(*self._late.pop())

    def subscribe(self, topic: str, on_hint: OnHint) -> Cancel:
        return self._bus.subscribe(topic, on_hint)

    def close(self) -> None:
        self._bus.close()


@pytest.mark.parametrize("lost", [0.0, 0.5, 1.0], ids=["reordered and repeated", "half lost", "all lost"])
@pytest.mark.parametrize("seed", range(5))
def test_hints_that_misbehave_change_only_how_late_a_reader_is(seed: int, lost: float) -> None:
    dice = Random(seed)
    journal, bus = MemoryJournal(), UnreliableBus(dice, lost=lost)
    epoch = journal.acquire("ada", 0, 1_000).epoch
    applied: list[Entry] = []
    follower = Follower(journal, applied.append)
    bus.subscribe("floor.main", follower.hinted)
    late_max = 0
    for n in range(300):
        head = journal.append(epoch, news(f"c{n}"))
        bus.publish("floor.main", head.seq)
        if follower.wait(timeout_s=0) or dice.random() < 0.02:  # woken, or the reader's own timer
            follower.catch_up()
        late_max = max(late_max, head.seq - follower.seq)
    assert late_max > 0, "the bus did not misbehave"
    follower.catch_up()
    assert applied == list(journal.read()), f"seed {seed}"


def test_a_reader_resumes_after_what_it_has_already_applied() -> None:
    journal = MemoryJournal()
    epoch = journal.acquire("ada", 0, 1_000).epoch
    journal.append(epoch, news("a", "b", "c"))
    applied: list[str] = []
    follower = Follower(journal, lambda entry: applied.append(entry.command_id), after_seq=2)
    assert follower.catch_up() == 1
    assert follower.catch_up() == 0
    assert applied == ["c"]


def test_a_reader_that_has_caught_up_sleeps_until_the_next_hint() -> None:
    journal = MemoryJournal()
    journal.append(journal.acquire("ada", 0, 1_000).epoch, news("a", "b"))
    follower = Follower(journal, lambda _entry: None)
    follower.hinted("floor.main", 2)
    assert follower.wait(timeout_s=0)
    follower.catch_up()
    follower.hinted("floor.main", 1)  # late
    follower.hinted("floor.main", 2)  # again
    assert not follower.wait(timeout_s=0)


def test_an_entry_whose_use_failed_is_the_next_one_again() -> None:
    journal = MemoryJournal()
    journal.append(journal.acquire("ada", 0, 1_000).epoch, news("a", "b"))
    failures = [RuntimeError("the screen was not ready")]
    applied: list[int] = []

    def apply(entry: Entry) -> None:
        if entry.seq == 2 and failures:
            raise failures.pop()
        applied.append(entry.seq)

    follower = Follower(journal, apply)
    with pytest.raises(RuntimeError, match="not ready"):
        follower.catch_up()
    assert (follower.seq, follower.catch_up(), applied) == (1, 1, [1, 2])


def test_a_hint_that_comes_while_reading_wakes_the_reader_again() -> None:
    journal = MemoryJournal()
    epoch = journal.acquire("ada", 0, 1_000).epoch
    journal.append(epoch, news("a"))

    def apply(entry: Entry) -> None:
        if entry.seq == 1:
            head = journal.append(epoch, news("b"))
            follower.hinted("floor.main", head.seq)

    follower = Follower(journal, apply)
    follower.hinted("floor.main", 1)
    follower.catch_up()
    assert follower.wait(timeout_s=0)


def test_a_waiting_reader_is_woken_from_another_thread() -> None:
    follower = Follower(MemoryJournal(), lambda _entry: None)
    engine = Thread(target=lambda: follower.hinted("floor.main", 1))
    engine.start()
    assert follower.wait(timeout_s=ARRIVES_S_MAX)
    engine.join()
