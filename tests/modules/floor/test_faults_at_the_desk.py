"""What goes wrong at a desk: too much protected time, a cut line, a double click, two tabs, somebody gone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any
from typing import cast as taken_as

import pytest
from django.test import Client
from starlette.websockets import WebSocket

from cast import Cast
from floor_scenes import EIGHT, Hand
from floor_stage import Stage, staged
from highroad.modules.floor.api import Clock
from highroad.modules.floor.live.presence import Presence
from highroad.web import live
from modules.floor.test_desk_actions import Sends, at_desk, case_of
from modules.floor.test_supervision import seen_by

MINUTE_S = 60


@pytest.fixture
def hand() -> Hand:
    return Hand(EIGHT)


@pytest.fixture
def stage(cast: Cast, hand: Hand) -> Iterator[Stage]:
    with staged(cast, Clock(hand)) as running:
        yield running


@pytest.fixture
def ada(stage: Stage, client: Client) -> Sends:
    return at_desk(client, stage, "ada")


# -- protected time beyond the quota ---------------------------------------------------------------------------------


def test_more_protected_time_than_the_quota_needs_a_reason_that_the_supervisor_sees(
    ada: Sends, stage: Stage, hand: Hand
) -> None:
    stage.sit("ada", available=False)
    assert ada("do/move", state="protected", reason="protected")[1]["ok"]
    hand.passes(91 * MINUTE_S)
    assert ada("do/move", state="away")[1]["ok"]
    status, answer = ada("do/move", state="protected", reason="protected")
    assert (status, answer["refused"]["code"]) == (409, "quota_used")
    assert ada("do/move", state="protected", reason="protected", why="tired")[1]["refused"]["code"] == "why_unknown"
    assert stage.state_of("ada") == "away"
    assert ada("do/move", state="protected", reason="protected", why="documents_due")[1]["ok"]
    override = stage.floor.hub.snapshot("floor")["override:1"]
    assert (override["what"], override["why"], override["agent"]) == ("more", "documents_due", stage.cast["ada"].pk)
    assert "override:1" in seen_by(stage, "carmen")
    assert "override:1" not in seen_by(stage, "bob")


# -- the line cut ----------------------------------------------------------------------------------------------------


class Heard:
    """A screen that connects: it says what it has seen last, and keeps what it is told."""

    def __init__(self, after: int) -> None:
        self.query_params = {"after": str(after)}
        self.told: list[dict[str, Any]] = []

    async def send_text(self, words: str) -> None:
        self.told.append(json.loads(words))

    @property
    def notices(self) -> list[str]:
        """What the person is told of, in order."""
        return [item["d"]["what"] for one in self.told for item in one.get("news", ())]


def connect(stage: Stage, who: str, after: int) -> Heard:
    """Greet a desk that comes back."""
    screen, person = Heard(after), stage.cast[who]
    topics = [f"desk:{person.pk}"]
    reader = stage.floor.hub.join({topics[0]: True})
    socket = taken_as(WebSocket, screen)
    asyncio.run(live._greet(socket, stage.floor, stage.cast.actor(who), topics, reader))
    stage.floor.hub.leave(reader)
    return screen


def test_a_desk_that_comes_back_is_told_what_it_missed_and_nothing_twice(stage: Stage) -> None:
    stage.sit("ada")
    stage.ring()
    before = stage.floor.hub.seq
    stage.do("lose_connection", agent=stage.cast["ada"].pk)
    stage.do("restore_connection", agent=stage.cast["ada"].pk)
    assert connect(stage, "ada", before).notices == ["offer_cut_off"]
    assert connect(stage, "ada", stage.floor.hub.seq).notices == []
    assert connect(stage, "bob", before).notices == []
    assert connect(stage, "ada", before).told[1]["snapshot"]["me"]["state"] == "away"


# -- the same act twice ----------------------------------------------------------------------------------------------

Prepared = Callable[[Stage, Sends, int], None]


def nothing(stage: Stage, ada: Sends, contact: int) -> None:
    """A caller is on the line."""


def held(stage: Stage, ada: Sends, contact: int) -> None:
    ada("do/hold", contact=contact)


def told(stage: Stage, ada: Sends, contact: int) -> None:
    ada("do/tell-caller", contact=contact)


def asked(stage: Stage, ada: Sends, contact: int) -> None:
    ada("do/consult-queue", contact=contact, queue="helpline")


def briefed(stage: Stage, ada: Sends, contact: int) -> None:
    asked(stage, ada, contact)
    consult = stage.floor.host.look(lambda engine: engine.floor.contacts[contact].consult)
    stage.do("answer", contact=consult, agent=stage.cast["hal"].pk)
    told(stage, ada, contact)


DONE_TWICE: list[tuple[str, Prepared, dict[str, Any]]] = [
    ("do/hold", nothing, {}),
    ("do/resume", held, {}),
    ("do/tell-caller", nothing, {"queue": "ebd"}),
    ("do/consult-queue", nothing, {"queue": "helpline"}),
    ("do/consult-person", nothing, {"other": "hal"}),
    ("do/end-consult", asked, {}),
    ("do/transfer-queue", told, {"queue": "ebd", "reason": "other_group"}),
    ("do/transfer-person", briefed, {"other": "hal", "kind": "lead", "reason": "still_unhappy"}),
    ("do/end", nothing, {}),
    ("do/move", nothing, {"state": "break", "reason": "break"}),
    ("record", nothing, {"guide": "call", "step": "greeting", "fields": {}}),
    ("mark", nothing, {"flag": "caller.upset", "on": True}),
    ("skip-open", nothing, {"reason": "caller_gone"}),
    ("brief", nothing, {"words": "Two letters, one answer."}),
]


@pytest.mark.parametrize(("path", "prepared", "body"), DONE_TWICE, ids=[one[0] for one in DONE_TWICE])
def test_a_double_click_on_any_act_does_it_once(
    ada: Sends, stage: Stage, path: str, prepared: Prepared, body: dict[str, Any]
) -> None:
    stage.sit("hal")
    contact = stage.call_for("ada")
    prepared(stage, ada, contact)
    if "other" in body:
        body = {**body, "other": stage.cast[body["other"]].pk}
    before = stage.floor.hub.seq
    first = ada(path, id="click", contact=contact, **body)
    assert first[0] == 200, first
    after, state = stage.floor.hub.seq, stage.state_of("ada")
    assert not path.startswith("do/") or after > before
    again = ada(path, id="click", contact=contact, **body)
    assert again[0] == 200
    assert (stage.floor.hub.seq, stage.state_of("ada")) == (after, state)


@pytest.mark.parametrize("path", ["do/hold", "do/end"])
def test_two_tabs_do_a_thing_once_and_the_second_is_told_so(ada: Sends, stage: Stage, path: str) -> None:
    contact = stage.call_for("ada")
    assert ada(path, id="tab-one", contact=contact)[0] == 200
    after, state = stage.floor.hub.seq, stage.state_of("ada")
    status, answer = ada(path, id="tab-two", contact=contact)
    assert status == 409
    assert answer["refused"]["words"]
    assert (stage.floor.hub.seq, stage.state_of("ada")) == (after, state)


def test_answering_in_two_tabs_gives_one_call(ada: Sends, stage: Stage) -> None:
    stage.sit("ada")
    contact = stage.ring()
    assert [ada("do/answer", id=tab, contact=contact)[0] for tab in ("one", "two")] == [200, 409]
    assert stage.state_of("ada") == "talking"


# -- somebody gone ---------------------------------------------------------------------------------------------------

BUSY = ("offered", "talking", "holding", "consulting", "wrapping")


def come_to(stage: Stage, ada: Sends, state: str) -> int:
    """Ada's desk in a state; the contact."""
    stage.sit("hal")
    stage.sit("ada")
    contact = stage.ring()
    if state != "offered":
        ada("do/answer", contact=contact)
    act = {"holding": "do/hold", "consulting": "do/consult-queue", "wrapping": "do/end"}.get(state)
    if act:
        ada(act, contact=contact, **({"queue": "helpline"} if state == "consulting" else {}))
    assert stage.state_of("ada") == state
    return contact


