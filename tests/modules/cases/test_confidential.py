"""A confidential case, for everyone but its worker and the leads, is confidential and assigned to somebody: no more.

Equal means: for an outsider the answers about two confidential cases differ in token and worker only; what hangs on a
confidential case answers in status and body as what hangs on no case at all; and who may not read cases gets one
answer for a confidential, an ordinary and an unknown case.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from cast import THEN, Cast
from highroad.modules.cases.api import Covered, case_or_cover, mirror, visible
from highroad.modules.cases.queries.lists import SignatureKeys, callbacks, corrections, own_cases, signatures
from highroad.modules.cases.queries.seen import covered
from modules.cases.casework import CANARY, CANARY_SECRET, Cases, Desk, file_of

OUTSIDERS = ("ada", "carmen")
STRANGERS = ("eve", "dov", "ines", "noor", "gil", "tove")
NO_CASE = "0" * 16


@pytest.mark.parametrize("who", ["bob", "hal"])
def test_its_worker_and_the_leads_see_it_whole(cast: Cast, cases: Cases, who: str) -> None:
    assert case_or_cover(cast.actor(who), cases.secret.token) == cases.secret


@pytest.mark.parametrize("who", OUTSIDERS)
def test_others_on_the_phones_see_its_cover(cast: Cast, cases: Cases, who: str) -> None:
    seen = case_or_cover(cast.actor(who), cases.secret.token)
    assert seen == Covered(cases.secret.token, cast["bob"].display_name)
    assert cases.secret not in visible(cast.actor(who))


@pytest.mark.parametrize("who", STRANGERS)
def test_whoever_does_not_work_on_cases_sees_nothing_at_all(cast: Cast, cases: Cases, who: str) -> None:
    actor = cast.actor(who)
    assert [*visible(actor), *covered(actor), *own_cases(actor), *callbacks(actor), *corrections(actor)] == []


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("way", ["page", "route", "lookup"])
def test_for_strangers_confidential_ordinary_and_unknown_are_one_answer(
    cast: Cast, cases: Cases, desk: Callable[[str], Desk], who: str, way: str
) -> None:
    answers = set()
    for token, number in (
        (cases.secret.token, "4018300"),
        (cases.plain.token, "4018227"),
        (NO_CASE, "4999999"),
    ):
        one = desk(who)
        if way == "page":
            answer = one.client.get(f"/cases/{token}/")
            body = answer.content.decode().replace(token, "TOKEN")
            body = "".join(
                line for line in body.splitlines(keepends=True) if "csrf" not in line.lower() and "nonce" not in line
            )
        elif way == "route":
            answer = one.get(token)
            body = answer.content.decode()
        else:
            answer = one.post("lookup", {"by": "case_number", "value": number, "purpose": "caller"})
            body = answer.content.decode()
        answers.add((answer.status_code, body))
    assert len(answers) == 1
    assert answers.pop()[0] == 403


def shape(answer: Any, token: str) -> tuple[int, str]:
    return answer.status_code, answer.content.decode().replace(token, "TOKEN")


def test_two_confidential_cases_answer_an_outsider_alike(
    cast: Cast, cases: Cases, desk: Callable[[str], Desk]
) -> None:
    other = mirror(file_of("4018411", ssn="987654499", confidential=True, name="Somebody With A Longer Name"))
    ada = desk("ada")
    seen = {shape(ada.get(case.token), case.token) for case in (cases.secret, other)}
    assert len(seen) == 1
    assert set(json.loads(seen.pop()[1])) == {"case", "covered", "assigned", "stale"}


CHILDREN: list[tuple[str, dict[str, Any]]] = [
    ("comments", {"text": "hello"}),
    ("speaker", {"contact": "c1", "name": "X", "relation": "self"}),
    ("compare", {"contact": "c1", "kind": "phone", "said": "608 555 0142"}),
    ("identity", {"contact": "c1"}),
    ("work-list", {"key": "renewal", "state": "done"}),
    ("work-list/add", {"title": "x"}),
    ("sync", {"to": "2026-12-01"}),
    ("corrections", {"what_was_wrong": "x", "corrected_how": "y"}),
]


@pytest.mark.parametrize(("path", "body"), CHILDREN, ids=[path for path, _ in CHILDREN])
def test_what_hangs_on_it_answers_as_what_hangs_on_no_case(
    cast: Cast, cases: Cases, desk: Callable[[str], Desk], path: str, body: dict[str, Any]
) -> None:
    ada = desk("ada")
    seen = {shape(ada.post(f"{token}/{path}", body), token) for token in (cases.secret.token, NO_CASE)}
    assert len(seen) == 1
    assert seen.pop()[0] == 404
    assert ada.post(f"{cases.plain.token}/{path}", body).status_code != 404


def test_a_look_up_by_ssn_does_not_give_the_number_away(
    cast: Cast, cases: Cases, desk: Callable[[str], Desk]
) -> None:
    answer = desk("ada").post("lookup", {"by": "ssn", "value": CANARY_SECRET, "purpose": "caller"})
    assert answer.json() == {
        "case": cases.secret.token,
        "covered": True,
        "assigned": cast["bob"].display_name,
        "stale": None,
    }
    assert "4018300" not in answer.content.decode()


def test_the_cover_page_shows_neither_number_nor_name(cast: Cast, cases: Cases, desk: Callable[[str], Desk]) -> None:
    page = desk("ada").client.get(f"/cases/{cases.secret.token}/").content.decode()
    assert cast["bob"].display_name in page
    for word in ("4018300", "Clover", "FoodShare", "Ashgrove", "4322", "pay stubs"):
        assert word not in page


def test_its_signatures_are_absent_from_every_search(cast: Cast, cases: Cases, desk: Callable[[str], Desk]) -> None:
    body = signature_body(cases.secret.token)
    assert desk("bob").post("signatures/record", body).status_code == 200
    for keys in (
        SignatureKeys(case_number="4018300"),
        SignatureKeys(worker="S002"),
        SignatureKeys(from_day=THEN.date()),
    ):
        assert not signatures(cast.actor("ada"), keys).exists()
        assert signatures(cast.actor("bob"), keys).count() == 1
    assert desk("ada").post("signatures/record", body).status_code == 404


def signature_body(token: str) -> dict[str, Any]:
    return {
        "case": token,
        "signer": "Rosa Marin",
        "signer_role": "self",
        "programs": ["FoodShare"],
        "statement": "renewal",
        "statement_version": 1,
        "summary": "Household of three.",
        "announced_at": "2026-11-19T14:58:00Z",
        "signed_at": "2026-11-19T14:59:00Z",
    }


def test_a_case_that_turns_confidential_closes_at_once(cast: Cast, cases: Cases, desk: Callable[[str], Desk]) -> None:
    ada = desk("ada")
    assert ada.get(cases.plain.token).json()["number"] == "4018227"
    mirror(file_of("4018227", ssn=CANARY, confidential=True))
    assert set(ada.get(cases.plain.token).json()) == {"case", "covered", "assigned", "stale"}
