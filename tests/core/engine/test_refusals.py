"""Every refusal: reached by a command, said in words, and changing nothing."""

from __future__ import annotations

import ast
from collections.abc import Callable
from pathlib import Path

import pytest

from core.engine.floors import ADA, BEN, CARMEN, HAL, HEDY, MINUTE, NINE, SECOND, a_floor, a_policy, sit_down
from highroad.core.engine import desk, snapshot
from highroad.core.engine import engine as engine_room
from highroad.core.engine.engine import Engine
from highroad.core.engine.refusals import WORDS, Refusal
from highroad.core.words.policy import Queue, Ring, TransferRule

NIGHT = NINE + 13 * 60 * MINUTE
Case = Callable[[], tuple[Engine, Refusal | None]]


def talking(agent: int = ADA) -> Engine:
    """A floor where one agent talks in contact 1; it is NINE + MINUTE."""
    engine = a_floor(available=(agent,))
    assert engine.arrive(NINE + MINUTE, 1, "family" if agent != HAL else "helpline") is None
    assert engine.answer(NINE + MINUTE, 1, agent) is None
    return engine


def told(engine: Engine) -> Engine:
    assert engine.tell_caller(NINE + MINUTE, 1, ADA) is None
    return engine


def on_two(policy_changes: dict[str, object]) -> Engine:
    engine = a_floor()
    assert engine.adopt(NINE, a_policy(version=2, **policy_changes), 0) is None
    return engine


def after_quota() -> Engine:
    engine = a_floor()
    engine.move_desk(NINE, ADA, desk.AWAY, "", ADA)
    engine.move_desk(NINE, ADA, desk.PROTECTED, "protected", ADA)
    engine.move_desk(NINE + 90 * MINUTE, ADA, desk.AWAY, "", ADA)
    return engine


AT = NINE + 2 * MINUTE
ONE_LINE = (Queue(key="family", purposes=("always",), rings=(Ring(0),), waiting_max=1),)


def full() -> Engine:
    engine = on_two({"queues": ONE_LINE})
    assert engine.arrive(NINE, 8, "family") is None
    return engine


def lost() -> Engine:
    engine = a_floor()
    engine.move_desk(NINE, ADA, desk.AWAY, "", ADA)
    engine.lose_connection(NINE, ADA)
    return engine


CASES: dict[str, tuple[Callable[[], Engine], Callable[[Engine], Refusal | None], str]] = {
    # code: the floor, the command, the rule that is named
    "no_policy": (Engine, lambda e: e.arrive(AT, 9, "family"), ""),
    "time_ran_back": (talking, lambda e: e.arrive(NINE, 9, "family"), ""),
    "unknown_agent": (a_floor, lambda e: e.move_desk(AT, 99, desk.AWAY, "", 99), ""),
    "unknown_contact": (a_floor, lambda e: e.hang_up(AT, 9), ""),
    "contact_exists": (talking, lambda e: e.arrive(AT, 1, "family"), ""),
    "unknown_queue": (a_floor, lambda e: e.arrive(AT, 9, "nowhere"), ""),
    "unknown_reason": (a_floor, lambda e: e.move_desk(AT, ADA, desk.BREAK, "nap", ADA), ""),
    "unknown_purpose": (a_floor, lambda e: e.arrive(AT, 9, "family", "helpline.staff"), ""),
    "closed": (a_floor, lambda e: e.arrive(NIGHT, 9, "helpline"), "hours:helpline.staff"),
    "queue_full": (full, lambda e: e.arrive(AT, 9, "family"), "queue:family"),
    "not_a_move": (a_floor, lambda e: e.move_desk(AT, ADA, desk.AVAILABLE, "", ADA), ""),
    "already_so": (a_floor, lambda e: e.move_desk(AT, ADA, desk.SIGNED_OUT, "", ADA), ""),
    "has_contact": (talking, lambda e: e.move_desk(AT, ADA, desk.SIGNED_OUT, "", ADA), ""),
    "quota_used": (
        after_quota,
        lambda e: e.move_desk(NINE + 91 * MINUTE, ADA, desk.PROTECTED, "protected", ADA),
        "group:family",
    ),
    "reason_needed": (a_floor, lambda e: e.move_desk(AT, ADA, desk.AWAY, "", CARMEN), ""),
    "not_offered": (talking, lambda e: e.answer(AT, 1, ADA), ""),
    "not_yours": (talking, lambda e: e.hold(AT, 1, BEN), ""),
    "not_talking": (talking, lambda e: e.hold(AT, 1, ADA) or e.hold(AT, 1, ADA), ""),
    "not_held": (talking, lambda e: e.resume(AT, 1, ADA), ""),
    "not_waiting": (talking, lambda e: e.move_contact(AT, 1, "ebd", CARMEN, "swap"), ""),
    "not_wrapping": (talking, lambda e: e.wrap(AT, 1, ADA, "done"), ""),
    "consulting": (
        talking,
        lambda e: e.consult_queue(AT, 1, ADA, 5, "helpline", "") or e.consult_queue(AT, 1, ADA, 6, "helpline", ""),
        "",
    ),
    "no_consult": (talking, lambda e: e.end_consult(AT, 1, ADA), ""),
    "to_self": (talking, lambda e: e.consult_person(AT, 1, ADA, 5, ADA), ""),
    "not_reachable": (talking, lambda e: e.consult_person(AT, 1, ADA, 5, BEN), ""),
    "not_connected": (lost, lambda e: e.move_desk(AT, ADA, desk.AVAILABLE, "", ADA), ""),
    "version_exists": (a_floor, lambda e: e.adopt(AT, a_policy(zone="UTC"), 0), ""),
    "transfer_forbidden": (talking, lambda e: e.transfer_external(AT, 1, ADA, "other", "other_county"), "T-5"),
    "transfer_unknown": (
        lambda: _without_transfers(talking()),
        lambda e: e.transfer_queue(AT, 1, ADA, "ebd", "other_program"),
        "",
    ),
    "transfer_reason": (talking, lambda e: e.transfer_queue(AT, 1, ADA, "ebd", "whim"), "T-1"),
    "caller_not_told": (talking, lambda e: e.transfer_queue(AT, 1, ADA, "ebd", "other_program"), "T-1"),
    "not_briefed": (talking, lambda e: e.transfer_person(AT, 1, ADA, HAL, "lead", "escalation"), "T-3"),
    "wrong_target": (talking, lambda e: e.transfer_person(AT, 1, ADA, BEN, "lead", "escalation"), "T-3"),
    "only_leads": (talking, lambda e: e.transfer_person(AT, 1, ADA, CARMEN, "supervisor", "escalation"), "T-4"),
    "no_callback": (talking, lambda e: e.request_callback(AT, 1, 2), ""),
}


