"""What a screen may see of the floor, as plain values. Each function reads the engine's state and changes nothing.

Three topics, for three kinds of reader (`access/table.py` says who): the `board` counts and names nobody; the `floor`
shows each desk and each waiting contact to those who lead it; the `desk` is one person's own.
"""

from __future__ import annotations

from typing import Any

from highroad.core.engine import desk, life
from highroad.core.engine.engine import Engine
from highroad.core.engine.facts import DIRECT_OFFER
from highroad.core.engine.pools import Agent, Contact
from highroad.core.words.hours import is_open, local_date, spans_on

WAIT_WARN_MS = 120_000
"""From this wait on a line is marked; where the target alone is longer than half of it, from twice the target."""


def queue_view(engine: Engine, queue: str) -> dict[str, Any]:
    """How many wait in a queue, since when the one that waits longest, and whether the queue is open."""
    waiting = [c for c in engine.floor.contacts.values() if c.state in life.WAITING and c.queue == queue]
    rules = engine.floor.rules.queues[queue]
    hours = engine.floor.rules.hours
    today = local_date(engine.floor.rules.zone, engine.floor.now)
    begins = [start for purpose in rules.purposes for start, _ in spans_on(hours[purpose], today)]
    return {
        "key": queue,
        "waiting": len(waiting),
        "oldest_since": min((c.queued for c in waiting), default=None),
        "open": any(is_open(hours[purpose], engine.floor.now) for purpose in rules.purposes),
        "opened_at": min(begins, default=None),
        "wait_warn_ms": max(WAIT_WARN_MS, 2 * rules.target_ms),
    }


def people_view(engine: Engine) -> dict[str, Any]:
    """How many people are in each state; nobody is named."""
    states = dict.fromkeys(desk.STATE_NAMES, 0)
    for agent in engine.floor.agents.values():
        states[desk.STATE_NAMES[agent.state]] += 1
    signed_in = len(engine.floor.agents) - states["signed_out"]
    return {"signed_in": signed_in, "states": states}


def protected_view(engine: Engine) -> list[dict[str, Any]]:
    """For each staffing group, the protected time used today and the quota of those signed in."""
    groups = []
    for group in engine.floor.rules.groups.values():
        people = [
            agent
            for agent in engine.floor.agents.values()
            if agent.group == group.key and agent.state != desk.SIGNED_OUT and group.protected_ms
        ]
        used = sum(engine.floor.protected_used(agent, engine.floor.now) for agent in people)
        groups.append({"key": group.key, "used_ms": used, "quota_ms": group.protected_ms * len(people)})
    return [group for group in groups if group["quota_ms"]]


def agent_view(engine: Engine, agent: Agent) -> dict[str, Any]:
    """One desk, for those who lead it."""
    group = engine.floor.rules.groups.get(agent.group)
    call = engine.floor.contacts.get(agent.contact)
    return {
        "id": agent.id,
        "state": desk.STATE_NAMES[agent.state],
        "since": agent.since,
        "reason": agent.reason,
        "group": agent.group,
        "kind": agent.kind,
        "contact": agent.contact,
        "queue": call.queue if call is not None else "",
        "planned": desk.STATE_NAMES[agent.planned] if agent.planned >= 0 else "",
        "protected_used_ms": engine.floor.protected_used(agent, engine.floor.now),
        "protected_quota_ms": group.protected_ms if group is not None else 0,
        "connected": agent.connected,
        "late": agent.late,
        "held_since": call.held_since if call is not None and call.agent == agent.id else 0,
        "hold_warnings": call.hold_warnings if call is not None and call.agent == agent.id else 0,
        "protected_counts": agent.reason in engine.floor.rules.protected_reasons,
        "protected_asof": engine.floor.now,
    }


def waiting_view(call: Contact) -> dict[str, Any]:
    """One waiting contact, for those who lead the floor."""
    return {
        "id": call.id,
        "queue": call.queue,
        "channel": call.channel,
        "language": call.language,
        "since": call.queued,
        "ring": call.ring,
        "purpose": call.purpose,
        "offered_to": call.agent,
        "for_contact": call.parent,
        "over_limit": call.limit_passed,
        "direct": call.offer_kind == DIRECT_OFFER and call.state == life.OFFERED,
    }


def desk_view(engine: Engine, agent: Agent) -> dict[str, Any]:
    """One person's own desk: state, protected time, and the contact on it."""
    call = engine.floor.contacts.get(agent.contact)
    return {
        **agent_view(engine, agent),
        "playbook": {"name": engine.floor.rules.policy.playbook, "version": engine.floor.rules.version},
        "call": contact_view(engine, call) if call is not None else None,
    }


def contact_view(engine: Engine, call: Contact) -> dict[str, Any]:
    """The contact on a desk."""
    consult = engine.floor.contacts.get(call.consult) if call.consult else None
    limits = engine.floor.rules.limits
    return {
        "id": call.id,
        "state": life.LIFE_NAMES[call.state],
        "since": call.since,
        "channel": call.channel,
        "queue": call.queue,
        "purpose": call.purpose,
        "language": call.language,
        "caller": call.caller,
        "case": call.case,
        "arrived": call.arrived,
        "answered": call.answered,
        "waited_ms": call.waited_ms,
        "held_since": call.held_since,
        "held_ms": call.held_ms,
        "hold_warn_ms": limits.hold_warn_ms,
        "hold_max_ms": limits.hold_max_ms,
        "wrap_limit_ms": call.need.queue.wrap_limit_ms if call.need is not None else 0,
        "told": call.told,
        "briefed": call.briefed,
        "direct": call.offer_kind == 1,
        "is_consult": call.parent != 0,
        "for_contact": call.parent,
        "version": call.version,
        "consult": None
        if consult is None
        else {
            "id": consult.id,
            "state": life.LIFE_NAMES[consult.state],
            "agent": consult.agent,
            "since": consult.since,
        },
    }
