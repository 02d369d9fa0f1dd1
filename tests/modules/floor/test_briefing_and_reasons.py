"""The brief before the lead, from two desks; reasons only from the lists the page offers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from cast import Cast
from floor_stage import CALLER, MORNING, Stage, rosas_case, staged
from highroad.core.playbooks.guide import Reason
from highroad.core.playbooks.values import Text
from highroad.modules.cases.api import practice
from highroad.modules.floor.actions.guiding import begin_run
from highroad.modules.floor.models import Brief
from highroad.modules.floor.reasons import OWN_MORE_PROTECTED, choices
from modules.floor.test_desk_actions import Answer, Sends, at_desk, case_of, verified

WORDS = "Child care closed, two letters to an old address. Rights were said; still wants a lead."


@pytest.fixture
def stage(cast: Cast) -> Iterator[Stage]:
    with staged(cast) as running:
        yield running


@pytest.fixture
def ada(stage: Stage, client: Client) -> Sends:
    return at_desk(client, stage, "ada")


def read_by(stage: Stage, who: str, contact: int) -> list[str]:
    reader = Client()
    at_desk(reader, stage, who)
    answer = reader.get(f"/helpline/brief/{contact}/")
    return [one["words"] for one in answer.json()["briefs"]] if answer.status_code == 200 else []


def consult(stage: Stage, contact: int) -> int:
    return int(stage.floor.host.look(lambda engine: engine.floor.contacts[contact].consult))


def test_a_brief_written_before_the_call_is_there_while_it_rings(ada: Sends, stage: Stage, client: Client) -> None:
    stage.sit("hal")
    contact = stage.call_for("ada")
    case_of(client, contact)
    ada("draft", contact=contact, key="brief", text=WORDS)
    assert ada("brief", contact=contact, words=WORDS)[0] == 200
    assert ada("do/consult-queue", contact=contact, queue="helpline")[1]["ok"]
    assert stage.state_of("hal") == "offered"
    assert read_by(stage, "hal", contact) == [WORDS]
    told = case_of(client, contact)
    assert (told["brief"], told["drafts"]) == (WORDS, {})


def test_the_step_of_the_guide_hands_the_brief_over_before_the_caller(ada: Sends, stage: Stage) -> None:
    stage.sit("hal")
    contact = stage.call_for("ada")
    ada("mark", contact=contact, flag="caller.upset", on=True)

    def step(key: str, **fields: str) -> Answer:
        return ada("record", contact=contact, guide="helpline", step=key, fields=fields)

    step("policy")
    step("rights", hearing="declined", still_upset="yes")
    step("hold")
    assert step("call_helpline")[0] == 200
    stage.do("answer", contact=consult(stage, contact), agent=stage.cast["hal"].pk)
    assert step("brief", brief_text="x" * 601)[1]["refused"]["code"] == "brief_too_long"
    assert step("brief", brief_text=WORDS)[0] == 200
    assert read_by(stage, "hal", contact) == [WORDS]
    assert step("hand_over")[0] == 200
    assert read_by(stage, "hal", contact) == [WORDS]
    assert Brief.objects.count() == 1


def test_a_brief_written_while_they_talk_reaches_the_leads_open_desk(
    ada: Sends, stage: Stage, django_capture_on_commit_callbacks: Any
) -> None:
    stage.sit("hal")
    contact = stage.call_for("ada")
    ada("do/consult-queue", contact=contact, queue="helpline")
    with django_capture_on_commit_callbacks(execute=True):
        ada("brief", contact=contact, words=WORDS)
    heard = stage.floor.hub.snapshot(f"desk:{stage.cast['hal'].pk}")
    assert heard["brief"] == {"contact": contact}
    assert "letters" not in str(heard)


def test_the_brief_is_for_leads_and_about_ones_own_call(ada: Sends, stage: Stage, client: Client) -> None:
    contact = stage.call_for("ada")
    assert ada("brief", contact=contact, words=WORDS)[0] == 200
    assert read_by(stage, "bob", contact) == []
    bob = at_desk(client, stage, "bob")
    assert bob("brief", contact=contact, words="mine")[1]["refused"]["code"] == "not_yours"


def test_a_call_is_refused_for_a_reason_of_the_list_and_no_other(ada: Sends, stage: Stage) -> None:
    stage.sit("ada")
    contact = stage.ring()
    status, answer = ada("do/refuse", contact=contact, why="rude.last.week")
    assert (status, answer["refused"]["code"]) == (409, "why_unknown")
    assert "I know this caller" in answer["refused"]["words"]
    assert stage.state_of("ada") == "offered"
    assert ada("do/refuse", contact=contact, why="conflict")[1]["ok"]
    assert stage.state_of("ada") == "away"


def test_a_reason_of_the_written_practice_is_said_in_its_own_words(ada: Sends, client: Client) -> None:
    class Written:
        reasons = (Reason("agreed", Text("By the addendum of 3 May", "Por el anexo")),)

    said = choices(OWN_MORE_PROTECTED, Written())  # type: ignore[arg-type]  # only its reasons are read
    assert said["agreed"] == "By the addendum of 3 May"
    assert list(said) == list(OWN_MORE_PROTECTED)
    page = client.get("/desk/").content.decode()
    assert all(words in page for words in choices(OWN_MORE_PROTECTED, practice()).values())


def handed_on(ada: Sends, stage: Stage) -> int:
    """Ada's caller is with Hal."""
    contact = stage.call_for("ada")
    verified(ada, contact)
    ada("do/consult-queue", contact=contact, queue="helpline")
    hal = stage.cast["hal"].pk
    stage.do("answer", contact=consult(stage, contact), agent=hal)
    ada("do/tell-caller", contact=contact)
    assert ada("do/transfer-person", contact=contact, other=hal, kind="lead", reason="still_unhappy")[1]["ok"]
    return contact


def test_a_caller_who_was_handed_on_is_asked_nothing_twice(ada: Sends, stage: Stage, client: Client) -> None:
    stage.sit("hal")
    case = rosas_case(stage.cast)
    contact = handed_on(ada, stage)
    at_desk(client, stage, "hal")
    told = case_of(client, contact)
    assert (told["case"], told["speaker"], told["identity"]["outcome"]) == (case.token, CALLER[0], "verified")
    assert [one["state"] for one in told["guide"]["steps"][:4]] == ["done"] * 4
    assert case_of(client, contact)["guide"] == told["guide"], "reading it again hands nothing down again"


def test_a_case_that_is_confidential_for_the_next_one_is_not_handed_down(
    ada: Sends, stage: Stage, client: Client
) -> None:
    case = rosas_case(stage.cast)
    contact = stage.call_for("ada")
    verified(ada, contact)
    case.confidential, case.assigned = True, stage.cast["hal"]
    case.save()
    run = begin_run(stage.cast.actor("bob"), contact, at=MORNING)
    assert (run.case, run.records.count()) == ("", 0)
