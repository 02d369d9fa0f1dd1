"""The morning: the same seed the same entries, and a journal that replays to the same floor."""

from __future__ import annotations

import orjson
import pytest
from django.core.management import call_command

from demo.conftest import a_morning
from highroad.core.engine import snapshot
from highroad.core.engine.facts import Facts
from highroad.core.engine.floor import Floor
from highroad.core.engine.record import apply
from highroad.modules.floor.service.memory import from_entry

pytestmark = pytest.mark.django_db


def test_the_same_seed_gives_the_same_morning_in_the_journal(rows: None) -> None:
    bodies = []
    for _ in range(2):
        call_command("flush", verbosity=0, interactive=False)
        _, journal = a_morning(7)
        bodies.append([facts_without_numbers(entry.body) for entry in journal.read()])
    assert len(bodies[0]) > 300
    assert bodies[0] == bodies[1]


def facts_without_numbers(body: bytes) -> list[list[object]]:
    """The facts without what the database numbers: people count on from run to run, cases' tokens are random."""
    facts = orjson.loads(body)["f"]
    return [[one for one in fact if not isinstance(one, (int, str)) or isinstance(one, str)] for fact in facts
            if fact[0] not in {"contact_identified", "policy_adopted"}]  # fmt: skip


def test_the_morning_can_be_replayed_to_the_same_floor(rows: None) -> None:
    day, journal = a_morning()
    floor = Floor(Facts())
    for entry in journal.read():
        for fact in from_entry(entry.seq, entry.at, entry.body).facts:
            apply(floor, fact)
    assert snapshot.digest(floor) == snapshot.digest(day.engine.floor)
