"""What a Helpline lead needs beside the live floor: the briefs, the callbacks to decide, what was done today."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from highroad.core.engine.facts import Facts
from highroad.core.engine.record import apply
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


def own_brief(actor: Actor, contact: int) -> str:
    """What the actor last wrote for the lead about a contact; empty when it is nothing yet."""
    last = Brief.objects.filter(contact=contact, by_id=actor.person_id).last()
    return opened(last, "words") if last is not None else ""


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


class _Done(Facts):
    """Hears the day's facts and keeps the Helpline's contacts: for whom, which lead, how it went on."""

    def __init__(self) -> None:
        self.calls: dict[int, dict[str, Any]] = {}

    def contact_arrived(
        self,
        at: int,
        contact: int,
        channel: str,  # noqa: ARG002 - a listener is told more than it needs
        purpose: str,
        language: str,  # noqa: ARG002
        caller: str,  # noqa: ARG002
        parent: int,
    ) -> None:
        kind = kind_of(purpose)
        if kind:
            self.calls[contact] = {
                "contact": contact, "kind": kind, "arrived": at, "for_contact": parent,
                "answered": 0, "lead": 0, "ended": 0, "outcome": "",
            }  # fmt: skip

    def contact_answered(self, at: int, contact: int, agent: int) -> None:
        call = self.calls.get(contact)
        if call is not None and not call["answered"]:
            call["answered"], call["lead"] = at, agent

    def _over(self, at: int, contact: int, outcome: str) -> None:
        call = self.calls.get(contact)
        if call is not None and not call["outcome"]:
            call["ended"], call["outcome"] = at, outcome

    def contact_ended(self, at: int, contact: int, agent: int, ended_by: str) -> None:  # noqa: ARG002
        self._over(at, contact, "answered")

    def contact_abandoned(self, at: int, contact: int) -> None:
        self._over(at, contact, "left")

    def contact_closed(self, at: int, contact: int, why: str) -> None:  # noqa: ARG002
        self._over(at, contact, "closed")

    def contact_taken_over(self, at: int, contact: int, agent: int, from_agent: int) -> None:  # noqa: ARG002
        """The lead has the caller now: that is how the question about this contact ended."""
        for call in self.calls.values():
            if call["for_contact"] == contact and call["lead"] == agent:
                self._over(at, call["contact"], "taken_over")


def done_today(floor: RunningFloor) -> list[dict[str, Any]]:
    """What the Helpline answered or lost today, newest first, with the lead's name."""
    heard = _Done()
    for fact in facts_of_today(floor.host):
        apply(heard, fact)
    done = [call for call in heard.calls.values() if call["answered"] or call["outcome"]]
    done.sort(key=lambda call: -int(call["answered"] or call["ended"]))
    names = names_for(call["lead"] for call in done)
    return [{**call, "lead": names.get(str(call["lead"]), "")} for call in done[:DONE_SHOWN_MAX]]


def start_of_day(floor: RunningFloor, at: datetime) -> datetime:
    """Midnight of the floor's day at `at`."""
    zone = floor.host.look(lambda engine: engine.floor.rules.zone)
    local = at.astimezone(ZoneInfo(zone))
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
