"""The Helpline lead's page: who waits and why, the brief before the caller, one's own call, what was done today.

The lead works a call like anyone: the call bar and its acts are the desk's own.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from highroad.modules.floor.queries.helpline import briefs_json, callbacks_to_decide, done_today, helpline_purposes
from highroad.modules.floor.queries.supervision import floor_now, floor_words, may_do, people_seen
from highroad.modules.floor.service.host import Unavailable
from highroad.modules.people.api import actor_of, declared

from .answers import Answer, answering, not_now, running
from .desk import catalog, first_paint


@declared("floor.helpline", "read")
def page(request: HttpRequest) -> HttpResponse:
    """The Helpline, drawn by the browser from the live line; the callbacks to decide come with the page."""
    actor = actor_of(request)
    works = actor.may("work", "floor.helpline")
    first: dict[str, Any] = {
        "words": floor_words(),
        "people": people_seen(actor),
        "may": may_do(actor),
        "me": actor.person_id,
        "works": works,
        "desk": first_paint(actor) if works else None,
        "floor": None,
        "to_decide": callbacks_to_decide(actor),
        "zone": timezone.get_default_timezone_name(),
    }
    try:
        floor = running()
        first |= {
            "floor": floor_now(floor, actor),
            "board": floor.hub.snapshot("board").get("helpline"),
            "lines": helpline_purposes(floor),
            "zone": floor.host.look(lambda engine: engine.floor.rules.zone),
        }
    except (Unavailable, TimeoutError):
        first["unavailable"] = not_now()
    context = {"first": first, "catalog": catalog(), "works": works}
    return render(request, "floor/helpline.html", context)


@declared("floor.helpline", "read", field="brief")
@answering
def briefs(request: HttpRequest, number: int) -> Answer:
    """What was written for the lead about this contact."""
    return {"briefs": briefs_json(actor_of(request), number)}


@declared("floor.helpline", "read")
@answering
def today(request: HttpRequest) -> Answer:  # noqa: ARG001 - a view is given its request
    """What the Helpline did today."""
    return {"done": done_today(running())}
