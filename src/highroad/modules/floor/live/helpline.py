"""What screens are told of the Helpline: who waits for it, what it is open for, how many leads are there.

Hours belong to purposes: the Helpline answers staff until one hour and takes escalated callers until another. A
purpose is the Helpline's when its key begins with `helpline`; what follows says for whom (`helpline_staff`,
`helpline_escalated`). Nobody is named here.
"""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from typing import Any, Final

from highroad.core.engine import desk, life
from highroad.core.engine.engine import Engine
from highroad.core.engine.pools import Contact
from highroad.core.engine.rulebook import Rulebook
from highroad.core.words.hours import NeverOpen, closes_at, opens_at

PURPOSE: Final = re.compile(r"helpline[._-](\w+)")
STAFF: Final = "staff"
ESCALATED: Final = "escalated"


def kind_of(purpose: str) -> str:
    """For whom a purpose of the Helpline is (`staff`, `escalated`); empty when it is not the Helpline's."""
    found = PURPOSE.fullmatch(purpose)
    return found[1] if found else ""


def purposes_of(rules: Rulebook) -> dict[str, str]:
    """The Helpline's purposes: key → for whom."""
    return {key: kind_of(key) for key in rules.hours if kind_of(key)}


def queues_of(rules: Rulebook) -> dict[str, str]:
    """The lines in which people wait for the Helpline: key → for whom, by the first purpose each serves."""
    return {key: kind for key, queue in rules.queues.items() if (kind := kind_of(queue.purposes[0]))}


def helpline_view(engine: Engine, briefed: AbstractSet[int]) -> dict[str, Any]:
    """The Helpline as the board shows it. `briefed` are the contacts for which a brief was written."""
    rules, now = engine.floor.rules, engine.floor.now
    waiting: dict[str, list[Contact]] = {STAFF: [], ESCALATED: []}
    for call in engine.floor.contacts.values():
        kind = kind_of(call.purpose)
        if kind in waiting and call.state in life.WAITING:
            waiting[kind].append(call)
    leads = [one for one in engine.floor.agents.values() if one.kind == "lead" and one.state != desk.SIGNED_OUT]
    return {
        "waiting": {kind: _line(calls, briefed) for kind, calls in waiting.items()},
        "hours": {kind: _hours(rules, key, now) for key, kind in purposes_of(rules).items()},
        "leads": {"on_duty": len(leads), "free": sum(engine.why_not_reachable(one) is None for one in leads)},
    }


def _line(calls: list[Contact], briefed: AbstractSet[int]) -> dict[str, Any]:
    oldest = min(calls, key=lambda call: (call.queued or call.since, call.id), default=None)
    return {
        "count": len(calls),
        "oldest_since": (oldest.queued or oldest.since) if oldest is not None else None,
        "oldest_briefed": oldest is not None and is_briefed(oldest, briefed),
    }


def is_briefed(call: Contact, briefed: AbstractSet[int]) -> bool:
    """Whether somebody has written a brief for this contact, or for the one it asks about."""
    return call.id in briefed or call.parent in briefed


def _hours(rules: Rulebook, purpose: str, now: int) -> dict[str, Any]:
    hours = rules.hours[purpose]
    closes = closes_at(hours, now)
    try:
        opens = None if closes is not None else opens_at(hours, now)
    except NeverOpen:
        opens = None
    return {"purpose": purpose, "closes_at": closes, "opens_at": opens}
