"""Telling of an earlier error: whose work it was is chosen from the case, and one supervisor hears of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from cast import Cast
from floor_stage import MORNING, Stage, rosas_case, staged
from highroad.modules.cases.api import corrections
from highroad.modules.cases.models import Case, CaseComment
from modules.floor.test_desk_actions import Sends, at_desk, identified, verified

WORDS = "The rent was entered as income."


@pytest.fixture
def stage(cast: Cast) -> Iterator[Stage]:
    with staged(cast) as running:
        yield running


@pytest.fixture
def ada(stage: Stage, client: Client) -> Sends:
    return at_desk(client, stage, "ada")


def correct(client: Client, case: Case, worker: str, key: str = "once") -> dict[str, object]:
    body = {"what_was_wrong": WORDS, "corrected_how": "Moved to expenses.", "previous_worker": worker}
    answer = client.post(
        f"/api/cases/{case.token}/corrections",
        body,
        content_type="application/json",
        headers={"Idempotency-Key": key},
    )
    assert answer.status_code == 200, answer.content
    return dict(answer.json())


def test_the_choices_are_those_who_wrote_on_the_case_and_its_assigned_worker(
    ada: Sends, stage: Stage, client: Client
) -> None:
    case = rosas_case(stage.cast)
    CaseComment.objects.create(case=case, author=stage.cast["ada"], at=MORNING, text="Own words.")
    contact = stage.call_for("ada")
    identified(ada, contact)
    told = client.get(f"/desk/workers/{contact}/").json()["workers"]
    assert [(one["name"], one["assigned"]) for one in told] == [("Bob Kessler", True)]
    assert told[0]["at"].startswith("2026-11-16")


def test_a_covered_case_names_nobody(ada: Sends, stage: Stage, client: Client) -> None:
    rosas_case(stage.cast, confidential=True)
    contact = stage.call_for("ada")
    identified(ada, contact)
    assert client.get(f"/desk/workers/{contact}/").status_code == 409


def test_the_previous_workers_supervisor_is_told_and_peers_see_nothing(
    ada: Sends, stage: Stage, client: Client
) -> None:
    bob = stage.cast["bob"]
    bob.supervisor = stage.cast["carmen"]
    bob.save()
    case = rosas_case(stage.cast)
    contact = stage.call_for("ada")
    verified(ada, contact)
    worker = client.get(f"/desk/workers/{contact}/").json()["workers"][0]["token"]
    assert correct(client, case, worker) == correct(client, case, worker)
    seen = {who: corrections(stage.cast.actor(who)).count() for who in ("ada", "bob", "hal", "carmen", "dov", "eve")}
    assert seen == {"ada": 1, "bob": 0, "hal": 0, "carmen": 1, "dov": 0, "eve": 0}
    for who in ("bob", "hal"):
        at_desk(client, stage, who)
        for path in (f"/cases/{case.token}/", "/cases/corrections/", f"/api/cases/{case.token}"):
            assert WORDS not in client.get(path).content.decode(), (who, path)
    at_desk(client, stage, "carmen")
    assert WORDS in client.get("/cases/corrections/").content.decode()


def test_an_error_whose_author_is_unknown_tells_nobody_and_says_so(ada: Sends, stage: Stage, client: Client) -> None:
    case = rosas_case(stage.cast)
    contact = stage.call_for("ada")
    verified(ada, contact)
    assert correct(client, case, "")["told"] is False
    assert corrections(stage.cast.actor("carmen")).count() == 0
