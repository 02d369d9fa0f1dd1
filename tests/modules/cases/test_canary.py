"""An SSN, an address or a phone number on file comes out nowhere: pages, answers, addresses, logs, errors."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from django.test import Client

from cast import Cast
from highroad.modules.people.models import AuditEntry
from highroad.modules.people.models.once import DoneOnce
from modules.cases.casework import CANARIES, CANARY, CANARY_SECRET, Cases, Desk

PAGES = (
    "/cases/",
    "/cases/{plain}/",
    "/cases/{secret}/",
    "/cases/callbacks/",
    "/cases/corrections/",
    "/cases/signatures/",
)


def clean(text: str) -> bool:
    return not any(canary in text for canary in CANARIES)


@pytest.mark.parametrize("who", ["ada", "bob", "carmen", "hal", "eve", "ines"])
def test_no_page_and_no_answer_says_it(
    cast: Cast, cases: Cases, desk: Callable[[str], Desk], who: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    one = desk(who)
    for page in PAGES:
        answer = one.client.get(page.format(plain=cases.plain.token, secret=cases.secret.token))
        assert clean(answer.content.decode()), page
    for path in (cases.plain.token, cases.secret.token):
        assert clean(one.get(path).content.decode())
    for value in (CANARY, CANARY_SECRET, "987-65-4321 ", f"{CANARY}0", "987-65-43", "x987-65-4321"):
        answer = one.post("lookup", {"by": "ssn", "value": value, "purpose": "caller"})
        assert clean(answer.content.decode()), value
        sent = {"by": "ssn", "value": value, "purpose": "caller"}
        searched = one.client.post("/cases/", sent)
        assert clean(searched.content.decode() + searched.get("Location", "")), value
    assert clean(caplog.text)


def test_a_wrong_body_does_not_come_back_in_the_error(
    cases: Cases, desk: Callable[[str], Desk], caplog: pytest.LogCaptureFixture
) -> None:
    ada = desk("ada")
    for body in (
        {"by": CANARY, "value": "1", "purpose": "caller"},
        {"by": "ssn", "value": {"number": CANARY}, "purpose": "caller"},
        {"by": "ssn", "value": CANARY * 40, "purpose": "caller"},
        {"by": "ssn", "value": "1", "number": CANARY, "purpose": "caller"},
    ):
        answer = ada.post("lookup", body)
        assert answer.status_code == 422
        assert clean(answer.content.decode())
    assert clean(caplog.text)


def test_a_fault_of_ours_does_not_print_it(
    cast: Cast, cases: Cases, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: object, **_more: object) -> None:
        message = "the store broke"
        raise RuntimeError(message)

    monkeypatch.setattr("highroad.modules.cases.actions.lookup._seen", broken)
    client = Client(raise_request_exception=False)
    client.force_login(cast.account("ada"))
    answer = client.post("/cases/", {"by": "ssn", "value": CANARY, "purpose": "caller"})
    assert answer.status_code == 500
    assert clean(answer.content.decode())
    assert clean(caplog.text)


def test_neither_audit_nor_kept_answers_hold_it(cases: Cases, desk: Callable[[str], Desk]) -> None:
    ada = desk("ada")
    ada.post("lookup", {"by": "ssn", "value": CANARY, "contact": "c1"})
    ada.post(f"{cases.plain.token}/compare", {"contact": "c1", "kind": "phone", "said": "608-555-0142"})
    ada.post(f"{cases.plain.token}/comments", {"text": f"She said {CANARY}"})
    assert clean(str(list(AuditEntry.objects.values())))
    assert clean(str(list(DoneOnce.objects.values())))


def test_no_address_of_ours_takes_a_number(cases: Cases, desk: Callable[[str], Desk]) -> None:
    ada = desk("ada").client
    for address in ("/cases/4018227/", f"/cases/{CANARY}/", f"/api/cases/{CANARY}"):
        assert ada.get(address).status_code == 404
    assert b"4018227" not in ada.get("/cases/?by=case_number&value=4018227").content
