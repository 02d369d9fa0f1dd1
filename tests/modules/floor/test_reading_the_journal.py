"""Rows for reports come from facts alone: read twice, cut anywhere, they are the same."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.engine.test_everything_holds import a_wild_day
from highroad.core.engine import desk
from highroad.core.engine.record import Recorded, apply
from highroad.modules.floor.models import DeskSpell, QueueLeg, Reading, Worked
from highroad.modules.floor.reports.books import Books
from highroad.modules.floor.reports.projector import Projector, forget
from highroad.modules.floor.reports.spells import Spells
from highroad.modules.floor.service.memory import Heard


def entries(facts: list[Recorded], size: int = 3) -> list[Heard]:
    groups = [facts[start : start + size] for start in range(0, len(facts), size)]
    return [Heard(seq, group[-1][1], "test", "test", group) for seq, group in enumerate(groups, 1)]


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32), cut=st.floats(0, 1))
def test_cutting_the_facts_anywhere_gives_the_same_rows(seed: int, cut: float) -> None:
    _, recorder = a_wild_day(seed, 200)
    whole, whole_spells = Books(), Spells()
    for fact in recorder.facts:
        apply(whole, fact)
        apply(whole_spells, fact)
    half = int(len(recorder.facts) * cut)
    first, spells = Books(), Spells()
    for fact in recorder.facts[:half]:
        apply(first, fact)
        apply(spells, fact)
    second, second_spells = Books(), Spells()
    second.restore(first.state())
    second_spells.restore(spells.state())
    for fact in recorder.facts[half:]:
        apply(second, fact)
        apply(second_spells, fact)
    assert first.take() + second.take() == whole.take()
    assert spells.take() + second_spells.take() == whole_spells.take()


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_books_follow_every_desk_as_the_engine_does(seed: int) -> None:
    engine, recorder = a_wild_day(seed, 200)
    spells, books = Spells(), Books()
    for fact in recorder.facts:
        apply(spells, fact)
        apply(books, fact)
    told = {agent: (one.state, one.reason) for agent, one in spells.desks.items() if one.state != desk.SIGNED_OUT}
    truth = {
        person.id: (person.state, person.reason)
        for person in engine.floor.agents.values()
        if person.state != desk.SIGNED_OUT
    }
    assert told == truth
    waiting = [call for call in engine.floor.contacts.values() if call.answered == 0 and call.queue]
    assert set(books.open.legs) >= {call.id for call in waiting if call.state == 1}


@pytest.mark.django_db
@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**16), cut=st.floats(0, 1))
def test_reading_again_after_a_stop_doubles_nothing(seed: int, cut: float) -> None:
    forget("main")
    _, recorder = a_wild_day(seed, 150)
    heard = entries(recorder.facts)
    half = int(len(heard) * cut)
    Projector("main").read(heard[:half])
    Projector("main").read(heard)
    rows = everything()
    forget("main")
    Projector("main").read(heard)
    assert everything() == rows
    assert Reading.objects.get(floor="main").seq == len(heard)


def everything() -> list[list[tuple[Any, ...]]]:
    return [
        list(table.objects.order_by("seq", "place").values_list("seq", "place", "agent"))
        for table in (QueueLeg, Worked, DeskSpell)
    ]
