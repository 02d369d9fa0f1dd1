"""Signatures that can be found again, referrals that the practice permits, numbers given instead of transfers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from cast import THEN, Cast
from highroad.modules.cases.actions.signing import Assent, record_signature
from highroad.modules.cases.models import TelephonicSignature
from highroad.modules.cases.queries.lists import SignatureKeys, signatures
from highroad.modules.cases.vault import opened
from highroad.modules.cases.wording import Refused
from modules.cases.casework import TODAY, Cases, Desk

SAID = Assent(
    signer="Lena Marin",
    signer_role="authorized_representative",
    statement="renewal",
    statement_version=1,
    summary="Household of three, one job.",
    announced_at=THEN - timedelta(minutes=2),
    signed_at=THEN,
    programs=["FoodShare"],
)


def test_a_signature_keeps_all_that_the_rule_asks_for(cast: Cast, cases: Cases) -> None:
    signature = record_signature(cast.actor("ada"), cases.plain, SAID, at=THEN)
    assert signature.agent == cast["ada"]
    assert opened(TelephonicSignature.objects.get(), "signer") == "Lena Marin"
    assert len(signature.summary_hash) == 64
    assert signature.copy_due == TODAY + timedelta(days=1)
    assert signature.correctable_until == TODAY + timedelta(days=11)
    assert signature.keep_until == TODAY + timedelta(days=1095)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"statement": "nothing"}, "statement-unknown"),
        ({"statement_version": 7}, "statement-version"),
        ({"announced_at": None}, "announcement-missing"),
        ({"announced_at": THEN + timedelta(minutes=1)}, "announcement-missing"),
        ({"signer": " "}, "name-missing"),
        ({"summary": ""}, "text-missing"),
    ],
)
def test_a_signature_that_would_not_hold_is_refused(
    cast: Cast, cases: Cases, change: dict[str, Any], code: str
) -> None:
    with pytest.raises(Refused) as no:
        record_signature(cast.actor("ada"), cases.plain, replace(SAID, **change), at=THEN)
    assert no.value.code == code
    assert not TelephonicSignature.objects.exists()


def test_before_there_is_a_case_the_request_number_stands_for_it(cast: Cast, cases: Cases) -> None:
    with pytest.raises(Refused) as no:
        record_signature(cast.actor("ada"), None, SAID, at=THEN)
    assert no.value.code == "signature-without-case"
    signature = record_signature(cast.actor("ada"), None, replace(SAID, request_number="30019922"), at=THEN)
    assert list(signatures(cast.actor("hal"), SignatureKeys(request_number="30019922"))) == [signature]


def test_it_is_found_by_each_of_the_five_keys_and_by_none_of_them_nothing(cast: Cast, cases: Cases) -> None:
    said = replace(SAID, request_number="30019922")
    signature = record_signature(cast.actor("ada"), cases.plain, said, at=THEN)
    old = record_signature(
        cast.actor("hal"),
        None,
        replace(
            SAID,
            request_number="30010000",
            announced_at=THEN - timedelta(days=40),
            signed_at=THEN - timedelta(days=39),
        ),
        at=THEN,
    )
    for keys in (
        SignatureKeys(case_number="4018227"),
        SignatureKeys(request_number="30019922"),
        SignatureKeys(signature_id=signature.signature_id.lower()),
        SignatureKeys(from_day=TODAY, until_day=TODAY),
        SignatureKeys(worker="s001"),
    ):
        assert list(signatures(cast.actor("bob"), keys)) == [signature]
    assert list(signatures(cast.actor("bob"), SignatureKeys(until_day=TODAY - timedelta(days=30)))) == [old]
    assert not signatures(cast.actor("bob"), SignatureKeys()).exists()
    assert not signatures(cast.actor("eve"), SignatureKeys(case_number="4018227")).exists()


@pytest.mark.parametrize(
    ("reason", "facts", "status"),
    [
        ("vault_card", {}, 200),
        ("application", {"referral.requested": True}, 200),
        ("application", {"referral.requested": False}, 409),
        ("drug_screen", {"referral.agency_offers": False}, 409),
        ("good_cause", {"referral.notarized": True}, 409),
        ("the_caller_is_loud", {}, 409),
    ],
)
def test_callers_are_sent_to_the_agency_for_the_permitted_reasons_only(
    cases: Cases, desk: Callable[[str], Desk], reason: str, facts: dict[str, Any], status: int
) -> None:
    answer = desk("ada").post("referrals/agency", {"reason": reason, "facts": facts, "contact": "c1"})
    assert answer.status_code == status
    if status != 200:
        assert answer.json()["error"]["rule"].startswith("R-")


def test_another_consortiums_number_is_given_and_noted(cases: Cases, desk: Callable[[str], Desk]) -> None:
    answer = desk("ada").post("referrals/other-consortium", {"area": "lakeport", "contact": "c1"})
    assert answer.json() == {"office": "city", "number": "414-555-0154"}
    assert desk("ada").post("referrals/other-consortium", {"area": "Nowhere"}).status_code == 422
