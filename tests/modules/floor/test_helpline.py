"""The Helpline: who waits, whether they are briefed, and who reads the brief."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction
from django.db.models import Model

from cast import Cast
from floor_stage import MORNING, Stage, rosas_case, staged
from highroad.modules.cases.models import ConfidentialCallback
from highroad.modules.floor.actions.briefing import attach_brief
from highroad.modules.floor.models import Brief
from highroad.modules.floor.wording import Refused

if TYPE_CHECKING:
    from django.test import Client

WORDS = "Two letters went to an old address; she knows her rights and still wants a lead."


def in_the_database(table: type[Model]) -> str:
    """What somebody with a copy of the database would read."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT words FROM {table._meta.db_table}")
        return " ".join(row[0] for row in cursor.fetchall())


@pytest.fixture
def stage(cast: Cast) -> Iterator[Stage]:
    with staged(cast) as running:
        yield running


@pytest.fixture
def asked(stage: Stage, django_capture_on_commit_callbacks: Any) -> int:
    """Ada's caller is on hold while she asks the Helpline; no lead is signed in."""
    contact = stage.call_for("ada")
    ada = stage.cast["ada"].pk
    stage.do("consult_queue", contact=contact, agent=ada, queue="helpline", purpose="helpline_escalated")
    return contact


def board(stage: Stage) -> dict[str, Any]:
    value: dict[str, Any] = stage.floor.hub.snapshot("board")["helpline"]
    return value


def attach(stage: Stage, contact: int, words: str, capture: Any, who: str = "ada") -> Brief:
    with capture(execute=True):
        return attach_brief(contact, words, stage.cast.actor(who), MORNING)


def test_the_board_counts_who_waits_and_says_until_when(stage: Stage, asked: int) -> None:
    view = board(stage)
    assert view["waiting"]["escalated"]["count"] == 1
    assert view["waiting"]["staff"]["count"] == 0
    assert not view["waiting"]["escalated"]["oldest_briefed"]
    hours = view["hours"]
    assert hours["escalated"]["closes_at"] - hours["staff"]["closes_at"] == 30 * 60_000
    assert view["leads"] == {"on_duty": 0, "free": 0}


def test_a_brief_is_seen_at_once_kept_sealed_and_never_twice(
    stage: Stage, asked: int, django_capture_on_commit_callbacks: Any
) -> None:
    first = attach(stage, asked, WORDS, django_capture_on_commit_callbacks)
    assert attach(stage, asked, WORDS, django_capture_on_commit_callbacks).pk == first.pk
    assert "letters" not in in_the_database(Brief)
    assert board(stage)["waiting"]["escalated"]["oldest_briefed"]
    waiting = [value for key, value in stage.floor.hub.snapshot("floor").items() if key.startswith("contact:")]
    assert [one["briefed"] for one in waiting] == [True]


def test_only_whoever_has_the_caller_writes_the_brief(
    stage: Stage, asked: int, django_capture_on_commit_callbacks: Any
) -> None:
    with pytest.raises(Refused, match="not_yours"):
        attach(stage, asked, WORDS, django_capture_on_commit_callbacks, who="bob")
    for words in ("", "x" * 601):
        with pytest.raises(Refused, match="brief_"):
            attach(stage, asked, words, django_capture_on_commit_callbacks)
    assert not Brief.objects.exists()


def test_leads_read_every_brief_a_supervisor_those_of_her_people(
    client: Client, stage: Stage, asked: int, django_capture_on_commit_callbacks: Any
) -> None:
    attach(stage, asked, WORDS, django_capture_on_commit_callbacks)
    for who, count in (("hal", 1), ("carmen", 1)):
        client.force_login(stage.cast.account(who))
        assert len(client.get(f"/helpline/brief/{asked}/").json()["briefs"]) == count
    for who in ("ada", "eve", "noor"):
        client.force_login(stage.cast.account(who))
        assert client.get(f"/helpline/brief/{asked}/").status_code == 403


def test_today_tells_how_a_question_ended(client: Client, stage: Stage, asked: int) -> None:
    stage.sit("hal")
    hal, ada = stage.cast["hal"].pk, stage.cast["ada"].pk
    consult = stage.floor.host.look(lambda engine: engine.floor.agents[hal].contact)
    stage.do("answer", contact=consult, agent=hal)
    stage.do("tell_caller", contact=asked, agent=ada)
    stage.do("transfer_person", contact=asked, agent=ada, other=hal, kind="lead", reason="still_unhappy")
    client.force_login(stage.cast.account("hal"))
    (done,) = client.get("/helpline/today/").json()["done"]
    assert (done["kind"], done["lead"], done["outcome"]) == ("escalated", "Hal Tanaka", "taken_over")


def test_the_board_hears_of_callbacks_without_asking(stage: Stage, django_capture_on_commit_callbacks: Any) -> None:
    assert stage.floor.hub.snapshot("board")["callbacks"]["count"] == 0
    case = rosas_case(stage.cast, confidential=True)
    due = MORNING + timedelta(minutes=28)
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        ConfidentialCallback.objects.create(
            case=case, worker=stage.cast["bob"], caller_name="Lena Marin", phone="608 555 0147",
            requested_by=stage.cast["ada"], requested_at=MORNING, limit_at=due, due_at=due, state="lead-asked",
        )  # fmt: skip
    told = stage.floor.hub.snapshot("board")["callbacks"]
    assert (told["count"], told["due"], told["to_decide"]) == (1, [int(due.timestamp() * 1000)], 1)
    assert "Lena" not in str(told)
