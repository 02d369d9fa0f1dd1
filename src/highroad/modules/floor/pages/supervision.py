"""The supervisor's page: the live floor of one's own people, the waiting line, and stepping in with a reason."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from highroad.modules.floor.actions import supervising
from highroad.modules.floor.queries.supervision import broadcast_json, floor_now, floor_words, may_do, people_seen
from highroad.modules.floor.queries.why_floor import why_contact_json, why_person_json
from highroad.modules.floor.service.host import Unavailable
from highroad.modules.people.api import actor_of, declared

from .answers import Answer, answering, body_of, not_now, now_on, running, text, whole
from .desk import catalog
from .desk_actions import command_id


@declared("floor.supervision", "read")
def page(request: HttpRequest) -> HttpResponse:
    """The floor, drawn by the browser from the live line."""
    actor = actor_of(request)
    first: dict[str, Any] = {
        "words": floor_words(),
        "people": people_seen(actor),
        "may": may_do(actor),
        "me": actor.person_id,
        "floor": None,
    }
    try:
        first["floor"] = floor_now(running(), actor)
    except (Unavailable, TimeoutError):
        first["unavailable"] = not_now()
    return render(request, "floor/supervision.html", {"first": first, "catalog": catalog()})


@declared("floor.supervision", "read")
@answering
def people(request: HttpRequest) -> Answer:
    """The people whose desks one may see: asked again when somebody new comes onto the floor."""
    return {"people": people_seen(actor_of(request))}


@declared("floor.supervision", "act", writes="act")
@answering
def move_desk(request: HttpRequest) -> Answer:
    """Move a colleague's desk, with a reason."""
    body = body_of(request)
    made, agent = command_id(body), whole(body, "agent")
    floor = running()
    outcome = supervising.move_desk(
        floor, agent, text(body, "state"), text(body, "reason"), text(body, "why"),
        by=actor_of(request), made=made, at=now_on(floor),
    )  # fmt: skip
    return {"ok": True, "seq": outcome.seq}


@declared("floor.supervision", "act", writes="act", field="waiting")
@answering
def move_contact(request: HttpRequest) -> Answer:
    """Move a waiting contact to another queue, with a reason."""
    body = body_of(request)
    made, contact = command_id(body), whole(body, "contact")
    floor = running()
    outcome = supervising.move_contact(
        floor, contact, text(body, "queue"), text(body, "why"), by=actor_of(request), made=made, at=now_on(floor)
    )
    return {"ok": True, "seq": outcome.seq}


@declared("floor.broadcast", "send", writes="send")
@answering
def broadcast(request: HttpRequest) -> Answer:
    """Say something to everyone on the floor."""
    body = body_of(request)
    made, words = command_id(body), text(body, "words")
    floor = running()
    kept = supervising.broadcast(floor, words, by=actor_of(request), made=made, at=now_on(floor))
    return {"ok": True, **broadcast_json(kept)}


@declared("floor.supervision", "read")
@answering
def why_contact(request: HttpRequest, number: int) -> Answer:
    """Why this contact waits, or why it went to whom it went."""
    return why_contact_json(running(), actor_of(request), number)


@declared("floor.supervision", "read")
@answering
def why_person(request: HttpRequest, number: int) -> Answer:
    """The last decision about this person."""
    return why_person_json(running(), actor_of(request), number)
