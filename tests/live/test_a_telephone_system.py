"""A telephone system tells of its calls: once, twice, late, in the wrong order, and of things that cannot be."""

from __future__ import annotations

import pytest

from core.engine.floors import ADA, BEN
from highroad.adapters.storage.memory import MemoryJournal
from highroad.core.engine import desk
from highroad.modules.floor.service.host import Host
from highroad.modules.floor.telephony import Announced, announce, answered, contact_of, ended, request_callback, told
from live.service import Hand, sit_down

CALL = Announced("sip:608-555-0199@pbx-1", "family")


def state(host: Host, agent: int) -> str:
    return host.look(lambda engine: desk.STATE_NAMES[engine.floor.agents[agent].state])


def test_a_call_is_announced_answered_and_ended(host: Host) -> None:
    sit_down(host, ADA)
    first = announce(host, CALL, "pbx")
    assert told(host, CALL.call_id) == {
        "contact": first.contact, "state": "offered", "ring": ADA, "place_in_line": 0, "estimated_wait_s": None,
        "callback_offered": False,
    }  # fmt: skip
    assert answered(host, CALL.call_id, ADA, "pbx").accepted
    assert state(host, ADA) == "talking"
    assert ended(host, CALL.call_id, "pbx").accepted
    assert state(host, ADA) == "wrapping"


def test_every_message_may_come_twice(host: Host) -> None:
    sit_down(host, ADA)
    first, again = announce(host, CALL, "pbx"), announce(host, CALL, "pbx")
    assert (again.contact, again.repeated) == (first.contact, True)
    assert [answered(host, CALL.call_id, ADA, "pbx").accepted for _ in range(2)] == [True, True]
    assert [ended(host, CALL.call_id, "pbx").accepted for _ in range(2)] == [True, True]


def test_whoever_the_telephone_system_rang_has_the_call(host: Host) -> None:
    sit_down(host, ADA)
    sit_down(host, BEN)
    announce(host, CALL, "pbx")
    assert state(host, ADA) == "offered"
    assert answered(host, CALL.call_id, BEN, "pbx").accepted
    assert (state(host, ADA), state(host, BEN)) == ("available", "talking")


def test_an_answer_before_the_announcement_is_refused_in_words(host: Host) -> None:
    outcome = answered(host, "nobody-told-us", ADA, "pbx")
    assert outcome.refusal is not None
    assert outcome.refusal.code == "unknown_contact"
    assert told(host, "nobody-told-us") is None


def test_somebody_with_a_call_cannot_have_another(host: Host) -> None:
    sit_down(host, ADA)
    announce(host, CALL, "pbx")
    answered(host, CALL.call_id, ADA, "pbx")
    other = Announced("pbx-2", "family")
    announce(host, other, "pbx")
    outcome = answered(host, other.call_id, ADA, "pbx")
    assert outcome.refusal is not None
    assert outcome.refusal.code == "not_reachable"


@pytest.mark.parametrize("answered_first", [True, False])
def test_the_caller_may_leave_in_any_state(host: Host, answered_first: bool) -> None:
    sit_down(host, ADA)
    announce(host, CALL, "pbx")
    if answered_first:
        answered(host, CALL.call_id, ADA, "pbx")
    assert ended(host, CALL.call_id, "pbx").accepted
    assert state(host, ADA) == ("wrapping" if answered_first else "available")
    late = told(host, CALL.call_id)
    assert late is not None
    assert late["state"] == ("ended" if answered_first else "over")


def test_a_callback_keeps_the_place(host: Host, hand: Hand) -> None:
    announce(host, CALL, "pbx")
    hand.at += 5_000
    announce(host, Announced("pbx-2", "family"), "pbx")
    assert request_callback(host, CALL.call_id, "pbx").accepted
    sit_down(host, ADA)
    channel = host.look(lambda engine: engine.floor.contacts[engine.floor.agents[ADA].contact].channel)
    assert channel == "callback"


def test_the_telephone_systems_ids_stay_out_of_the_journal(host: Host, journal: MemoryJournal) -> None:
    announce(host, CALL, "pbx")
    assert contact_of(host, CALL.call_id) > 0
    assert not any("555-0199" in entry.command_id or b"555-0199" in entry.body for entry in journal.read())
