"""The audit trail of the office tables, to look through."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from highroad.modules.people.actor import actor_of
from highroad.modules.people.declared import declared
from highroad.modules.people.queries import audit_entries, people

ENTRIES_PER_PAGE = 100


@declared("people.audit", "read")
def audit(request: HttpRequest) -> HttpResponse:
    """Who did what, newest first. Names are looked up for whoever may see these people; the trail has tokens
    only.
    """
    actor = actor_of(request)
    entries = audit_entries(actor)
    token = request.GET.get("token", "").strip()
    if token:
        entries = entries.filter(object_token=token) | entries.filter(who=token)
    shown = Paginator(entries, ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    tokens = {entry.who for entry in shown} | {entry.object_token for entry in shown}
    names: dict[str, str] = dict(people(actor).filter(token__in=tokens).values_list("token", "name"))
    lines = [(entry, names.get(entry.who, ""), names.get(entry.object_token, "")) for entry in shown]
    return render(request, "people/audit.html", {"lines": lines, "shown": shown, "token": token})
