"""A floor's state as plain values, and its digest: replay must equal live, and this is how it is told.

`dump` holds everything a decision can depend on and nothing that is derived from it: the indexes and their heaps are
built anew by `load`. Two floors with equal dumps make the same decisions from then on.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from highroad.core.engine import desk, life
from highroad.core.engine.facts import Facts
from highroad.core.engine.floor import Floor
from highroad.core.engine.pools import Agent, Contact
from highroad.core.words.policy import Policy

FORM = 1
"""Grows when the form of a dump changes: a snapshot of another form is passed over, and the journal read instead."""

AGENT_FIELDS = (
    "token", "kind", "group", "state", "since", "reason", "stamp", "idle_order", "contact", "back_to", "back_reason",
    "back_since", "planned", "planned_reason", "connected", "late", "protected_used_ms", "protected_day",
)  # fmt: skip
CONTACT_FIELDS = (
    "channel", "purpose", "language", "caller", "parent", "version", "state", "since", "stamp", "arrived", "age_from",
    "queue", "queued", "waited_ms", "ring", "agent", "offer_kind", "answered", "held_since", "held_ms",
    "hold_warnings", "limit_passed", "told", "case", "consult", "briefed", "wraps",
)  # fmt: skip


def dump(floor: Floor) -> dict[str, Any]:
    """The state of a floor, JSON-ready, independent of how it came about."""
    rules = floor.rules
    versions = sorted(rules.policies)
    profiles = {profile.id: key for key, profile in rules.profiles.items()}
    return {
        "form": FORM,
        "now": floor.now,
        "idle_order": floor.idle_order,
        "last_contact": floor.last_contact,
        "policies": [rules.plain[version] for version in versions],
        "version": rules.version,
        "agents": [
            [agent.id, *(getattr(agent, name) for name in AGENT_FIELDS), _skills(agent, profiles)]
            for _, agent in sorted(floor.agents.items())
        ],
        "contacts": [
            [call.id, *(getattr(call, name) for name in CONTACT_FIELDS), call.need is not None]
            for _, call in sorted(floor.contacts.items())
        ],
        "timers": _timers(floor),
        "answers": [
            [key, floor.last_answer[key], floor.answer_gap_ms.get(key, 0)] for key in sorted(floor.last_answer)
        ],
    }


def _skills(agent: Agent, profiles: dict[int, Any]) -> Any:
    """[[skill, level], …] and channels, without the staffing group, which is a skill of its own in the profile."""
    if agent.profile is None:
        return None
    skills, channels = profiles[agent.profile.id]
    own = [list(pair) for pair in skills if pair[0] != f"group:{agent.group}"]
    return [own, list(channels)]


def _timers(floor: Floor) -> list[list[int]]:
    """The timers that are not void, in the order in which they fall due."""
    standing = [timer for timer in sorted(floor.timers.heap) if floor.stands(timer)]
    return [[due, kind, subject, stamp] for due, _, kind, subject, stamp in standing]


def digest(floor: Floor) -> str:
    """SHA-256 of the canonical dump, hexadecimal."""
    text = json.dumps(dump(floor), sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def load(data: dict[str, Any], listener: Facts | None = None) -> Floor:
    """The floor of a dump. Raises ValueError when the dump is of another form."""
    if data["form"] != FORM:
        message = f"this snapshot has form {data['form']}, not {FORM}; read the journal from its beginning instead"
        raise ValueError(message)
    floor = Floor(listener if listener is not None else Facts())
    for policy in sorted((Policy.from_json(p) for p in data["policies"]), key=lambda p: p.version == data["version"]):
        floor.rules.adopt(policy)
    floor.now = data["now"]
    for row in data["agents"]:
        _load_agent(floor, row)
    for row in data["contacts"]:
        _load_contact(floor, row)
    _list_everyone(floor)
    for due, kind, subject, stamp in data["timers"]:
        floor.timers.set(due, kind, subject, stamp)
    for key, last, gap in data["answers"]:
        floor.last_answer[key] = last
        if gap:
            floor.answer_gap_ms[key] = gap
    floor.idle_order = data["idle_order"]
    floor.last_contact = data["last_contact"]
    return floor


def _load_agent(floor: Floor, row: list[Any]) -> None:
    agent = Agent(row[0], row[1], row[2], row[3])
    for name, value in zip(AGENT_FIELDS, row[1:], strict=False):
        setattr(agent, name, value)
    if row[-1] is not None:
        skills, channels = row[-1]
        pairs = tuple((skill, level) for skill, level in skills)
        agent.profile = floor.rules.profile_of(agent.group, pairs, tuple(channels))
    floor.agents[agent.id] = agent


def _load_contact(floor: Floor, row: list[Any]) -> None:
    call = Contact(row[0], row[1], row[2], row[3], row[4], row[5], 0)
    for name, value in zip(CONTACT_FIELDS, row[1:], strict=False):
        setattr(call, name, value)
    floor.contacts[call.id] = call
    if row[-1]:
        call.need = floor.rules.need_of(call)


def _list_everyone(floor: Floor) -> None:
    """Build the indexes: who is free, longest first, and who waits."""
    free = [agent for agent in floor.agents.values() if agent.state == desk.AVAILABLE and agent.profile is not None]
    for agent in sorted(free, key=lambda agent: agent.idle_order):
        assert agent.profile is not None
        agent.profile.add_idle(agent)
    for call in floor.contacts.values():
        if call.state == life.QUEUED and call.need is not None:
            call.need.add_waiting(call)
