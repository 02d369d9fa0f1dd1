"""Acts of the desk over HTTP: done once, refused in words, and only at one's own desk."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from cast import Cast
from floor_stage import CALLER, Stage, rosas_case, staged
from highroad.modules.floor.api import stop
from highroad.modules.floor.models import GuideRecord, Wrap

Answer = tuple[int, dict[str, Any]]
Sends = Callable[..., Answer]


@pytest.fixture
def stage(cast: Cast) -> Iterator[Stage]:
    with staged(cast) as running:
        yield running


@pytest.fixture
def ada(stage: Stage, client: Client) -> Sends:
    return at_desk(client, stage, "ada")


_ids = iter(range(1, 1_000_000))


def at_desk(client: Client, stage: Stage, who: str) -> Sends:
    client.force_login(stage.cast.account(who), backend="allauth.account.auth_backends.AuthenticationBackend")

    def send(path: str, id: str = "", **body: object) -> Answer:  # noqa: A002 - the field's own name
        sent = json.dumps({"id": id or f"act-{next(_ids)}", **body})
        answer = client.post(f"/desk/{path}/", sent, content_type="application/json")
        return answer.status_code, answer.json()

    return send


def case_of(client: Client, contact: int) -> dict[str, Any]:
    return dict(client.get(f"/desk/contact/{contact}/").json())


def record(send: Sends, contact: int, step: str, fields: dict[str, str] | None = None, **more: Any) -> Answer:
    return send("record", contact=contact, guide="call", step=step, fields=fields or {}, **more)


def identified(send: Sends, contact: int, number: str = "4018227") -> Answer:
    record(send, contact, "greeting")
    return record(send, contact, "identifier", {"identifier_given": "case_number"}, number=number)


def verified(send: Sends, contact: int) -> None:
    assert identified(send, contact)[0] == 200
    record(send, contact, "who", {"caller_name": CALLER[0], "caller_relation": "authorized_representative"})
    assert send("said", contact=contact, kind="address", said=CALLER[1])[1]["result"] == "matches"
    assert send("said", contact=contact, kind="phone", said=CALLER[2])[1]["result"] == "matches"
    assert record(send, contact, "verify")[1]["identity"]["outcome"] == "verified"


def test_a_day_begins_with_signing_in_and_going_available(ada: Sends, stage: Stage) -> None:
    assert ada("do/move", state="away")[1]["ok"]
    assert ada("do/move", state="available")[1]["ok"]
    assert stage.state_of("ada") == "available"


def test_a_call_is_answered_held_resumed_and_ended(ada: Sends, stage: Stage) -> None:
    stage.sit("ada")
    contact = stage.ring()
    for act, state in (("answer", "talking"), ("hold", "holding"), ("resume", "talking"), ("end", "wrapping")):
        assert ada(f"do/{act}", contact=contact)[1]["ok"]
        assert stage.state_of("ada") == state


def test_a_double_click_does_it_once_and_answers_the_same(ada: Sends, stage: Stage) -> None:
    contact = stage.call_for("ada")
    first = ada("do/hold", id="click", contact=contact)
    assert ada("do/hold", id="click", contact=contact) == first
    assert stage.state_of("ada") == "holding"


def test_a_refusal_says_what_why_and_how_to_mend_it(ada: Sends, stage: Stage) -> None:
    contact = stage.call_for("ada")
    status, answer = ada("do/resume", contact=contact)
    assert (status, answer["refused"]["words"]) == (409, "The caller is not on hold.")


def test_a_refused_transfer_names_the_rule_and_the_way_on(ada: Sends, stage: Stage) -> None:
    contact = stage.call_for("ada")
    status, answer = ada("do/transfer-queue", contact=contact, queue="ebd", reason="other_group")
    assert status == 409
    assert answer["refused"]["rule"] == "T-1"
    assert "tell the caller first" in answer["refused"]["words"]
    ada("do/tell-caller", contact=contact, queue="ebd")
    assert GuideRecord.objects.get().step == "transfer_notice"
    assert ada("do/transfer-queue", contact=contact, queue="ebd", reason="other_group")[1]["ok"]


def test_a_colleague_who_cannot_be_reached_is_named_and_not_by_a_token(ada: Sends, stage: Stage) -> None:
    contact = stage.call_for("ada")
    ada("do/tell-caller", contact=contact)
    bob = stage.cast["bob"].pk
    to_bob = {"contact": contact, "other": bob, "kind": "person", "reason": "worker_expects"}
    _, answer = ada("do/transfer-person", **to_bob)
    assert answer["refused"]["words"].startswith("Bob Kessler cannot take a direct call now (Signed out)")


def test_nobody_acts_on_a_call_of_somebody_else(stage: Stage, client: Client) -> None:
    contact = stage.call_for("ada")
    hal = at_desk(client, stage, "hal")
    assert hal("do/end", contact=contact)[1]["refused"]["code"] == "not_yours"
    assert client.get(f"/desk/contact/{contact}/").status_code == 409
    assert hal("draft", contact=contact, key="notes", text="mine")[0] == 409
    assert stage.state_of("ada") == "talking"


def test_eve_finds_no_desk(stage: Stage, client: Client) -> None:
    eve = client
    eve.force_login(stage.cast.account("eve"), backend="allauth.account.auth_backends.AuthenticationBackend")
    assert eve.get("/desk/").status_code == 403
    assert eve.post("/desk/do/answer/", "{}", content_type="application/json").status_code == 403


@pytest.mark.parametrize("body", ["[]", "{", '{"contact": "one", "id": "x"}', '{"contact": -1, "id": "x"}', "{}"])
def test_what_cannot_be_read_is_refused_in_words(stage: Stage, client: Client, body: str) -> None:
    at_desk(client, stage, "ada")
    answer = client.post("/desk/do/hold/", body, content_type="application/json")
    assert answer.status_code == 400
    assert "cannot be read" in answer.json()["refused"]["words"]


def test_a_floor_that_does_not_run_is_said_in_words(ada: Sends, client: Client) -> None:
    stop()
    status, answer = ada("do/move", state="away")
    assert status == 503
    assert "nothing is done twice" in answer["unavailable"]
    assert "floor" in client.get("/desk/").content.decode()


def test_protected_time_beyond_the_quota_needs_a_reason(ada: Sends, stage: Stage) -> None:
    stage.sit("ada", available=False)
    assert ada("do/move", state="protected", reason="protected")[1]["ok"]
    assert ada("do/move", state="break", reason="nap")[1]["refused"]["code"] == "unknown_reason"


# -- the guide -------------------------------------------------------------------------------------------------------


def test_the_greeting_has_the_agents_own_name_in_both_languages(ada: Sends, stage: Stage, client: Client) -> None:
    contact = stage.call_for("ada")
    step = case_of(client, contact)["guide"]["steps"][0]
    assert "my name is Ada." in step["say"]["en"]
    assert "le atiende Ada." in step["say"]["es"]
    assert step["state"] == "now"


def test_a_case_number_brings_up_the_case_and_the_engine_knows_only_its_token(
    ada: Sends, stage: Stage, client: Client
) -> None:
    case = rosas_case(stage.cast)
    contact = stage.call_for("ada")
    _, answer = identified(ada, contact)
    assert (answer["case"], answer["covered"]) == (case.token, False)
    assert stage.floor.host.look(lambda engine: engine.floor.contacts[contact].case) == case.token
    assert answer["guide"]["current"] == "who"


@pytest.mark.parametrize(
    ("given", "number", "says"),
    [
        ("case_number", "9999999", "No case has this number"),
        ("case_number", "12", "not how a case number looks"),
        ("ssn", "12345678", "nine digits"),
        ("ssn", "987-12-4472", "No case has this number"),
    ],
)
def test_a_wrong_number_is_refused_with_its_mend_and_the_step_stays_open(
    ada: Sends, stage: Stage, given: str, number: str, says: str
) -> None:
    rosas_case(stage.cast)
    contact = stage.call_for("ada")
    record(ada, contact, "greeting")
    status, answer = record(ada, contact, "identifier", {"identifier_given": given}, number=number)
    assert status == 409
    assert says in answer["refused"]["words"]
    assert number not in json.dumps(answer)
    assert not GuideRecord.objects.filter(step="identifier").exists()


def test_an_ssn_finds_the_case_and_is_kept_nowhere_in_the_guide(ada: Sends, stage: Stage) -> None:
    case = rosas_case(stage.cast)
    contact = stage.call_for("ada")
    record(ada, contact, "greeting")
    _, answer = record(ada, contact, "identifier", {"identifier_given": "ssn"}, number="987-12-4471")
    assert answer["case"] == case.token
    kept = GuideRecord.objects.get(step="identifier")
    assert kept.fields == {"identifier_given": "ssn"}
    assert not kept.private


def test_what_is_said_is_compared_and_only_matches_or_differs_comes_back(ada: Sends, stage: Stage) -> None:
    rosas_case(stage.cast)
    contact = stage.call_for("ada")
    identified(ada, contact)
    record(ada, contact, "who", {"caller_name": CALLER[0], "caller_relation": "authorized_representative"})
    assert ada("said", contact=contact, kind="phone", said="608 555")[1] == {
        "result": "incomplete", "digits_to_go": 4, "outcome": "", "may": [],
    }  # fmt: skip
    _, answer = ada("said", contact=contact, kind="phone", said="608 555 0148")
    assert answer["result"] == "differs"
    assert answer["may"] == ["Give general information"]
    assert "0147" not in json.dumps(answer)


def test_the_story_from_greeting_to_wrap(ada: Sends, stage: Stage, client: Client) -> None:
    rosas_case(stage.cast)
    contact = stage.call_for("ada")
    verified(ada, contact)
    for step, fields in (
        ("programs", {}), ("comments", {}), ("resolve", {"need": "renew"}), ("anything_else", {"more": "no"}),
        ("thanks", {}),
    ):  # fmt: skip
        assert record(ada, contact, step, fields)[0] == 200, step
    ada("do/end", contact=contact)
    blocked = ada("wrap", contact=contact, disposition="resolved", met=["renew"], foreseen=[])
    assert blocked[0] == 409
    assert "Still open: Case comment." in blocked[1]["refused"]["words"]
    assert stage.state_of("ada") == "wrapping"
    draft = case_of(client, contact)["comment"]
    assert draft.startswith("Lena Marin (Authorized representative) called. Identity: Verified.")
    record(ada, contact, "comment", {"comment_text": draft})
    done = ada("wrap", id="finish", contact=contact, disposition="resolved", met=["renew"], foreseen=["report"])
    assert done[1]["ok"]
    assert (
        ada("wrap", id="finish", contact=contact, disposition="resolved", met=["renew"], foreseen=["report"]) == done
    )
    assert stage.state_of("ada") == "available"
    kept = Wrap.objects.get(contact=contact)
    assert (kept.needs_met, kept.needs_foreseen, bool(kept.comment)) == (["renew"], ["report"], True)


def test_a_step_sent_twice_is_recorded_once(ada: Sends, stage: Stage) -> None:
    contact = stage.call_for("ada")
    for _ in range(2):
        assert record(ada, contact, "greeting", id="twice")[0] == 200
    assert GuideRecord.objects.filter(step="greeting").count() == 1


def test_a_step_is_skipped_only_for_its_own_reasons(ada: Sends, stage: Stage) -> None:
    contact = stage.call_for("ada")
    refused = record(ada, contact, "greeting", skipped="nothing_done")
    assert refused[0] == 409
    assert refused[1]["refused"]["rule"] == "G-1"
    assert record(ada, contact, "greeting", skipped="caller_gone")[0] == 200


def test_a_confidential_case_shows_who_is_assigned_and_leads_to_the_callback(
    ada: Sends, stage: Stage, client: Client
) -> None:
    case = rosas_case(stage.cast, confidential=True)
    contact = stage.call_for("ada")
    _, answer = identified(ada, contact)
    assert answer["covered"]
    told = client.get(f"/api/cases/{case.token}?contact={contact}").json()
    assert set(told) == {"case", "covered", "assigned", "stale"}
    assert told["assigned"] == "Bob Kessler"
    record(ada, contact, "who", {"caller_name": "Lena Marin", "caller_relation": "other"})
    guide = case_of(client, contact)["guide"]
    assert guide["current"] == "confidential"
    ahead = [(step["key"], step["state"]) for step in guide["steps"]][3:]
    assert ahead == [("verify", "skipped"), ("confidential", "now"), ("thanks", "ahead")]
    fields = {"callback_phone": "608 555 0147", "callback_time": "after four"}
    assert record(ada, contact, "confidential", fields)[0] == 200
    assert case.callbacks.get().worker == stage.cast["bob"]


@pytest.mark.parametrize("state", ["offered", "talking", "holding", "consulting", "wrapping"])
def test_the_caller_hangs_up_in_every_state_and_the_desk_goes_on(
    ada: Sends, stage: Stage, client: Client, state: str
) -> None:
    stage.sit("hal")
    stage.sit("ada")
    contact = stage.ring()
    if state != "offered":
        ada("do/answer", contact=contact)
    if state == "holding":
        ada("do/hold", contact=contact)
    if state == "consulting":
        ada("do/consult-queue", contact=contact, queue="helpline")
    if state == "wrapping":
        ada("do/end", contact=contact)
    else:
        stage.do("hang_up", contact=contact)
    if state == "offered":
        assert ada("do/answer", contact=contact)[1]["refused"]["code"] == "not_offered"
        assert stage.state_of("ada") == "available"
        return
    assert stage.state_of("ada") == "wrapping"
    assert ada("do/hold", contact=contact)[1]["refused"]["code"] == "not_yours"
    _, answer = ada("skip-open", contact=contact, reason="caller_gone")
    assert answer["guide"]["open"] == []
    assert ada("wrap", contact=contact, disposition="caller_gone", met=[], foreseen=[])[1]["ok"]


def test_an_escalation_leads_to_that_same_lead(ada: Sends, stage: Stage) -> None:
    stage.sit("hal")
    rosas_case(stage.cast)
    contact = stage.call_for("ada")
    identified(ada, contact)
    _, marked = ada("mark", contact=contact, flag="caller.upset", on=True)
    assert [step["state"] for step in marked["helping"]["helpline"]["steps"]][:2] == ["now", "ahead"]

    def step(key: str, **fields: str) -> Answer:
        return ada("record", contact=contact, guide="helpline", step=key, fields=fields)

    step("policy")
    step("rights", hearing="declined", still_upset="yes")
    assert step("hold")[0] == 200
    assert stage.state_of("ada") == "holding"
    assert step("call_helpline")[0] == 200
    assert stage.state_of("ada") == "consulting"
    consult = stage.floor.host.look(lambda engine: engine.floor.contacts[contact].consult)
    assert step("hand_over")[1]["refused"]["code"] in {"not_briefed", "unknown_agent"}
    stage.do("answer", contact=consult, agent=stage.cast["hal"].pk)
    assert step("brief", brief_text="Upset about the closing of child care.")[0] == 200
    assert step("hand_over")[0] == 200
    assert stage.floor.host.look(lambda engine: engine.floor.contacts[contact].agent) == stage.cast["hal"].pk
    assert stage.state_of("ada") == "wrapping"


# -- drafts ----------------------------------------------------------------------------------------------------------


def test_what_is_typed_survives_signing_out_and_is_sealed(ada: Sends, stage: Stage, client: Client) -> None:
    contact = stage.call_for("ada")
    case_of(client, contact)
    assert ada("draft", contact=contact, key="notes", text="Daughter calls for her mother.")[1]["ok"]
    client.logout()
    at_desk(client, stage, "ada")
    assert case_of(client, contact)["drafts"]["notes"]["text"] == "Daughter calls for her mother."
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM floor_draft")
        assert "Daughter" not in cursor.fetchone()[0]


def test_taking_a_step_forgets_its_own_drafts_and_no_others(ada: Sends, stage: Stage, client: Client) -> None:
    contact = stage.call_for("ada")
    case_of(client, contact)
    ada("draft", contact=contact, key="notes", text="kept")
    ada("draft", contact=contact, key="call.identifier.number", text="4018227")
    record(ada, contact, "greeting")
    assert set(case_of(client, contact)["drafts"]) == {"notes", "call.identifier.number"}
    rosas_case(stage.cast)
    record(ada, contact, "identifier", {"identifier_given": "case_number"}, number="4018227")
    assert set(case_of(client, contact)["drafts"]) == {"notes"}


def test_a_draft_that_is_too_long_is_refused_and_the_last_one_kept(ada: Sends, stage: Stage, client: Client) -> None:
    contact = stage.call_for("ada")
    case_of(client, contact)
    ada("draft", contact=contact, key="notes", text="short")
    assert ada("draft", contact=contact, key="notes", text="x" * 8001)[0] == 409
    assert case_of(client, contact)["drafts"]["notes"]["text"] == "short"


def test_the_page_says_how_the_desk_stands_without_scripts(ada: Sends, client: Client) -> None:
    assert "Your desk is: Signed out." in client.get("/desk/").content.decode()


# -- why -------------------------------------------------------------------------------------------------------------


def test_why_this_call_is_told_without_the_names_of_colleagues(ada: Sends, stage: Stage, client: Client) -> None:
    stage.sit("bob")
    contact = stage.call_for("ada")
    told = client.get(f"/desk/why/{contact}/").json()
    assert told["headline"]
    assert any(one["you"] and one["chosen"] for one in told["considered"])
    assert "Bob" not in json.dumps(told)
    assert not told["named"]
