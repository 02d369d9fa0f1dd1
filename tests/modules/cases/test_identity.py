"""Who is speaking: compared without revealing, limited, concluded by the playbook."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from cast import THEN, Cast
from highroad.modules.cases.actions.identity import compare, conclude, name_speaker
from highroad.modules.cases.models import IdentityCheck, LookupAttempt
from highroad.modules.cases.wording import Refused
from highroad.modules.people.models import AuditEntry
from modules.cases.casework import CANARY, Cases, Desk

LENA = "authorized_representative"
BOTH = {"address": "418 alder st, apt 2", "phone": "6085550142"}


def test_what_the_caller_says_matches_differs_or_is_not_said_to_the_end(cast: Cast, cases: Cases) -> None:
    ada = cast.actor("ada")
    said = [
        ("phone", "608 555", "incomplete"),
        ("phone", "(608) 555-0142", "matches"),
        ("phone", "608 555 0143", "differs"),
        ("address", "418 Alder St #2", "matches"),
        ("address", "418 Alder Street", "differs"),
        ("address", "", "incomplete"),
    ]
    for kind, words, result in said:
        assert compare(ada, cases.plain, "c1", kind=kind, said=words, at=THEN).result == result, words
    assert compare(ada, cases.plain, "c1", kind="phone", said="608 555", at=THEN).digits_to_go == 4


@pytest.mark.parametrize(
    ("name", "relation", "said", "outcome"),
    [
        ("Rosa Marin", "self", {"address": "418 Alder Street apt 2", "phone": "608 555 0142"}, "verified"),
        (
            "Lena Marin",
            "authorized_representative",
            {"address": "418 alder st, apt 2", "phone": "6085550142"},
            "verified",
        ),
        ("Lena Marin", LENA, {"phone": "6085550142"}, "partly"),
        (
            "Somebody Else",
            "authorized_representative",
            {"address": "418 alder st, apt 2", "phone": "6085550142"},
            "partly",
        ),
        ("Rosa Marin", "self", {"phone": "6085550199"}, "failed"),
        ("Rosa Marin", "self", {}, "failed"),
    ],
)
def test_the_playbook_concludes_what_the_agent_may_do(
    cast: Cast, cases: Cases, name: str, relation: str, said: dict[str, str], outcome: str
) -> None:
    ada = cast.actor("ada")
    name_speaker(ada, cases.plain, "c1", name=name, relation=relation, at=THEN)
    for kind, words in said.items():
        compare(ada, cases.plain, "c1", kind=kind, said=words, at=THEN)
    found = conclude(ada, cases.plain, "c1", at=THEN)
    assert found.outcome == outcome
    assert ("change_case" in found.may) == (outcome == "verified")


def test_an_authorization_that_has_ended_speaks_for_nobody(cast: Cast, cases: Cases) -> None:
    ada = cast.actor("ada")
    cases.plain.representatives.update(until_day=THEN.date() - timedelta(days=1))
    name_speaker(ada, cases.plain, "c1", name="Lena Marin", relation="authorized_representative", at=THEN)
    compare(ada, cases.plain, "c1", kind="address", said="418 Alder Street apt 2", at=THEN)
    compare(ada, cases.plain, "c1", kind="phone", said="6085550142", at=THEN)
    assert conclude(ada, cases.plain, "c1", at=THEN).outcome == "partly"


def test_nobody_tries_addresses_out(cast: Cast, cases: Cases) -> None:
    ada = cast.actor("ada")
    for number in range(6):
        assert compare(ada, cases.plain, "c1", kind="phone", said=f"608555010{number}", at=THEN).result == "differs"
    with pytest.raises(Refused) as no:
        compare(ada, cases.plain, "c1", kind="phone", said="6085550142", at=THEN)
    assert no.value.code == "too-many-attempts"
    # Another contact begins anew, but the case has a limit of its own for the day, whoever asks.
    for contact in ("c2", "c3"):
        for number in range(6):
            try:
                compare(cast.actor("bob"), cases.plain, contact, kind="phone", said=f"608555010{number}", at=THEN)
            except Refused:
                break
    assert sum(IdentityCheck.objects.values_list("differed", flat=True)) == 15


def test_what_was_said_is_kept_nowhere(cast: Cast, cases: Cases) -> None:
    ada = cast.actor("ada")
    name_speaker(ada, cases.plain, "c1", name="Lena Marin", relation="self", at=THEN)
    compare(ada, cases.plain, "c1", kind="phone", said="6085550199", at=THEN)
    row = IdentityCheck.objects.values().get()
    assert "0199" not in str(row)
    assert "Lena" not in str(row)


def test_comparing_answers_one_of_three_words_and_nothing_of_the_file(
    cast: Cast, cases: Cases, desk: Callable[[str], Desk]
) -> None:
    ada = desk("ada")
    for kind, said in (("address", "418 Alder Street"), ("address", "9 Elm Court"), ("phone", "6085550143")):
        answer = ada.post(f"{cases.plain.token}/compare", {"contact": "c1", "kind": kind, "said": said})
        assert answer.json() == {"result": "differs", "digits_to_go": 0}
    assert ada.post(f"{cases.plain.token}/compare", {"contact": "c1", "kind": "shoe", "said": "9"}).status_code == 422


def test_the_outcome_waits_until_it_is_said_who_speaks(cast: Cast, cases: Cases) -> None:
    with pytest.raises(Refused) as no:
        conclude(cast.actor("ada"), cases.plain, "c1", at=THEN)
    assert no.value.code == "identity-unfinished"


# --- look-ups ---


@pytest.mark.parametrize(
    ("by", "value", "status", "code"),
    [
        ("case_number", "4999999", 404, "case-unknown"),
        ("case_number", "40", 422, "case-number-format"),
        ("case_number", "", 422, "case-number-missing"),
        ("ssn", "987-65-4399", 404, "case-unknown"),
        ("ssn", "98765", 422, "ssn-format"),
        ("ssn", "000-11-2222", 422, "ssn-never-issued"),
    ],
)
def test_a_wrong_number_says_what_is_wrong_and_what_to_do(
    cases: Cases, desk: Callable[[str], Desk], by: str, value: str, status: int, code: str
) -> None:
    answer = desk("ada").post("lookup", {"by": by, "value": value, "purpose": "caller"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert answer.json()["error"]["mend"]


def test_a_case_is_found_by_either_number(cases: Cases, desk: Callable[[str], Desk]) -> None:
    for by, value in (("case_number", "401 8227"), ("ssn", CANARY), ("ssn", "987-65-4321")):
        answer = desk("ada").post("lookup", {"by": by, "value": value, "contact": "c1"})
        assert answer.json()["case"] == cases.plain.token


def test_nobody_tries_numbers_out(cases: Cases, desk: Callable[[str], Desk]) -> None:
    ada = desk("ada")
    sent = {"by": "case_number", "purpose": "caller"}
    seen = [ada.post("lookup", {**sent, "value": f"49999{n:02d}"}).status_code for n in range(21)]
    assert seen == [404] * 20 + [429]
    assert ada.post("lookup", {**sent, "value": "4018227"}).status_code == 429
    assert LookupAttempt.objects.filter(found=False).count() == 20


def test_every_reading_is_noted_with_its_purpose(cast: Cast, cases: Cases, desk: Callable[[str], Desk]) -> None:
    ada = desk("ada")
    ada.post("lookup", {"by": "ssn", "value": CANARY, "contact": "c7"})
    ada.get(f"{cases.plain.token}?contact=c7")
    ada.get(f"{cases.plain.token}?contact=c7")
    notes = AuditEntry.objects.filter(object_token=cases.plain.token, who=cast["ada"].token).order_by("id")
    assert [(one.action, one.purpose) for one in notes] == [
        ("case-found-by-ssn", "contact:c7"),
        ("case-read", "contact:c7"),
        ("case-read", "contact:c7"),
    ]


def test_a_look_up_without_a_purpose_is_refused(cases: Cases, desk: Callable[[str], Desk]) -> None:
    answer = desk("ada").post("lookup", {"by": "case_number", "value": "4018227"})
    assert answer.json()["error"]["code"] == "purpose-missing"
