"""How an existing telephone system tells the floor of its calls: announced, answered, ended.

Each message names the telephone system's own id of the call. The floor's number for it is found through the journal
(the announcement's command id is made from that id), so nothing has to be remembered here and every message may be
sent twice, late, or in another order: what has happened already changes nothing, what cannot be is refused in words.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from highroad.core.engine import life
from highroad.core.engine.engine import Engine

from .service.commands import Command, Outcome
from .service.host import Host
from .service.memory import from_entry


@dataclass(frozen=True, slots=True)
class Announced:
    """A call as a telephone system announces it. `caller` is a token of the vault, never the number itself."""

    call_id: str
    queue: str
    purpose: str = ""
    language: str = ""
    channel: str = "voice"
    caller: str = ""


def command_id(call_id: str, what: str) -> str:
    """The id of one message about one call; the call's own id is hashed, since it holds a phone number at times."""
    return f"pbx:{hashlib.sha256(call_id.encode()).hexdigest()[:32]}:{what}"


def announce(host: Host, call: Announced, by: str) -> Outcome:
    """A call has arrived at the telephone system."""
    arguments = {
        "queue": call.queue, "purpose": call.purpose, "language": call.language, "channel": call.channel,
        "caller": call.caller,
    }  # fmt: skip
    return host.do(Command(command_id(call.call_id, "arrive"), "arrive", arguments, by))


def contact_of(host: Host, call_id: str) -> int:
    """The floor's number for a call that was announced; 0 when it was not."""
    seq = host.journal.seen(command_id(call_id, "arrive"))
    entry = host.journal.entry(seq) if seq else None
    if entry is None:
        return 0
    facts = from_entry(entry.seq, entry.at, entry.body).facts
    return next((int(fact[2]) for fact in facts if fact[0] == "contact_arrived"), 0)


def answered(host: Host, call_id: str, agent: int, by: str) -> Outcome:
    """Somebody has taken the call, whether the floor offered it to them or the telephone system rang them itself."""
    arguments = {"contact": contact_of(host, call_id), "agent": agent}
    return host.do(Command(command_id(call_id, f"answered:{agent}"), "connect", arguments, by))


def ended(host: Host, call_id: str, by: str) -> Outcome:
    """The caller is gone, in whatever state the call is."""
    arguments = {"contact": contact_of(host, call_id)}
    return host.do(Command(command_id(call_id, "ended"), "hang_up", arguments, by))


def told(host: Host, call_id: str) -> dict[str, Any] | None:
    """What the telephone system may tell the caller, and whom to ring; None when the call was not announced."""
    contact = contact_of(host, call_id)
    if not contact:
        return None
    return host.look(lambda engine: _told(engine, contact))


def _told(engine: Engine, contact: int) -> dict[str, Any]:
    call = engine.floor.contacts.get(contact)
    if call is None:
        return {"contact": contact, "state": "over", "ring": 0, "place_in_line": 0, "estimated_wait_s": None}
    wait_ms = engine.estimated_wait_ms(contact)
    return {
        "contact": contact,
        "state": life.LIFE_NAMES[call.state],
        "ring": call.agent if call.state == life.OFFERED else 0,
        "place_in_line": engine.place_in_line(contact),
        "estimated_wait_s": round(wait_ms / 1000) if wait_ms >= 0 else None,
        "callback_offered": _callback_offered(engine, contact, wait_ms),
    }


def _callback_offered(engine: Engine, contact: int, wait_ms: int) -> bool:
    """Whether the queue's rules offer this caller a callback that keeps the place."""
    call = engine.floor.contacts[contact]
    rules = call.need.queue if call.need is not None else None
    return rules is not None and 0 < rules.callback_after_ms <= wait_ms and call.state == life.QUEUED


def request_callback(host: Host, call_id: str, by: str) -> Outcome:
    """The caller has chosen a callback that keeps the place."""
    arguments = {"contact": contact_of(host, call_id)}
    return host.do(Command(command_id(call_id, "callback"), "request_callback", arguments, by))
