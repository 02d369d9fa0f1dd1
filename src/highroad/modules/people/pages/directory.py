"""The directory: a list to search, and one page for each person."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from highroad.modules.people.actor import actor_of
from highroad.modules.people.declared import declared
from highroad.modules.people.queries import Wanted, search


@declared("people.person", "read")
def people_list(request: HttpRequest) -> HttpResponse:
    """Everyone this person may see, narrowed by what they look for."""
    found = search(actor_of(request), Wanted(words=request.GET.get("q", "")))
    return render(request, "people/list.html", {"people": found})
