"""A telephonic signature from the desk: kept with the rules met, once, found again; the work item is done with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from cast import Cast
from floor_stage import MORNING, Stage, rosas_case, staged
from highroad.modules.cases.api import SignatureKeys, opened, signatures
from highroad.modules.cases.models import TelephonicSignature
from modules.floor.test_desk_actions import Answer, Sends, at_desk, case_of, identified, verified

NOW_MS = int(MORNING.timestamp() * 1000)
SAID: dict[str, Any] = {
    "statement": "renewal",
    "statement_version": 1,
    "signer": "Lena Marin",
    "signer_role": "authorized_representative",
    "summary": "Household of three, one job, rent 900.",
    "announced_ms": NOW_MS - 120_000,
    "assented_ms": NOW_MS - 30_000,
    "copy_told": True,
    "programs": ["FoodShare"],
    "language": "es",
    "interpreter": "I-204",
}


@pytest.fixture
def stage(cast: Cast) -> Iterator[Stage]:
    with staged(cast) as running:
        yield running


@pytest.fixture
def ada(stage: Stage, client: Client) -> Sends:
    return at_desk(client, stage, "ada")


def sign(send: Sends, contact: int, **change: Any) -> Answer:
    return send("sign", **{**SAID, "contact": contact, **change})


def signing_item(client: Client, stage: Stage, contact: int) -> dict[str, Any]:
    token = case_of(client, contact)["case"]
    shown = client.get(f"/api/cases/{token}?contact={contact}").json()
    return next(one for one in shown["work_list"] if one["signs"])


def test_a_signature_settles_its_item_and_stands_on_the_case(ada: Sends, stage: Stage, client: Client) -> None:
    case = rosas_case(stage.cast)
    contact = stage.call_for("ada")
    verified(ada, contact)
    item = signing_item(client, stage, contact)
    assert item["state"] == "open"
    ada("draft", contact=contact, key="signature.signer", text="Lena")
    ada("draft", contact=contact, key="notes", text="stays")
    status, answer = sign(ada, contact, item=item["key"])
    assert status == 200, answer
    kept = TelephonicSignature.objects.get()
    assert (kept.signature_id, kept.case, kept.agent) == (answer["signature"], case, stage.cast["ada"])
    assert (kept.language, kept.interpreter, kept.contact) == ("es", "I-204", str(contact))
    assert (kept.signed_at - kept.announced_at).total_seconds() == 90
    assert opened(kept, "signer") == "Lena Marin"
    assert signing_item(client, stage, contact)["state"] == "done"
    assert set(case_of(client, contact)["drafts"]) == {"notes"}
    assert kept.signature_id in case_of(client, contact)["comment"]


@pytest.mark.parametrize("key", ["case_number", "request_number", "signature_id", "from_day", "worker"])
def test_a_signature_is_found_by_each_of_five_keys(ada: Sends, stage: Stage, key: str) -> None:
    case = rosas_case(stage.cast)
    contact = stage.call_for("ada")
    verified(ada, contact)
    _, answer = sign(ada, contact, request_number="RFA-20417")
    value = {
        "case_number": case.number, "request_number": "RFA-20417", "signature_id": answer["signature"],
        "from_day": MORNING.date(), "worker": stage.cast["ada"].staff_number,
    }[key]  # fmt: skip
    found = signatures(stage.cast.actor("ada"), SignatureKeys(**{key: value}))
    assert [one.signature_id for one in found] == [answer["signature"]]


def test_a_signature_sent_twice_is_kept_once(ada: Sends, stage: Stage) -> None:
    rosas_case(stage.cast)
    contact = stage.call_for("ada")
    verified(ada, contact)
    assert sign(ada, contact, id="click") == sign(ada, contact, id="click")
    assert TelephonicSignature.objects.count() == 1


def test_without_a_case_the_rfa_number_stands_for_it(ada: Sends, stage: Stage) -> None:
    contact = stage.call_for("ada")
    assert sign(ada, contact)[1]["refused"]["code"] == "signature-without-case"
    assert sign(ada, contact, request_number="RFA-20417")[0] == 200
    assert TelephonicSignature.objects.get().case is None


def test_off_the_phones_a_signature_can_be_recorded_too(ada: Sends, stage: Stage) -> None:
    stage.sit("ada", available=False)
    ada("do/move", state="protected", reason="protected")
    assert sign(ada, 0, request_number="RFA-20417")[0] == 200
    assert TelephonicSignature.objects.get().contact == ""


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"announced_ms": 0}, "announcement_missing"),
        ({"announced_ms": NOW_MS - 10_000}, "announcement-missing"),
        ({"assented_ms": 0}, "assent_missing"),
        ({"copy_told": False}, "copy_untold"),
        ({"signer": " "}, "name-missing"),
        ({"signer_role": "friend of a friend"}, "signer_role_unknown"),
        ({"statement_version": 2}, "statement-version"),
        ({"interpreter": "x" * 41}, "field_too_long"),
    ],
)
def test_what_would_not_hold_is_refused_and_nothing_is_kept(
    ada: Sends, stage: Stage, client: Client, change: dict[str, Any], code: str
) -> None:
    rosas_case(stage.cast)
    contact = stage.call_for("ada")
    verified(ada, contact)
    item = signing_item(client, stage, contact)["key"]
    status, answer = sign(ada, contact, item=item, **change)
    assert (status, answer["refused"]["code"]) == (409, code)
    assert not TelephonicSignature.objects.exists()
    assert signing_item(client, stage, contact)["state"] == "open"


def test_an_unverified_caller_signs_nothing_for_the_case(ada: Sends, stage: Stage) -> None:
    rosas_case(stage.cast)
    contact = stage.call_for("ada")
    identified(ada, contact)
    assert sign(ada, contact)[1]["refused"]["code"] == "signature_not_permitted"


def test_nobody_signs_in_a_call_of_somebody_else(ada: Sends, stage: Stage, client: Client) -> None:
    contact = stage.call_for("ada")
    bob = at_desk(client, stage, "bob")
    assert sign(bob, contact, request_number="RFA-1")[1]["refused"]["code"] == "not_yours"
    client.force_login(stage.cast.account("eve"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.post("/desk/sign/", "{}", content_type="application/json").status_code == 403
    assert not TelephonicSignature.objects.exists()