@pytest.mark.parametrize("state", BUSY[:4])
def test_a_caller_who_hangs_up_is_told_of_in_words_and_never_twice(ada: Sends, stage: Stage, state: str) -> None:
    contact = come_to(stage, ada, state)
    before = stage.floor.hub.seq
    stage.do("hang_up", contact=contact)
    notice = "offer_withdrawn" if state == "offered" else "contact_ended"
    assert connect(stage, "ada", before).notices == [notice]
    assert stage.state_of("ada") == ("available" if state == "offered" else "wrapping")
    assert stage.state_of("hal") == "available", "a consult ends with its caller"


def test_whoever_ends_the_call_is_not_told_that_the_caller_hung_up(ada: Sends, stage: Stage) -> None:
    contact = stage.call_for("ada")
    before = stage.floor.hub.seq
    ada("do/end", contact=contact)
    assert connect(stage, "ada", before).notices == []


async def close_the_browser(stage: Stage, who: str) -> None:
    """The last screen goes, and none comes back in time."""
    presence, agent = Presence(), stage.cast[who].pk
    presence.came(stage.floor.host, agent)
    presence.left(stage.floor.host, agent, 0.01)
    while agent in presence.leaving:
        await asyncio.sleep(0.005)


@pytest.mark.parametrize("state", BUSY)
def test_a_browser_gone_leaves_a_call_alone_and_lets_an_offer_go_on(
    ada: Sends, stage: Stage, hand: Hand, client: Client, state: str
) -> None:
    contact = come_to(stage, ada, state)
    stage.sit("bob")
    asyncio.run(close_the_browser(stage, "ada"))
    connected = stage.floor.host.look(lambda engine: engine.floor.agents[stage.cast["ada"].pk].connected)
    assert not connected
    if state == "offered":
        assert stage.state_of("ada") == "away"
        hand.passes(35)  # the circle widens to Bob
        stage.do("restore_connection", agent=stage.cast["ada"].pk)
        assert stage.state_of("ada") == "away", "coming back is not saying that one is available"
        assert stage.state_of("bob") == "offered", "the caller is not left ringing where nobody sits"
        return
    assert stage.state_of("ada") == state, "the call is the phone's and not the browser's"
    stage.do("restore_connection", agent=stage.cast["ada"].pk)
    assert case_of(client, contact)["contact"] == contact
    assert stage.state_of("ada") == state


@pytest.mark.parametrize("state", ["protected", "break", "meeting", "away"])
def test_a_browser_gone_off_the_phones_changes_no_reason(ada: Sends, stage: Stage, state: str) -> None:
    stage.sit("ada", available=False)
    if state != "away":
        ada("do/move", state=state, reason=state)
    asyncio.run(close_the_browser(stage, "ada"))
    assert stage.state_of("ada") == state
