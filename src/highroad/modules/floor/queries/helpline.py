"""What a Helpline lead needs beside the live floor: the briefs, the callbacks to decide, what was done today."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from highroad.modules.cases.api import opened, practice, waiting_callbacks
from highroad.modules.floor.live.helpline import kind_of, queues_of
from highroad.modules.floor.models import Brief
from highroad.modules.floor.running import RunningFloor, facts_of_today
from highroad.modules.floor.wording import say
from highroad.modules.people.api import Actor, Person, within

from .desk import names_for

DONE_SHOWN_MAX = 50


def briefs_seen(actor: Actor) -> QuerySet[Brief]:
    """The briefs the actor may read: a lead every one, a supervisor those of their own people."""
    bounds = actor.limits("read", "floor.helpline", "brief")
    if not bounds:
        return Brief.objects.none()
    return Brief.objects.filter(by__in=Person.objects.filter(within(bounds, actor))).select_related("by")


def briefs_json(actor: Actor, contact: int) -> list[dict[str, Any]]:
    """What was written for the lead about a contact, oldest first."""
    return [
        {"words": opened(one, "words"), "by": one.by.name, "at": int(one.at.timestamp() * 1000)}
        for one in briefs_seen(actor).filter(contact=contact)
    ]


def callbacks_to_decide(actor: Actor) -> list[dict[str, Any]]:
    """Callbacks on confidential cases whose worker's shift does not meet the promise: a lead decides. No words of the
    caller, and no case number: those stand on the callback's own page."""
    if not actor.may("assign", "cases.callback"):
        return []
    return [
        {
            "token": one.token,
            "worker": one.worker.name if one.worker else "",
            "due": int(one.due_at.timestamp() * 1000),
            "asked": int(one.requested_at.timestamp() * 1000),
        }
        for one in waiting_callbacks(actor).filter(state="lead-asked").select_related("worker")
    ]


def helpline_purposes(floor: RunningFloor) -> dict[str, Any]:
    """The Helpline's lines: by key, for whom they are, as the playbook in force has them."""
    titles = {purpose.key: say(purpose.title) for purpose in practice().hours}
    lines: dict[str, str] = floor.host.look(lambda engine: queues_of(engine.floor.rules))
    return {"queues": lines, "titles": {key: title for key, title in titles.items() if kind_of(key)}}


def done_today(floor: RunningFloor) -> list[dict[str, Any]]:
    """What the Helpline answered today, newest first: for whom, by which lead, how long it waited, how it went on."""
    calls: dict[int, dict[str, Any]] = {}
    ended: list[dict[str, Any]] = []
    for fact in facts_of_today(floor.host):
        name, at, subject, *rest = fact
        if name == "contact_arrived" and kind_of(rest[1]):
            calls[subject] = {
                "contact": subject, "kind": kind_of(rest[1]), "arrived": at, "for_contact": rest[4],
                "answered": 0, "lead": 0, "ended": 0, "outcome": "",
            }  # fmt: skip
        elif subject in calls:
            _hear(calls[subject], name, at, rest)
        if name == "contact_taken_over":
            _taken_over(calls, subject, at, rest)
    ended = [one for one in calls.values() if one["answered"] or one["outcome"]]
    ended.sort(key=lambda one: -int(one["answered"] or one["ended"]))
    names = names_for(one["lead"] for one in ended)
    return [{**one, "lead": names.get(str(one["lead"]), "")} for one in ended[:DONE_SHOWN_MAX]]


def _hear(one: dict[str, Any], name: str, at: int, rest: list[Any]) -> None:
    if name == "contact_answered" and not one["answered"]:
        one["answered"], one["lead"] = at, rest[0]
    elif name in OUTCOMES and not one["outcome"]:
        one["ended"], one["outcome"] = at, OUTCOMES[name]


def _taken_over(calls: dict[int, dict[str, Any]], subject: int, at: int, rest: list[Any]) -> None:
    """The lead took the caller over: that is how the question of that call ended."""
    for one in calls.values():
        if one["for_contact"] == subject and one["lead"] == rest[0] and not one["outcome"]:
            one["ended"], one["outcome"] = at, "taken_over"


OUTCOMES = {
    "contact_ended": "answered",
    "contact_abandoned": "left",
    "contact_closed": "closed",
    "contact_transferred": "handed_on",
}
"""How a Helpline contact ended, by the fact that tells it."""


def start_of_day(floor: RunningFloor, at: datetime) -> datetime:
    """Midnight of the floor's day at `at`."""
    from zoneinfo import ZoneInfo

    zone = floor.host.look(lambda engine: engine.floor.rules.zone)
    local = at.astimezone(ZoneInfo(zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
