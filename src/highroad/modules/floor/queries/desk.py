"""One person's desk as their screen needs it: the state, and the names and titles of what is in it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext

from highroad.core.engine import desk
from highroad.core.engine.engine import Engine
from highroad.core.engine.refusals import WORDS
from highroad.core.playbooks import Playbook
from highroad.core.words.hours import is_open
from highroad.modules.cases.api import practice
from highroad.modules.floor import reasons
from highroad.modules.floor.live import views
from highroad.modules.floor.reasons import choices
from highroad.modules.floor.running import RunningFloor
from highroad.modules.floor.wording import STATES, Refused, Said, say
from highroad.modules.people.api import Actor, Person

from .signing import statements_json

PEOPLE_FOUND_MAX = 20
HELPLINE = "helpline"
"""The purposes of the Helpline begin with this word."""


def desk_state(floor: RunningFloor, actor: Actor) -> dict[str, Any]:
    """What the live topic `desk` carries, with the floor's time and entry number; `me` is None for a stranger."""

    def look(engine: Engine) -> dict[str, Any]:
        agent = engine.floor.agents.get(actor.person_id or 0)
        return {
            "at": floor.host.clock.now(),
            "seq": floor.hub.seq,
            "me": views.desk_view(engine, agent) if agent is not None else None,
        }

    return floor.host.look(look)


def words_of(playbook: Playbook) -> dict[str, Any]:
    """The titles of everything the desk may show or ask to choose from."""
    titled: dict[str, Iterable[Any]] = {
        "queues": playbook.queues,
        "reasons": playbook.reasons,
        "dispositions": playbook.dispositions,
        "needs": playbook.needs,
        "relations": playbook.identity.relations,
        "outcomes": playbook.identity.outcomes,
        "permissions": playbook.identity.permissions,
        "referrals": playbook.referrals,
        "offices": playbook.directory,
        "groups": playbook.groups,
    }
    return {name: {thing.key: say(thing.title) for thing in things} for name, things in titled.items()} | {
        "off": [{"key": off.key, "title": say(off.title), "state": off.state} for off in playbook.off_reasons],
        "states": {name: str(words) for name, words in STATES.items()},
        "transfers": [
            {
                "rule": rule.key,
                "kind": rule.kind,
                "title": say(rule.title),
                "reasons": list(rule.reasons),
                "queues": list(rule.queues),
                "told": rule.caller_told,
                "briefed": rule.briefed,
                "allowed": rule.allowed,
                "instead": say(rule.instead),
                "say": {"en": rule.say.en, "es": rule.say.say("es")},
            }
            for rule in playbook.transfers
        ],
        "directory": [
            {"key": office.key, "title": say(office.title), "phone": office.phone, "areas": list(office.areas)}
            for office in playbook.directory
        ],
        "refuse_reasons": choices(reasons.REFUSE, playbook),
        "more_reasons": choices(reasons.OWN_MORE_PROTECTED, playbook),
        "statements": statements_json(playbook),
        "foreseen": [need.key for need in playbook.needs if need.foreseen],
        "usual_ms": usual_by_queue(playbook),
        "title": say(playbook.about.title),
    }


def usual_by_queue(playbook: Playbook) -> dict[str, int]:
    """How long a call of a queue usually takes: the mean over its call types, in milliseconds."""
    spans: dict[str, list[int]] = {}
    for call_type in playbook.call_types:
        spans.setdefault(call_type.queue, []).append(call_type.usual_talk_ms)
    return {queue: sum(found) // len(found) for queue, found in spans.items()}


def contact_on_desk(floor: RunningFloor, actor: Actor, contact: int) -> dict[str, Any]:
    """The contact that is on this person's own desk now. Raises Refused when it is not."""
    me = desk_state(floor, actor)["me"]
    if me is None or me["call"] is None or me["call"]["id"] != contact:
        raise not_on_desk()
    return {**me["call"], "desk": me["state"]}


def not_on_desk() -> Refused:
    """The refusal of whatever is asked about a contact of somebody else's."""
    return Refused(Said("not_yours", gettext(WORDS["not_yours"])))


def colleagues(floor: RunningFloor, actor: Actor, written: str = "", kind: str = "") -> list[dict[str, Any]]:
    """Who could be called or given a call directly: name used on calls, whether it would ring, and why not."""

    def look(engine: Engine) -> dict[int, dict[str, Any]]:
        return {
            agent.id: {
                "id": agent.id,
                "kind": agent.kind,
                "state": desk.STATE_NAMES[agent.state],
                "reachable": engine.why_not_reachable(agent) is None,
            }
            for agent in engine.floor.agents.values()
            if agent.id != actor.person_id and agent.state != desk.SIGNED_OUT and kind in {"", agent.kind}
        }

    there = floor.host.look(look)
    named = Person.objects.filter(pk__in=there, display_name__icontains=written.strip()).order_by("display_name")
    found = [
        {**there[one.pk], "name": one.display_name, "initials": one.initials} for one in named[:PEOPLE_FOUND_MAX]
    ]
    return sorted(found, key=lambda one: not one["reachable"])


def names_for(ids: Iterable[int]) -> dict[str, str]:
    """The names used on calls of these people."""
    wanted = [one for one in ids if one]
    return {str(one.pk): one.display_name for one in Person.objects.filter(pk__in=wanted)}


def helpline(floor: RunningFloor, actor: Actor) -> dict[str, Any]:
    """Who is on duty at the Helpline, and for what it is open now."""
    playbook = practice()
    is_open_now = open_purposes(floor)
    return {
        "open": [
            {"key": purpose.key, "title": say(purpose.title), "open": is_open_now.get(purpose.key, False)}
            for purpose in playbook.hours
            if purpose.key.startswith(HELPLINE)
        ],
        "leads": colleagues(floor, actor, kind="lead"),
        "queues": {
            queue.purposes[0]: queue.key for queue in playbook.queues if queue.purposes[0].startswith(HELPLINE)
        },
    }


def open_purposes(floor: RunningFloor) -> dict[str, bool]:
    """Whether each purpose is open now: hours belong to a purpose and not to a line."""

    def look(engine: Engine) -> dict[str, bool]:
        return {key: is_open(hours, engine.floor.now) for key, hours in engine.floor.rules.hours.items()}

    return floor.host.look(look)
