"""The floor's API: a telephone system's messages, commands as data, boards and reports; refusals in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.utils import timezone

from core.engine.floors import a_policy
from highroad.adapters.storage.memory import MemoryJournal
from highroad.core.engine import desk
from highroad.core.words.hours import ALWAYS
from highroad.modules.cases.models import SecureText
from highroad.modules.floor.api import Clock, Command, Host, start, stop
from highroad.modules.people.tokens import make_token
from modules.floor.histories import a_morning

if TYPE_CHECKING:
    from cast import Cast

OPEN = tuple(replace(ALWAYS, purpose=purpose) for purpose in ("always", "helpline.staff", "helpline.escalated"))
"""Open whenever the test runs."""


@pytest.fixture
def journal() -> MemoryJournal:
    return MemoryJournal("main")


@pytest.fixture
def host(cast: Cast, journal: MemoryJournal) -> Iterator[Host]:
    """A floor on which Ada is free for the family queue."""
    host = start(journal, Clock()).host
    host.do(Command("1", "adopt", {"policy": a_policy(hours=OPEN), "by": 0}))
    ada = cast["ada"]
    known = {"agent": ada.pk, "token": ada.token, "kind": "agent", "group": "family", "skills": [["foodshare", 4]]}
    host.do(Command("2", "know_agent", {**known, "channels": ["voice", "callback"]}))
    for number, state in enumerate((desk.AWAY, desk.AVAILABLE)):
        host.do(Command(f"3{number}", "move_desk", {"agent": ada.pk, "state": state, "by": ada.pk}))
    yield host
    stop()


def send(cast: Cast, who: str, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
    client = Client()
    client.force_login(cast.account(who))
    answer = client.post(f"/api/floor/{path}", body, content_type="application/json")
    return answer.status_code, answer.json()


def test_a_telephone_system_announces_answers_and_ends_a_call(cast: Cast, host: Host) -> None:
    status, told = send(cast, "ines", "calls", call_id="pbx-1", queue="family", caller="608-555-0142")
    assert (status, told["call"]["ring"]) == (200, cast["ada"].pk)
    status, _ = send(cast, "ines", "calls/answered", call_id="pbx-1", staff_number=cast["ada"].staff_number)
    assert status == 200
    assert host.look(lambda engine: engine.floor.agents[cast["ada"].pk].state) == desk.TALKING
    assert send(cast, "ines", "calls/told", call_id="pbx-1")[1]["state"] == "talking"
    assert send(cast, "ines", "calls/ended", call_id="pbx-1")[0] == 200
    assert host.look(lambda engine: engine.floor.agents[cast["ada"].pk].state) == desk.WRAPPING


def test_the_callers_number_is_kept_in_the_vault_and_nowhere_else(
    cast: Cast, host: Host, journal: MemoryJournal
) -> None:
    for _ in range(2):
        send(cast, "ines", "calls", call_id="608-555-0142", queue="family", caller="608-555-0142")
    assert SecureText.objects.count() == 1
    assert not any(b"555-0142" in entry.body or "555-0142" in entry.command_id for entry in journal.read())
    assert host.running


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("calls", {"call_id": "x", "queue": "nowhere"}, 409, "no queue “nowhere”"),
        ("calls", {"call_id": "x", "queue": "family", "loud": True}, 422, "loud"),
        ("calls", {"queue": "family"}, 422, "call_id"),
        ("calls/answered", {"call_id": "x", "staff_number": "nobody"}, 404, "nothing here"),
        ("calls/ended", {"call_id": "never announced"}, 409, "is over, or was never here"),
        ("calls/told", {"call_id": "never announced"}, 404, "nothing here"),
        ("commands", {"id": "a", "name": "fly"}, 422, "There is no command"),
        ("commands", {"id": "a", "name": "hang_up", "arguments": {"contact": "608-555-0142"}}, 422, "whole number"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words(
    cast: Cast, host: Host, path: str, body: dict[str, Any], status: int, words: str
) -> None:
    code, told = send(cast, "ines", path, **body)
    assert code == status
    assert words in str(told)
    assert "555-0142" not in str(told)
    assert host.running


@pytest.mark.parametrize("who", ["ada", "carmen", "hal", "eve", "tove"])
def test_only_who_keeps_the_telephone_system_may_speak_for_it(cast: Cast, host: Host, who: str) -> None:
    assert send(cast, who, "calls", call_id="x", queue="family")[0] == 403
    assert send(cast, who, "commands", id="x", name="hang_up", arguments={"contact": 1})[0] == 403
    assert host.running


def test_when_no_floor_runs_it_says_so(cast: Cast) -> None:
    code, told = send(cast, "ines", "calls", call_id="x", queue="family")
    assert code == 503
    assert "under the same id" in told["error"]["mend"]


def test_a_command_sent_twice_is_done_once(cast: Cast, host: Host) -> None:
    asked = {"id": "client-7", "name": "arrive", "arguments": {"queue": "family"}}
    first, again = send(cast, "ines", "commands", **asked)[1], send(cast, "ines", "commands", **asked)[1]
    assert (again["contact"], again["repeated"]) == (first["contact"], True)
    assert host.running


def test_one_sees_ones_own_desk_and_the_board_names_nobody(cast: Cast, host: Host) -> None:
    client = Client()
    client.force_login(cast.account("ada"))
    assert client.get("/api/floor/me/desk").json()["me"]["state"] == "available"
    board = client.get("/api/floor/board").content.decode()
    assert '"signed_in": 1' in board
    assert cast["ada"].token not in board
    assert client.get("/api/floor/me/events?after=0").json() == {"events": []}
    assert host.running


def test_reports_come_as_data_with_their_definitions(cast: Cast) -> None:
    a_morning(ada=cast["ada"].pk, hal=cast["hal"].pk)
    client = Client()
    client.force_login(cast.account("hal"))
    told = client.get("/api/floor/reports?start=2026-11-19&end=2026-11-19&by=queue").json()
    assert told["all"]["handled"] == 4
    assert client.get("/api/floor/reports?start=2026-11-20&end=2026-11-19").status_code == 422
    assert {"id", "formula", "meaning"} <= set(client.get("/api/floor/metrics").json()[0])


def test_a_telephone_system_signs_in_with_a_token_for_that_alone(cast: Cast, host: Host) -> None:
    at = timezone.now()
    scopes = [("floor.api", "work")]
    until = timezone.localdate(at) + timedelta(days=30)
    _, secret = make_token("telephone system", scopes, until, by=cast.actor("ines"), at=at)
    client = Client(enforce_csrf_checks=True)

    def call(path: str, key: str) -> int:
        headers = {"Authorization": f"Bearer {key}"}
        body = {"call_id": "pbx-1"} | ({"queue": "family"} if path.endswith("calls") else {})
        return client.post(path, body, content_type="application/json", headers=headers).status_code

    assert call("/api/floor/calls", secret) == 200
    assert call("/api/floor/calls/told", secret) == 403
    assert call("/api/floor/calls", "hr_nonsense") in (401, 403)
    assert call("/api/floor/calls", "") in (401, 403)
    assert host.running
