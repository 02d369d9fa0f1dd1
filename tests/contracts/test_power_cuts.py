"""Acknowledged means durable: hundreds of power cuts, each at another operation of the disk.

The same cuts against a journal that does not sync, or on a disk that lies about it, must lose entries: they prove
that this test can fail. Every cut has a seed; a failure prints it, and `_cut(seed, …)` plays it again.
"""

import os
from dataclasses import dataclass
from pathlib import Path
from random import Random

import apsw
import pytest

from contracts.unreliable_disk import UnreliableDisk, power_cut_at
from highroad.adapters.storage.sqlite import SqliteJournal
from highroad.core.words.journal import JournalError, NewEntry

CUTS = int(os.environ.get("HIGHROAD_TEST_POWER_CUTS", "500"))  # a night may have tens of thousands
CONTROL_CUTS = 60
CHECKPOINT_PAGES = 60  # so that cuts fall into checkpoints too


class SmallSteps(SqliteJournal):
    """The real journal, checkpointing often."""

    def _settle(self, connection: apsw.Connection) -> None:
        super()._settle(connection)
        connection.pragma("wal_autocheckpoint", CHECKPOINT_PAGES)


class NormalSync(SmallSteps):
    """What most recipes for WAL advise; the journal refuses it, so the refusal is taken out here."""

    synchronous = "normal"

    def _assert_durable(self, connection: apsw.Connection) -> None:
        assert connection.pragma("synchronous") == 1


class NoSync(SmallSteps):
    synchronous = "off"

    def _assert_durable(self, connection: apsw.Connection) -> None:
        assert connection.pragma("synchronous") == 0


@dataclass
class Outcome:
    acknowledged: int
    lost: int = 0
    damage: str = ""


def _work_until_the_cut(journal: SqliteJournal, dice: Random) -> tuple[list[NewEntry], int]:
    """Groups of entries and now and then a snapshot. Returns what was acknowledged and the size of the open group."""
    acknowledged: list[NewEntry] = []
    group: list[NewEntry] = []
    try:
        epoch = journal.acquire("ada", at=0, lease_ms=1_000).epoch
        while True:
            count = dice.randint(1, 20)
            group = [
                NewEntry(n, f"c{n}", dice.randbytes(dice.choice((5, 80, 400, 6_000))))
                for n in range(len(acknowledged), len(acknowledged) + count)
            ]
            journal.append(epoch, group)
            acknowledged += group
            group = []
            if dice.random() < 0.1:
                journal.save_snapshot(epoch, len(acknowledged), b"digest", dice.randbytes(20_000))
    except JournalError:
        return acknowledged, len(group)


def _cut(seed: int, kind: type[SqliteJournal], home: Path, *, disk_lies: bool = False) -> Outcome:
    dice = Random(seed)
    path = home / f"{seed}.journal"
    disk = UnreliableDisk(power_cut_at(dice.randint(5, 900)), lies=disk_lies)
    acknowledged: list[NewEntry] = []
    in_flight = 0
    try:
        journal = kind(path, vfs=disk.name)
    except JournalError:
        pass  # the power went while the file was being made: nothing was acknowledged yet
    else:
        acknowledged, in_flight = _work_until_the_cut(journal, dice)
        journal.close()
    disk.lay_out(dice)
    disk.remove()
    outcome = _what_is_left(path, acknowledged, in_flight)
    for file in home.iterdir():
        file.unlink()
    return outcome


def _what_is_left(path: Path, acknowledged: list[NewEntry], in_flight: int) -> Outcome:
    outcome = Outcome(len(acknowledged))
    try:
        journal = SqliteJournal(path)
    except JournalError as error:
        outcome.damage = f"does not open: {error}"
        return outcome
    try:
        verdict = journal.verify()
        if not verdict.is_sound:
            outcome.damage = f"{verdict.fault} at {verdict.bad_seq}: {verdict.why}"
            return outcome
        stored = [NewEntry(e.at, e.command_id, e.body) for e in journal.read()]
        outcome.lost = len(acknowledged) - len(stored[: len(acknowledged)])
        if stored[: len(acknowledged)] != acknowledged[: len(stored)]:
            outcome.damage = "other entries than the acknowledged ones"
        elif len(stored) - len(acknowledged) not in {0, in_flight} and not outcome.lost:
            outcome.damage = "a group was stored in part"
        epoch = journal.acquire("ada", at=1_000, lease_ms=1_000).epoch
        journal.append(epoch, [NewEntry(0, "life goes on", b"")])
    except JournalError as error:
        outcome.damage = str(error)
    finally:
        journal.close()
    return outcome


@pytest.mark.slow
def test_no_acknowledged_entry_is_lost_in_any_power_cut(tmp_path: Path) -> None:
    acknowledged = 0
    for seed in range(CUTS):
        outcome = _cut(seed, SmallSteps, tmp_path)
        harmed = outcome.lost or outcome.damage
        assert not harmed, f"seed {seed}: {outcome}"
        acknowledged += outcome.acknowledged
    assert acknowledged > CUTS * 50, "the cuts came before there was anything to lose"


@pytest.mark.parametrize(
    ("kind", "disk_lies"),
    [(NormalSync, False), (NoSync, False), (SmallSteps, True)],
    ids=["synchronous=normal", "synchronous=off", "a disk that lies"],
)
def test_the_same_cuts_find_a_journal_that_does_not_sync(
    kind: type[SqliteJournal], disk_lies: bool, tmp_path: Path
) -> None:
    outcomes = [_cut(seed, kind, tmp_path, disk_lies=disk_lies) for seed in range(CONTROL_CUTS)]
    caught = [outcome for outcome in outcomes if outcome.lost or outcome.damage]
    assert len(caught) > CONTROL_CUTS // 10, f"only {len(caught)} of {CONTROL_CUTS} cuts did harm"
