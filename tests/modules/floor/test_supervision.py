"""Stepping in on the floor: whose desks one sees and moves, always with a reason, once for each press."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.db.models import Model

from cast import Cast
from floor_stage import Stage, staged
from highroad.modules.floor.live.hub import Hub, Reader
from highroad.modules.floor.models import Broadcast
from highroad.modules.floor.queries.scope import floor_scope
from highroad.modules.people.models import AuditEntry

if TYPE_CHECKING:
    from django.test import Client


@pytest.fixture
def stage(cast: Cast) -> Iterator[Stage]:
    with staged(cast) as running:
        yield running


def in_the_database(table: type[Model]) -> str:
    """What somebody with a copy of the database would read."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT words FROM {table._meta.db_table}")
        return " ".join(row[0] for row in cursor.fetchall())


def send(client: Client, cast: Cast, who: str, path: str, **body: object) -> tuple[int, dict[str, Any]]:
    client.force_login(cast.account(who))
    answer = client.post(path, json.dumps(body), content_type="application/json")
    return answer.status_code, answer.json() if answer["Content-Type"].startswith("application/json") else {}


def look(client: Client, cast: Cast, who: str, path: str) -> tuple[int, dict[str, Any]]:
    client.force_login(cast.account(who))
    answer = client.get(path)
    return answer.status_code, answer.json() if answer["Content-Type"].startswith("application/json") else {}


def seen_by(stage: Stage, who: str) -> set[str]:
    """The keys of the topic `floor` that reach somebody: of the snapshot, and of what is new."""
    hub: Hub = stage.floor.hub
    reader = Reader({"floor": False}, {"floor": floor_scope(stage.cast.actor(who))})
    snapshot = set(hub.snapshot_for(reader, "floor"))
    for key, value in hub.snapshot("floor").items():
        reader.put("floor", key, value)
    assert {item["k"] for item in reader.take()} == snapshot, "news and snapshot must not differ"
    return snapshot


# -- whose desks one sees --------------------------------------------------------------------------------------------


def test_carmen_sees_her_team_and_hal_sees_everyone(stage: Stage) -> None:
    mine = {f"agent:{stage.cast[who].pk}" for who in ("ada", "bob", "carmen")}
    assert seen_by(stage, "carmen") == mine
    assert seen_by(stage, "hal") == mine | {f"agent:{stage.cast['hal'].pk}"}


@pytest.mark.parametrize("who", ["eve", "ada", "dov", "noor", "ines", "gil", "tove"])
def test_whoever_leads_nobody_sees_no_desk_and_no_waiting_contact(stage: Stage, who: str) -> None:
    stage.ring()
    assert seen_by(stage, who) == set()


def test_a_waiting_contact_is_seen_without_the_name_of_a_stranger(stage: Stage) -> None:
    stage.sit("hal")
    contact = stage.do("arrive", queue="helpline", purpose="helpline_escalated").contact
    value = stage.floor.hub.snapshot("floor")[f"contact:{contact}"]
    assert value["offered_to"] == stage.cast["hal"].pk
    seen, shown = floor_scope(stage.cast.actor("carmen"))(f"contact:{contact}", value)
    assert seen
    assert (shown["offered_to"], shown["offered_elsewhere"]) == (0, True)


def test_a_key_nobody_foresaw_goes_to_nobody(stage: Stage) -> None:
    scope = floor_scope(stage.cast.actor("hal"))
    assert [scope(key, {"agent": 1})[0] for key in ("secret:1", "agent:x", "agent", "")] == [False] * 4


def test_the_first_picture_holds_no_more_than_the_live_line(client: Client, stage: Stage) -> None:
    client.force_login(stage.cast.account("carmen"))
    page = client.get("/supervision/").content.decode()
    assert "Ada Whitfield" in page
    assert "Hal Tanaka" not in page


# -- moving a desk ---------------------------------------------------------------------------------------------------


def move(client: Client, stage: Stage, who: str, whom: str, **changes: object) -> tuple[int, dict[str, Any]]:
    body = {"id": "press-1", "agent": stage.cast[whom].pk, "state": "meeting", "reason": "meeting", "why": "agreed"}
    return send(client, stage.cast, who, "/supervision/move-desk/", **{**body, **changes})


def test_carmen_moves_ada_with_a_reason_and_it_is_audited_once(client: Client, stage: Stage) -> None:
    stage.sit("ada")
    assert move(client, stage, "carmen", "ada")[0] == 200
    assert move(client, stage, "carmen", "ada")[0] == 200, "a double click is the same press"
    assert stage.state_of("ada") == "meeting"
    audited = AuditEntry.objects.get(action="desk-moved:meeting")
    assert (audited.object_token, audited.purpose, audited.who) == (
        stage.cast["ada"].token, "agreed", stage.cast["carmen"].token,
    )  # fmt: skip


def test_a_move_without_a_reason_of_the_list_changes_nothing(client: Client, stage: Stage) -> None:
    stage.sit("ada")
    for why in ("", "because she is slow"):
        status, answer = move(client, stage, "carmen", "ada", why=why)
        assert status == 409
        assert answer["refused"]["code"] == "why_unknown"
    assert stage.state_of("ada") == "available"
    assert not AuditEntry.objects.filter(action__startswith="desk-moved").exists()


def test_nobody_moves_a_desk_outside_their_team(client: Client, stage: Stage) -> None:
    stage.sit("hal", available=False)
    assert move(client, stage, "carmen", "hal")[0] == 404
    assert move(client, stage, "hal", "ada")[0] == 403, "a lead moves contacts, not colleagues"
    assert move(client, stage, "eve", "ada")[0] == 403
    assert stage.state_of("hal") == "away"