def _without_transfers(engine: Engine) -> Engine:
    assert engine.adopt(NINE + MINUTE, a_policy(version=2, transfers=()), 0) is None
    return engine


@pytest.mark.parametrize("code", CASES)
def test_a_command_is_refused_with_its_code_its_rule_and_words(code: str) -> None:
    floor, command, rule = CASES[code]
    engine = floor()
    before = snapshot.dump(engine.floor)
    refusal = command(engine)
    assert refusal is not None
    assert (refusal.code, refusal.rule) == (code, rule)
    assert "{" not in refusal.words
    if code not in ("not_talking", "consulting"):  # whose first command was carried out
        assert snapshot.dump(engine.floor) == before


def test_every_code_has_words_a_case_here_and_is_used() -> None:
    room = Path(engine_room.__file__).parent
    used = set()
    for file in room.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refusal":
                for said in ast.walk(node.args[0]):
                    if isinstance(said, ast.Constant) and isinstance(said.value, str):
                        used.add(said.value)
    assert used == set(WORDS) == set(CASES)


def test_a_queue_that_its_rule_does_not_name_is_the_wrong_target() -> None:
    engine = talking()
    rules = (TransferRule("queue", "T-9", queues=("urgent",)),)
    assert engine.adopt(NINE + MINUTE, a_policy(version=2, transfers=rules), 0) is None
    refusal = engine.transfer_queue(AT, 1, ADA, "ebd", "")
    assert refusal is not None
    assert (refusal.code, refusal.rule) == ("wrong_target", "T-9")


def test_a_queue_that_is_closed_takes_no_transfer() -> None:
    engine = a_floor(available=(ADA,))
    late = NINE + 8 * 60 * MINUTE
    assert engine.arrive(late, 1, "family") is None
    assert engine.answer(late, 1, ADA) is None
    assert engine.tell_caller(late, 1, ADA) is None
    refusal = engine.transfer_queue(late, 1, ADA, "helpline", "other_program")
    assert refusal is not None
    assert (refusal.code, refusal.rule) == ("closed", "hours:helpline.staff")


def test_only_the_lead_who_was_briefed_may_get_the_call() -> None:
    engine = talking()
    for place, lead in enumerate((HAL, HEDY)):
        sit_down(engine, AT + place * SECOND, lead)
    at = AT + 2 * SECOND
    assert engine.consult_queue(at, 1, ADA, 5, "helpline", "helpline.escalated") is None
    assert engine.answer(at, 5, HAL) is None
    refusal = engine.transfer_person(at, 1, ADA, HEDY, "lead", "escalation")
    assert refusal is not None
    assert refusal.code == "not_briefed"
    assert engine.transfer_person(at, 1, ADA, HAL, "lead", "escalation") is None
    assert engine.floor.contacts[1].agent == HAL
