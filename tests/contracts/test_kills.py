"""kill -9 under load, with clients that repeat what was not answered: nothing lost, nothing done twice.

The history is counted the way Jepsen's queue checker counts it. The store can hold an effect twice (the control
shows it), so a zero among the duplicates means something. A killed process leaves the system's page cache whole; what
a power cut does stands in test_power_cuts.py.
"""

import os
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from random import Random
from uuid import uuid4

import pytest

from contracts.engine_process import EngineProcess
from highroad.adapters.storage.opening import open_reader
from highroad.core.words.journal import JournalReader

KILLS = int(os.environ.get("HIGHROAD_TEST_KILLS", "20"))  # a night may have hundreds
POSTGRES_KILLS = 5
NEW_PER_LIFE = 150


@dataclass(frozen=True)
class History:
    """Six counters over commands and the effects found in the journal."""

    attempted: int
    acknowledged: int
    lost: int  # acknowledged, not stored
    unexpected: int  # stored, never attempted
    duplicated: int  # stored more than once
    recovered: int  # stored in a life that never acknowledged it


class Clients:
    """They send new commands, repeat unanswered ones, and now and then repeat an answered one."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self.attempted: set[str] = set()
        self.acknowledged: set[str] = set()
        self.recovered: set[str] = set()

    def next_commands(self, new: int) -> list[str]:
        fresh = [f"op{len(self.attempted) + n}" for n in range(new)]
        self.attempted.update(fresh)
        unanswered = sorted(self.attempted - self.acknowledged)
        late = [command for command in sorted(self.acknowledged) if self._dice.random() < 0.02]
        commands = unanswered + late
        self._dice.shuffle(commands)
        return commands + commands[: len(commands) // 10]  # a double click on one in ten

    def heard(self, acknowledgements: list[str]) -> None:
        self.acknowledged.update(acknowledgements)

    def life_ended(self, stored: set[str]) -> None:
        self.recovered |= stored - self.acknowledged


def _effects(reader: JournalReader) -> Counter[str]:
    try:
        return Counter(entry.body.decode() for entry in reader.read())
    finally:
        reader.close()


def _history(address: str, floor: str, mode: str, kills: int, seed: int) -> History:
    dice = Random(seed)
    clients = Clients(dice)
    for life in range(kills):
        # Each life's lease begins after the one before has run out: the dead engine could not give it back.
        engine = EngineProcess(address, floor=floor, mode=mode, at=life * 1_000)
        commands = clients.next_commands(NEW_PER_LIFE)
        engine.send(commands)
        clients.heard(engine.acknowledgements(dice.randrange(len(commands))))
        clients.heard(engine.kill())
        clients.life_ended(set(_effects(open_reader(address, floor))))
    last = EngineProcess(address, floor=floor, mode=mode, at=kills * 1_000)
    last.send(clients.next_commands(0))
    clients.heard(last.finish())
    assert last.process.returncode == 0
    reader = open_reader(address, floor)
    assert reader.verify().is_sound
    effects = _effects(reader)
    return History(
        attempted=len(clients.attempted),
        acknowledged=len(clients.acknowledged),
        lost=len(clients.acknowledged - effects.keys()),
        unexpected=len(effects.keys() - clients.attempted),
        duplicated=sum(1 for times in effects.values() if times > 1),
        recovered=len(clients.recovered),
    )


def _judge(history: History, kills: int, seed: int) -> None:
    print(history)  # noqa: T201 - the counters are the result; pytest shows them with -rP and on failure
    assert (history.lost, history.unexpected, history.duplicated) == (0, 0, 0), f"seed {seed}: {history}"
    assert history.attempted == history.acknowledged == kills * NEW_PER_LIFE
    assert history.recovered > 0, "no kill fell between a commit and its acknowledgement: the kills prove little"


@pytest.mark.slow
def test_killed_engines_lose_nothing_and_do_nothing_twice(tmp_path: Path) -> None:
    history = _history(str(tmp_path / "floor.journal"), "main", "careful", KILLS, seed=11)
    _judge(history, KILLS, seed=11)


def test_the_same_clients_find_an_engine_that_forgets_ids(tmp_path: Path) -> None:
    history = _history(str(tmp_path / "floor.journal"), "main", "forgetful", 3, seed=12)
    assert history.duplicated > 0
    assert history.lost == 0


@pytest.mark.slow
@pytest.mark.postgres
def test_killed_engines_on_postgresql_lose_nothing_and_do_nothing_twice(postgres_dsn: str) -> None:
    history = _history(postgres_dsn, f"kills-{uuid4().hex[:8]}", "careful", POSTGRES_KILLS, seed=13)
    _judge(history, POSTGRES_KILLS, seed=13)
