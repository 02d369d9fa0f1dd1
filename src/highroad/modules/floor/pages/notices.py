"""What was said to everyone on the floor: the live line carries a token, the words are read here."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from highroad.modules.floor.models import Broadcast
from highroad.modules.floor.queries.helpline import start_of_day
from highroad.modules.floor.queries.supervision import broadcast_json, broadcasts
from highroad.modules.people.api import declared

from .answers import Answer, answering, now_on, running


@declared("floor.broadcast", "read")
@answering
def recent(request: HttpRequest) -> Answer:  # noqa: ARG001 - a view is given its request
    """Today's messages, newest first."""
    floor = running()
    return {"messages": broadcasts(start_of_day(floor, now_on(floor)))}


@declared("floor.broadcast", "read")
@answering
def notice(request: HttpRequest, message: str) -> Answer:  # noqa: ARG001 - a view is given its request
    """One message."""
    found = Broadcast.objects.filter(token=message).select_related("by").first()
    if found is None:
        raise Http404
    return broadcast_json(found)
