"""What becomes of people: lost connections, wishes, protected time, and contacts that change hands."""

from __future__ import annotations

from core.engine.floors import ADA, BEN, BOB, CARMEN, HAL, HEDY, MINUTE, NINE, SECOND, a_floor, sit_down, state
from highroad.core.engine import desk, life, snapshot
from highroad.core.engine.engine import Engine
from highroad.core.engine.facts import Facts
from highroad.core.engine.floor import Floor
from highroad.core.engine.record import Recorder, replay


def talking(recorder: Recorder | None = None) -> Engine:
    engine = a_floor(recorder, available=(ADA,))
    assert engine.arrive(NINE + MINUTE, 1, "family") is None
    assert engine.answer(NINE + MINUTE, 1, ADA) is None
    return engine


def protected(engine: Engine, agent: int, at: int) -> None:
    assert engine.move_desk(at, agent, desk.AWAY, "", agent) is None
    assert engine.move_desk(at, agent, desk.PROTECTED, "protected", agent) is None


def test_who_lost_the_connection_during_a_call_is_away_after_it_and_gets_no_call() -> None:
    engine = talking()
    at = NINE + 2 * MINUTE
    assert engine.lose_connection(at, ADA) is None
    assert engine.end(at, 1, ADA) is None
    assert engine.arrive(at, 2, "family") is None
    assert engine.wrap(at, 1, ADA, "done") is None
    assert (state(engine, ADA), engine.floor.agents[ADA].reason) == ("away", "connection_lost")
    assert engine.floor.contacts[2].state == life.QUEUED


def test_a_helper_without_a_connection_is_away_once_the_consult_is_over() -> None:
    engine = talking()
    at = NINE + 2 * MINUTE
    sit_down(engine, at, HAL)
    assert engine.consult_person(at, 1, ADA, 5, HAL) is None
    assert engine.answer(at, 5, HAL) is None
    assert engine.lose_connection(at, HAL) is None
    assert engine.end_consult(at, 1, ADA) is None
    assert state(engine, HAL) == "away"


def test_a_wish_for_a_break_holds_after_a_consult_and_after_an_offer_that_was_taken_back() -> None:
    engine = talking()
    at = NINE + 2 * MINUTE
    sit_down(engine, at, HAL)
    assert engine.consult_person(at, 1, ADA, 5, HAL) is None
    assert engine.answer(at, 5, HAL) is None
    assert engine.move_desk(at, HAL, desk.BREAK, "break", HAL) is None
    assert engine.end(at, 5, HAL) is None
    assert state(engine, HAL) == "break"
    sit_down_again(engine, at, BOB)
    assert engine.arrive(at, 7, "ebd") is None
    assert engine.move_desk(at, BOB, desk.BREAK, "break", BOB) is None
    assert engine.hang_up(at + SECOND, 7) is None
    assert state(engine, BOB) == "break"


def sit_down_again(engine: Engine, at: int, agent: int) -> None:
    if engine.floor.agents[agent].state == desk.SIGNED_OUT:
        sit_down(engine, at, agent)
    else:
        assert engine.move_desk(at, agent, desk.AVAILABLE, "", agent) is None


def test_protected_time_is_counted_once_when_a_direct_offer_is_taken_back() -> None:
    engine = talking()
    protected(engine, BOB, NINE + MINUTE)
    at = NINE + 31 * MINUTE
    assert engine.transfer_person(at, 1, ADA, BOB, "person", "long_term_care") is None
    assert engine.hang_up(at, 1) is None
    assert state(engine, BOB) == "protected"
    assert engine.move_desk(NINE + 61 * MINUTE, BOB, desk.AWAY, "", BOB) is None
    person = engine.floor.agents[BOB]
    assert engine.floor.protected_used(person, NINE + 61 * MINUTE) == 60 * MINUTE