def test_a_move_during_a_call_is_kept_until_the_work_is_done(client: Client, stage: Stage) -> None:
    stage.call_for("ada")
    assert move(client, stage, "carmen", "ada")[0] == 200
    assert stage.state_of("ada") == "talking"
    assert stage.floor.hub.snapshot("floor")[f"agent:{stage.cast['ada'].pk}"]["planned"] == "meeting"


def test_taking_somebody_off_protected_time_is_listed_as_an_override(client: Client, stage: Stage) -> None:
    stage.sit("ada", available=False)
    agent = stage.cast["ada"].pk
    stage.do("move_desk", agent=agent, state=7, reason="protected", by=agent)
    assert not [key for key in stage.floor.hub.snapshot("floor") if key.startswith("override:")]
    move(client, stage, "carmen", "ada", why="short_staffed")
    override = stage.floor.hub.snapshot("floor")["override:1"]
    assert (override["what"], override["agent"], override["why"]) == ("ended", agent, "short_staffed")
    assert "override:1" in seen_by(stage, "carmen")
    assert "override:1" not in seen_by(stage, "ada")


def test_going_on_protected_time_within_the_quota_is_no_override(stage: Stage) -> None:
    stage.sit("ada", available=False)
    agent = stage.cast["ada"].pk
    stage.do("move_desk", agent=agent, state=7, reason="protected", by=agent)
    stage.do("move_desk", agent=agent, state=1, by=agent)
    assert not [key for key in stage.floor.hub.snapshot("floor") if key.startswith("override:")]


# -- moving a contact ------------------------------------------------------------------------------------------------


def test_a_waiting_contact_is_moved_with_a_reason_and_keeps_its_age(client: Client, stage: Stage) -> None:
    contact = stage.ring()
    age = stage.floor.host.look(lambda engine: engine.floor.contacts[contact].age_from)
    body = {"id": "m-1", "contact": contact, "queue": "ebd", "why": "wrong_queue"}
    for _press in range(2):
        assert send(client, stage.cast, "hal", "/supervision/move-contact/", **body)[0] == 200
    call = stage.floor.host.look(lambda engine: engine.floor.contacts[contact])
    assert (call.queue, call.age_from) == ("ebd", age)
    assert AuditEntry.objects.filter(action="contact-moved:ebd").count() == 1


def test_a_contact_that_is_answered_is_not_moved_and_says_why(client: Client, stage: Stage) -> None:
    contact = stage.call_for("ada")
    body = {"id": "m-1", "contact": contact, "queue": "ebd", "why": "wrong_queue"}
    status, answer = send(client, stage.cast, "carmen", "/supervision/move-contact/", **body)
    assert (status, answer["refused"]["code"]) == (409, "not_waiting")
    assert send(client, stage.cast, "ada", "/supervision/move-contact/", **body)[0] == 403


# -- a word to everyone ----------------------------------------------------------------------------------------------


def test_a_message_is_kept_sealed_and_the_journal_has_no_word_of_it(client: Client, stage: Stage) -> None:
    words = "The case system is slow until eleven."
    for _press in range(2):
        status, answer = send(client, stage.cast, "carmen", "/supervision/broadcast/", id="b-1", words=words)
        assert status == 200
    assert Broadcast.objects.count() == 1
    assert "slow" not in in_the_database(Broadcast)
    assert not any(b"slow" in entry.body for entry in stage.floor.host.journal.read())
    assert [notice["message"] for notice in stage.floor.hub.snapshot("notices").values()] == [answer["message"]]
    assert look(client, stage.cast, "ada", f"/notices/{answer['message']}/")[1]["words"] == words
    assert look(client, stage.cast, "eve", f"/notices/{answer['message']}/")[0] == 403


def test_an_empty_message_and_one_too_long_are_refused_in_words(client: Client, stage: Stage) -> None:
    for words, code in (("  ", "broadcast_empty"), ("x" * 281, "broadcast_too_long")):
        status, answer = send(client, stage.cast, "carmen", "/supervision/broadcast/", id=f"b-{code}", words=words)
        assert (status, answer["refused"]["code"]) == (409, code)
    assert send(client, stage.cast, "ada", "/supervision/broadcast/", id="b-9", words="Hello")[0] == 403


# -- why -------------------------------------------------------------------------------------------------------------


def test_why_a_contact_waits_is_told_and_names_only_those_one_may_see(client: Client, stage: Stage) -> None:
    contact = stage.ring()
    told = look(client, stage.cast, "carmen", f"/supervision/why/contact/{contact}/")[1]
    assert told["headline"][0].startswith("Nobody who can take it is free. It is number 1 in line")
    stage.sit("ada")
    offered = look(client, stage.cast, "carmen", f"/supervision/why/contact/{contact}/")[1]
    assert offered["considered"][0]["who"] == "Ada Whitfield"
    assert look(client, stage.cast, "eve", f"/supervision/why/contact/{contact}/")[0] == 403


def test_the_last_decision_about_a_person_is_told_for_ones_own_people_only(client: Client, stage: Stage) -> None:
    stage.call_for("ada")
    ada, hal = stage.cast["ada"].pk, stage.cast["hal"].pk
    assert look(client, stage.cast, "carmen", f"/supervision/why/person/{ada}/")[1]["considered"][0]["chosen"]
    assert look(client, stage.cast, "carmen", f"/supervision/why/person/{hal}/")[0] == 404
    status, answer = look(client, stage.cast, "hal", f"/supervision/why/person/{hal}/")
    assert (status, answer["refused"]["code"]) == (409, "nothing_to_explain")
