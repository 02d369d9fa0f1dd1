"""Transfers, referrals, identity, the directory, callbacks, and comparing with the file."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highroad.core.playbooks import (
    Answers,
    AskLead,
    CallbackContract,
    Due,
    Playbook,
    callback_due,
    identity_outcome,
    matches_on_file,
    office_for,
    why_not_refer,
    why_not_transfer,
)
from highroad.core.playbooks.identity import CheckKind
from highroad.core.words.hours import HOUR_MS, MINUTE_MS, Span

NOON = 1_790_000_000_000


def test_a_refused_transfer_names_the_rule_and_what_to_do_instead(county: Playbook) -> None:
    refusal = why_not_transfer(county, "external", caller_told=True, briefed=True)
    assert refusal is not None
    assert refusal.rule == "T-5"
    assert "Give the right number" in refusal.instead.en
    assert refusal.instead.es


def test_a_refused_queue_transfer_gives_the_words_to_say_first(county: Playbook) -> None:
    refusal = why_not_transfer(county, "queue", reason="other_group", queue="ebd")
    assert refusal is not None
    assert "I am going to transfer you" in refusal.instead.en


def test_what_no_rule_permits_is_refused(county: Playbook) -> None:
    assert why_not_transfer(replace(county, transfers=()), "queue", caller_told=True) is not None


def test_a_forbidding_rule_wins(county: Playbook) -> None:
    forbid = replace(county.transfers[4], key="T-9", kind="person")
    both = replace(county, transfers=(*county.transfers, forbid))
    refusal = why_not_transfer(both, "person", reason="family_care", caller_told=True)
    assert refusal is not None
    assert refusal.rule == "T-9"


def test_an_unknown_referral_reason_lists_the_five(county: Playbook) -> None:
    refusal = why_not_refer(county, "complaint", {})
    assert refusal is not None
    assert refusal.instead.en.count(";") == 4


def test_unknown_facts_do_not_send_a_caller_away(county: Playbook) -> None:
    refusal = why_not_refer(county, "verification_today", {})
    assert refusal is not None
    assert refusal.rule == "R-5"


def test_another_consortium_is_found_by_county(county: Playbook) -> None:
    office = office_for(county, " birch lake ")
    assert office is not None
    assert office.phone == "608-555-0121"
    assert office_for(county, "Nowhere") is None


@given(
    by=st.sampled_from(["", "ssn"]),
    relation=st.sampled_from(["", "self", "other", "authorized_representative"]),
    authorized=st.booleans(),
    address=st.sampled_from(["matches", "differs", "not_said"]),
    phone=st.sampled_from(["matches", "differs", "not_said"]),
)
def test_the_case_is_opened_only_to_who_may_speak_for_it_and_passed_both_checks(
    county: Playbook, by: str, relation: str, authorized: bool, address: str, phone: str
) -> None:
    answers = Answers(by, relation, authorized, {"address": address, "phone": phone})
    identity = identity_outcome(county, answers)
    entitled = bool(by) and (relation == "self" or (relation == "authorized_representative" and authorized))
    assert ("view_case" in identity.may) == (entitled and address == phone == "matches")


def test_an_identity_check_without_a_last_outcome_permits_nothing(county: Playbook) -> None:
    identity = replace(county.identity, outcomes=county.identity.outcomes[:1])
    assert identity_outcome(replace(county, identity=identity), Answers()).may == ()


def contract(county: Playbook) -> CallbackContract:
    return next(each for each in county.callbacks if each.key == "confidential")


def test_a_callback_is_due_at_the_end_of_the_last_shift_before_the_limit(county: Playbook) -> None:
    shifts = [(NOON + 18 * HOUR_MS, NOON + 20 * HOUR_MS), (NOON + 2 * HOUR_MS, NOON + 4 * HOUR_MS)]
    due = callback_due(contract(county), NOON, shifts)
    assert isinstance(due, Due)
    assert due.at == NOON + 20 * HOUR_MS
    assert due.windows == ((NOON + 2 * HOUR_MS, NOON + 4 * HOUR_MS), (NOON + 18 * HOUR_MS, NOON + 20 * HOUR_MS))
    assert [moment for moment, _ in due.reminders] == [NOON + 16 * HOUR_MS, NOON + 19 * HOUR_MS]


def test_a_reminder_never_lies_before_the_promise(county: Playbook) -> None:
    due = callback_due(contract(county), NOON, [(NOON, NOON + HOUR_MS)])
    assert isinstance(due, Due)
    assert all(moment >= NOON for moment, _ in due.reminders)


def test_a_lead_learns_when_the_worker_would_be_back(county: Playbook) -> None:
    later = (NOON + 30 * HOUR_MS, NOON + 33 * HOUR_MS)
    assert callback_due(contract(county), NOON, [later]) == AskLead(NOON + 24 * HOUR_MS, later)
    assert callback_due(contract(county), NOON, []) == AskLead(NOON + 24 * HOUR_MS, None)


def test_touching_shifts_are_one(county: Playbook) -> None:
    parts = [(NOON, NOON + 6 * MINUTE_MS), (NOON + 6 * MINUTE_MS, NOON + 12 * MINUTE_MS)]
    assert isinstance(callback_due(contract(county), NOON, parts), Due)


spans = st.lists(
    st.tuples(st.integers(-40, 60), st.integers(1, 12)).map(
        lambda t: (NOON + t[0] * HOUR_MS, NOON + sum(t) * HOUR_MS)
    )
)


@given(shifts=spans)
def test_a_callback_is_never_due_outside_shift_or_after_the_limit(county: Playbook, shifts: list[Span]) -> None:
    due = callback_due(contract(county), NOON, shifts)
    if isinstance(due, Due):
        assert NOON < due.at <= NOON + 24 * HOUR_MS
        assert any(start < due.at <= end for start, end in shifts)
    else:
        assert not any(start < NOON + 24 * HOUR_MS and end > NOON for start, end in shifts)


@pytest.mark.parametrize(
    ("kind", "said", "on_file", "agrees"),
    [
        ("address", "418 Alder Street, apt 2", "418 alder st #2", True),
        ("address", "418 Alder Street Apartment 2", "418 Alder St Apt 2, Madison WI 53703", True),
        ("address", "418 Alder St # 2 Madison", "418 Alder Street, Apt. 2, Madison, WI 53703-1234", True),
        ("address", "418 north alder st", "418 N. Alder Street", True),
        ("address", "12 3rd Ave", "12 Third Avenue", True),
        ("address", "77 Rue Señor Way", "77 rue senor way", True),
        ("address", "418 Alder St", "418 Alder St #2", False),
        ("address", "418 Alder St #3", "418 Alder St #2", False),
        ("address", "418 Alder Ave", "418 Alder St", False),
        ("address", "419 Alder St", "418 Alder St", False),
        ("address", "418", "418 Alder St", False),
        ("address", "Alder Street", "418 Alder Street", False),
        ("address", "418 Alder St, Monona", "418 Alder St, Madison", False),
        ("address", "418 Alder St 53704", "418 Alder St, Madison WI 53703", False),
        ("address", "", "418 Alder St", False),
        ("address", "418 Alder St", "", False),
        ("address", "apt", "apt", False),
        ("phone", "608 555-0123", "(608) 555 0123", True),
        ("phone", "+1 608 555 0123", "6085550123", True),
        ("phone", "608-555-0123 ext 7", "608-555-0123", True),
        ("phone", "555-0123", "608-555-0123", False),
        ("phone", "555-0123", "555-0123", False),  # without an area code nothing is sure
        ("phone", "608-555-0124", "608-555-0123", False),
        ("name", "María  O'Neil", "maria oneil", True),
        ("name", "Maria", "Marta", False),
        ("date", "3/9/1984", "1984-03-09", True),
        ("date", "1984-03-10", "1984-03-09", False),
        ("date", "March", "1984-03-09", False),
        ("digits", "401 8227", "4018227", True),
        ("digits", "none", "nil", False),
    ],
)
def test_what_is_said_agrees_with_the_file(kind: CheckKind, said: str, on_file: str, agrees: bool) -> None:
    assert matches_on_file(kind, said, on_file) is agrees


@given(kind=st.sampled_from(["address", "phone", "name", "date", "digits"]), said=st.text(), on_file=st.text())
def test_comparing_never_fails_and_has_no_favorite_side(kind: CheckKind, said: str, on_file: str) -> None:
    assert matches_on_file(kind, said, on_file) is matches_on_file(kind, on_file, said)
