"""A day on the virtual clock: the same seed the same day, nobody stuck, nothing lost, and every promise audited."""

from __future__ import annotations

import os
import subprocess
import sys
from time import perf_counter

import pytest

from core.simulator.days import ROOT, THURSDAY, a_day, county
from highroad.core.engine import desk
from highroad.core.engine.facts import Facts
from highroad.core.engine.record import Recorder
from highroad.core.simulator.auditor import Broken, check_settled
from highroad.core.simulator.day import ClosedDay, Day, digest_of, why_not_fit


@pytest.fixture(scope="module")
def finished() -> Day:
    """A day that was played to its end."""
    day = a_day(seed=7)
    day.play()
    return day


def played(seed: int) -> str:
    recorder = Recorder()
    a_day(seed, listeners=(recorder,)).play()
    return digest_of(recorder)


def test_the_same_seed_gives_the_same_facts_and_another_seed_others() -> None:
    assert played(3) == played(3)
    assert played(3) != played(4)


def test_a_day_is_the_same_under_another_hash_seed() -> None:
    script = "from core.simulator.test_a_day import played; print(played(5))"
    path = f"{ROOT / 'src'}{os.pathsep}{ROOT / 'tests'}"
    said = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONPATH": path, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "4711")
    }
    assert said == {played(5) + "\n"}


@pytest.mark.parametrize("seed", range(1, 21))
def test_twenty_days_break_no_promise_and_leave_nobody_behind(seed: int) -> None:
    day = a_day(seed)
    for hour in range(8, 18):
        day.play(day.midnight + hour * 3_600_000)
        check_settled(day.engine.floor)
    day.play()
    assert day.auditor.count > 3000
    assert day.why_not_over() == []
    assert day.tally.waiting == {}
    for worker in day.workers:
        quota = next((group.protected_ms for group in day.policy.groups if group.key == worker.group), 0)
        used = day.engine.floor.protected_used(day.engine.floor.agents[worker.id], day.engine.floor.now)
        assert used <= quota, worker.token
        assert used >= quota * 0.95, worker.token


def test_a_day_played_in_pieces_is_the_same_day() -> None:
    whole, pieces = Recorder(), Recorder()
    a_day(9, listeners=(whole,)).play()
    day = a_day(9, listeners=(pieces,))
    for minute in range(7 * 60, 18 * 60, 7):
        day.play(day.midnight + minute * 60_000)
    day.play()
    assert digest_of(whole) == digest_of(pieces)


def test_the_auditor_hears_a_day_and_would_speak_up(finished: Day) -> None:
    with pytest.raises(Broken, match="is not here"):
        finished.auditor.contact_answered(finished.engine.floor.now, 987_654, 1)


def test_a_county_day_takes_a_moment() -> None:
    began = perf_counter()
    a_day(2).play()
    assert perf_counter() - began < 5  # a fifth of a second on an idle machine


def test_everything_a_floor_knows_happens_in_a_day() -> None:
    heard: set[str] = set()

    class Names(Recorder):
        pass

    names = Names()
    for seed in (1, 2):
        a_day(seed, listeners=(names,)).play()
    heard = {fact[0] for fact in names.facts}
    wanted = {
        "contact_held", "consult_begun", "contact_taken_over", "contact_transferred", "offer_missed",
        "contact_abandoned", "callback_requested", "ring_widened", "desk_planned", "contact_identified",
    }  # fmt: skip
    assert wanted - heard == set()


def test_an_escalated_caller_goes_to_the_lead_who_was_briefed() -> None:
    recorder = Recorder()
    a_day(1, listeners=(recorder,)).play()
    briefed: dict[int, int] = {}
    consults: dict[int, int] = {}
    escalations = 0
    for name, _at, contact, *rest in (fact for fact in recorder.facts if fact[0].startswith(("contact", "consult"))):
        if name == "consult_begun":
            consults[rest[1]] = contact
        elif name == "contact_answered" and contact in consults:
            briefed[consults[contact]] = rest[0]
        elif name == "contact_taken_over":
            escalations += 1
            assert briefed[contact] == rest[0]
    assert escalations > 3


def test_nobody_acts_for_a_desk_in_which_a_real_person_sits() -> None:
    day = a_day(6)
    day.play(day.midnight + 10 * 3_600_000)
    taken = next(worker.id for worker in day.workers if worker.signed_in and worker.contact)
    day.colleagues.take(taken)
    recorded: list[tuple[str, int]] = []

    class Listening(Facts):
        def desk_moved(self, at: int, agent: int, state: int, reason: str, by: int, why: str) -> None:
            recorded.append(("moved", agent))

        def contact_answered(self, at: int, contact: int, agent: int) -> None:
            recorded.append(("answered", agent))

    listening = Listening()
    before = day.engine.floor.listener

    class Both(Facts):
        def __getattribute__(self, name: str) -> object:
            def heard(*fact: object) -> None:
                getattr(before, name)(*fact)
                getattr(listening, name)(*fact)

            return heard

    day.engine.floor.listener = Both()
    day.play(day.midnight + 15 * 3_600_000)
    assert len(recorded) > 100
    assert [one for one in recorded if one[1] == taken] == []
    day.colleagues.give_back(taken)
    day.play()
    assert day.why_not_over() == []
    assert ("answered", taken) in recorded


def test_taking_a_chair_frees_its_desk_whatever_it_was_doing() -> None:
    for minute in range(8 * 60 + 5, 16 * 60, 23):
        day = a_day(minute)
        day.play(day.midnight + minute * 60_000)
        for worker in [one for one in day.workers if one.kind == "agent"][:12]:
            day.colleagues.take(worker.id)
            person = day.engine.floor.agents[worker.id]
            # Free, or already rung by the next caller in line; nothing of the simulated person's is left.
            assert person.state in desk.AT_WORK | {desk.SIGNED_OUT, desk.OFFERED}


def test_a_closed_day_says_so() -> None:
    scenario, policy = county()
    with pytest.raises(ClosedDay, match="2026-11-26"):
        Day(scenario, policy, 1, THURSDAY.replace(day=26))


def test_the_countys_day_fits_its_playbook() -> None:
    assert why_not_fit(*county()) == []


def test_busy_days_differ_in_how_many_call_but_not_in_what_is_expected() -> None:
    counts = [len(a_day(seed).callers.to_come) for seed in range(1, 31)]
    scenario, _ = county()
    usual = sum(kind.calls for kind in scenario.call_types)
    assert abs(sum(counts) / len(counts) - usual) < usual * 0.06
    assert max(counts) > min(counts) * 1.1
