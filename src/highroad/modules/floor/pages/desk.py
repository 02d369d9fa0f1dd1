"""The representative's desk: one page, and the few addresses it reads."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation.trans_real import DjangoTranslation
from django.views.i18n import JSONCatalog

from highroad.modules.cases.api import practice
from highroad.modules.floor.queries.desk import colleagues, desk_state, helpline, words_of
from highroad.modules.floor.service.host import Unavailable
from highroad.modules.floor.wording import STATES
from highroad.modules.people.api import Actor, actor_of, declared

from .answers import Answer, answering, not_now, running


@declared("floor.desk", "read")
def page(request: HttpRequest) -> HttpResponse:
    """The desk. Without scripts it says how the desk stands; the browser's part makes it live."""
    actor = actor_of(request)
    first = first_paint(actor)
    me = first["state"]["me"] if first["state"] else None
    words = str(STATES[me["state"]]) if me else _("Not on this floor yet")
    version = practice().about.version
    context = {"first": first, "catalog": catalog(), "version": version, "state_words": words}
    return render(request, "floor/desk.html", context)


def first_paint(actor: Actor) -> dict[str, Any]:
    """What the desk begins with, so that the first picture needs no second question."""
    playbook = practice()
    person = {"id": actor.person_id, "name": actor.name}
    first: dict[str, Any] = {"words": words_of(playbook), "person": person, "language": get_language(), "state": None}
    try:
        floor = running()
        first["state"] = desk_state(floor, actor)
        first["helpline"] = helpline(floor, actor)
    except (Unavailable, TimeoutError):
        first["unavailable"] = not_now()
    return first


def catalog() -> dict[str, Any]:
    """The translations of the scripts' own words."""
    view = JSONCatalog()
    view.translation = DjangoTranslation(get_language() or "en", domain="djangojs")
    return {"catalog": view.get_catalog()}


@declared("floor.desk", "read")
@answering
def state(request: HttpRequest) -> Answer:
    """The desk as it is now, in the shape of the live topic `desk`."""
    return desk_state(running(), actor_of(request))


@declared("floor.desk", "read")
@answering
def people(request: HttpRequest) -> Answer:
    """Colleagues who could be called or given this call."""
    kind = request.GET.get("kind", "")
    return {"people": colleagues(running(), actor_of(request), request.GET.get("q", ""), kind)}


@declared("floor.desk", "read")
@answering
def on_duty(request: HttpRequest) -> Answer:
    """The Helpline: for what it is open, and who is there."""
    return helpline(running(), actor_of(request))