def test_who_is_back_in_line_after_a_withdrawn_offer_has_kept_the_place() -> None:
    engine = a_floor(available=(HAL, HEDY))
    at = NINE + MINUTE
    assert engine.arrive(at, 1, "helpline") is None
    assert engine.hang_up(at + SECOND, 1) is None
    assert engine.floor.agents[HAL].since == NINE
    assert engine.arrive(at + 2 * SECOND, 2, "helpline") is None
    assert engine.floor.contacts[2].agent == HAL


def test_a_helper_who_passed_the_consult_on_can_still_wrap_it() -> None:
    recorder = Recorder()
    engine = talking(recorder)
    at = NINE + 2 * MINUTE
    sit_down(engine, at, HAL)
    sit_down(engine, at, HEDY)
    assert engine.consult_queue(at, 1, ADA, 5, "helpline", "helpline.escalated") is None
    assert engine.answer(at, 5, HAL) is None
    assert engine.tell_caller(at, 5, HAL) is None
    assert engine.transfer_queue(at, 5, HAL, "helpline", "other_program") is None
    assert engine.answer(at, 5, HEDY) is None
    assert engine.transfer_person(at, 1, ADA, HEDY, "lead", "escalation") is None
    assert engine.wrap(at, 5, HAL, "passed_on") is None
    assert state(engine, HAL) == "available"
    assert 5 not in engine.floor.contacts
    again = Floor(Facts())
    replay(again, recorder.facts)
    assert snapshot.dump(again) == snapshot.dump(engine.floor)


def test_a_consult_that_hangs_up_while_it_waits_gives_the_asker_the_caller_back() -> None:
    engine = talking()
    at = NINE + 2 * MINUTE
    assert engine.consult_queue(at, 1, ADA, 5, "helpline", "helpline.escalated") is None
    assert engine.hang_up(at, 5) is None
    assert state(engine, ADA) == "holding"
    assert engine.floor.contacts[1].consult == 0


def test_nobody_calls_a_consult_back() -> None:
    engine = talking()
    at = NINE + 2 * MINUTE
    assert engine.consult_queue(at, 1, ADA, 5, "helpline", "helpline.escalated") is None
    refusal = engine.request_callback(at, 5, 6)
    assert refusal is not None
    assert refusal.code == "no_callback"


def test_a_moved_contact_does_not_pass_one_that_comes_first_in_its_new_line() -> None:
    engine = a_floor(available=(BOB,))
    at = NINE + MINUTE
    assert engine.arrive(at, 1, "urgent") is None
    assert engine.arrive(at + SECOND, 2, "urgent") is None
    assert engine.move_contact(at + 2 * SECOND, 1, "ebd", CARMEN, "swap") is None
    assert engine.floor.contacts[2].agent == BOB
    assert engine.floor.contacts[1].state == life.QUEUED


def test_a_refused_contact_goes_on_in_the_circle_that_its_age_has_reached() -> None:
    engine = a_floor(available=(ADA, BEN))
    at = NINE + MINUTE
    assert engine.arrive(at, 1, "family") is None
    engine.advance(at + 19 * SECOND)
    assert engine.refuse(at + 19 * SECOND, 1, ADA, "headset") is None
    assert engine.move_desk(at + 19 * SECOND, ADA, desk.AVAILABLE, "", ADA) is None
    engine.advance(at + 35 * SECOND)
    assert engine.refuse(at + 35 * SECOND, 1, ADA, "headset") is None
    assert (engine.floor.contacts[1].ring, engine.floor.contacts[1].agent) == (1, BEN)


def test_a_reason_of_one_state_is_not_taken_for_another() -> None:
    engine = a_floor()
    assert engine.move_desk(NINE, ADA, desk.AWAY, "", ADA) is None
    for other in (desk.AWAY, desk.AVAILABLE, desk.BREAK):
        refusal = engine.move_desk(NINE, ADA, other, "protected", ADA)
        assert refusal is not None
        assert refusal.code == "unknown_reason"
