"""The live floor for those who lead it: what things are called, who the people are, what may be done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from highroad.modules.cases.api import opened, practice
from highroad.modules.floor import reasons
from highroad.modules.floor.models import Broadcast
from highroad.modules.floor.running import RunningFloor
from highroad.modules.floor.wording import STATES, say
from highroad.modules.people.api import Actor, Person

from .scope import SUPERVISION, floor_scope, people_on_floor

BROADCASTS_SHOWN = 20


def floor_words() -> dict[str, Any]:
    """The titles of everything on the floor, in the reader's words."""
    playbook = practice()
    titled: dict[str, Iterable[Any]] = {
        "queues": playbook.queues,
        "groups": playbook.groups,
        "purposes": playbook.hours,
    }
    return {name: {thing.key: say(thing.title) for thing in things} for name, things in titled.items()} | {
        "languages": {one.key: say(one.title) for one in playbook.languages},
        "states": {key: str(words) for key, words in STATES.items()},
        "off": [{"key": off.key, "title": say(off.title), "state": off.state} for off in playbook.off_reasons],
        "why_desk": {key: str(words) for key, words in reasons.DESK.items()},
        "why_contact": {key: str(words) for key, words in reasons.CONTACT.items()},
        "why": {key: str(words) for key, words in reasons.WORDS.items()},
    }


def people_seen(actor: Actor) -> dict[str, dict[str, str]]:
    """The people whose desks the actor may see: number → name, initials, team."""
    allowed = people_on_floor(actor)
    found: QuerySet[Person] = Person.objects.filter(active=True).select_related("team", "site")
    if allowed is not None:
        found = found.filter(pk__in=allowed)
    return {
        str(one.pk): {
            "name": one.name,
            "initials": one.initials,
            "team": one.team.name if one.team else one.site.name,
        }
        for one in found
    }


def floor_now(floor: RunningFloor, actor: Actor) -> dict[str, Any]:
    """The topic `floor` as far as the actor may see it, with the floor's time."""
    scope = floor_scope(actor)
    admitted = {key: scope(key, value) for key, value in floor.hub.snapshot("floor").items()}
    return {
        "at": floor.host.clock.now(),
        "values": {key: value for key, (seen, value) in admitted.items() if seen},
    }


def may_do(actor: Actor) -> dict[str, bool]:
    """Which acts the page offers; each is decided again when it is asked for."""
    return {
        "move_desk": actor.may("act", SUPERVISION),
        "move_contact": actor.may("act", SUPERVISION, "waiting"),
        "broadcast": actor.may("send", "floor.broadcast"),
        "explain": actor.may("explain", "floor.call"),
    }


def broadcasts(since: datetime) -> list[dict[str, Any]]:
    """What was said to everyone since then, newest first: everyone on the floor may read it."""
    found = Broadcast.objects.filter(at__gte=since).select_related("by")[:BROADCASTS_SHOWN]
    return [broadcast_json(one) for one in found]


def broadcast_json(one: Broadcast) -> dict[str, Any]:
    """One message to the floor."""
    return {
        "message": one.token,
        "words": opened(one, "words"),
        "by": one.by.display_name,
        "at": int(one.at.timestamp() * 1000),
    }
