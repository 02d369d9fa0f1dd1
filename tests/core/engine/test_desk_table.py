"""Each cell of the desk's and the contact's tables: what may happen, where it leads, and that nothing else may."""

from __future__ import annotations

import pytest

from highroad.core.engine import desk, life
from highroad.core.engine.facts import FACT_NAMES

HAPPENINGS = (
    "OFFER_MADE", "OFFER_ANSWERED", "OFFER_MISSED", "OFFER_REFUSED", "OFFER_CUT_OFF", "OFFER_WITHDRAWN",
    "CALLER_HELD", "CALLER_RESUMED", "CONSULT_BEGUN", "CONSULT_OVER", "CALL_OVER", "WORK_WRAPPED", "HELP_OVER",
)  # fmt: skip
OFF = ("protected", "break", "meal", "meeting", "training", "captain", "away")

# The floor's own statement of the table, in words. "back" is where the desk was called away from.
LEADS = {
    ("available", "OFFER_MADE"): "offered",
    **{(state, "OFFER_MADE"): "offered" for state in OFF},
    ("offered", "OFFER_ANSWERED"): "talking",
    ("offered", "OFFER_MISSED"): "back, but away if available",
    ("offered", "OFFER_REFUSED"): "back, but away if available",
    ("offered", "OFFER_CUT_OFF"): "back, but away if available",
    ("offered", "OFFER_WITHDRAWN"): "back",
    ("talking", "CALLER_HELD"): "holding",
    ("talking", "CONSULT_BEGUN"): "consulting",
    ("talking", "CALL_OVER"): "wrapping",
    ("talking", "HELP_OVER"): "back",
    ("holding", "CALLER_RESUMED"): "talking",
    ("holding", "CONSULT_BEGUN"): "consulting",
    ("holding", "CALL_OVER"): "wrapping",
    ("holding", "HELP_OVER"): "back",
    ("consulting", "CONSULT_OVER"): "holding",
    ("consulting", "CALL_OVER"): "wrapping",
    ("wrapping", "WORK_WRAPPED"): "back",
}


@pytest.mark.parametrize("happening", HAPPENINGS)
@pytest.mark.parametrize("state", desk.STATE_NAMES)
def test_a_happening_leads_where_the_table_says_or_is_a_defect(state: str, happening: str) -> None:
    number, event = desk.STATES[state], getattr(desk, happening)
    leads = LEADS.get((state, happening))
    if leads is None:
        with pytest.raises(KeyError):
            desk.next_state(number, event, desk.AVAILABLE)
        return
    from_available = desk.next_state(number, event, desk.AVAILABLE)
    from_protected = desk.next_state(number, event, desk.PROTECTED)
    if leads == "back":
        assert (from_available, from_protected) == (desk.AVAILABLE, desk.PROTECTED)
    elif leads.startswith("back"):
        assert (from_available, from_protected) == (desk.AWAY, desk.PROTECTED)
    else:
        assert from_available == from_protected == desk.STATES[leads]


def may_choose(state: str, other: str) -> bool:
    """Whether a person may go from one state to another by themselves."""
    if state == "signed_out":
        return other == "away"
    if state == "available":
        return other in (*OFF, "signed_out")
    return state in OFF and other in (*OFF, "available", "signed_out")


@pytest.mark.parametrize("other", desk.STATE_NAMES)
@pytest.mark.parametrize("state", desk.STATE_NAMES)
def test_a_person_may_go_only_where_the_table_says(state: str, other: str) -> None:
    allowed = desk.STATES[other] in desk.MOVES[desk.STATES[state]]
    assert allowed == may_choose(state, other)


def test_no_happening_makes_anyone_available_who_was_not() -> None:
    for state, row in desk.NEXT.items():
        for happening in row:
            for back_to in desk.OFF_PHONES:
                assert desk.next_state(state, happening, back_to) != desk.AVAILABLE


def test_every_state_has_a_name_a_row_of_moves_and_a_row_of_happenings() -> None:
    assert set(desk.MOVES) == set(desk.NEXT) == set(range(len(desk.STATE_NAMES)))
    assert desk.ON_CALL | desk.OFF_PHONES | {
        desk.SIGNED_OUT, desk.AVAILABLE, desk.OFFERED, desk.WRAPPING,
    } == set(desk.MOVES)  # fmt: skip


FACTS_OF_A_LIFE = {
    "contact_queued": "arrived",
    "ring_widened": "queued",
    "wait_limit_passed": "queued",
    "contact_moved": "arrived queued",
    "contact_offered": "arrived queued",
    "offer_missed": "offered",
    "offer_refused": "offered",
    "offer_cut_off": "offered",
    "offer_withdrawn": "offered",
    "contact_answered": "offered",
    "contact_held": "talking",
    "contact_resumed": "held",
    "hold_warned": "held consulting",
    "hold_overdue": "held consulting",
    "consult_begun": "talking held",
    "consult_over": "consulting",
    "contact_transferred": "talking held consulting",
    "contact_taken_over": "arrived",
    "contact_ended": "talking held consulting",
    "contact_abandoned": "arrived queued",
    "callback_requested": "queued",
    "contact_closed": "arrived queued",
}


@pytest.mark.parametrize("state", life.LIFE_NAMES)
@pytest.mark.parametrize("fact", FACTS_OF_A_LIFE)
def test_a_contacts_fact_comes_only_from_the_states_of_its_row(fact: str, state: str) -> None:
    number = life.LIFE_NAMES.index(state)
    assert (number in life.FROM[fact]) == (state in FACTS_OF_A_LIFE[fact].split())


def test_the_lifes_table_has_facts_only_and_leaves_no_contact_that_is_over() -> None:
    assert set(life.FROM) == set(FACTS_OF_A_LIFE) <= set(FACT_NAMES)
    assert all(not states & life.OVER for states in life.FROM.values())
