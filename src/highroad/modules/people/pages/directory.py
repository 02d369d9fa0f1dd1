"""The directory: a list to search, and one page for each person."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from highroad.modules.people.actor import actor_of
from highroad.modules.people.declared import declared
from highroad.modules.people.pages.forms import SearchForm
from highroad.modules.people.queries import Wanted, search

PEOPLE_PER_PAGE = 50


@declared("people.person", "read")
def people_list(request: HttpRequest) -> HttpResponse:
    """Everyone this person may see, narrowed by what they look for."""
    actor = actor_of(request)
    form = SearchForm(request.GET or None)
    wanted = Wanted()
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        wanted = Wanted(
            words=asked["q"],
            site=asked["site"].key if asked["site"] else "",
            group=asked["group"].key if asked["group"] else "",
            role=asked["role"],
            left=asked["left"],
        )
    shown = Paginator(search(actor, wanted), PEOPLE_PER_PAGE).get_page(request.GET.get("page"))
    asked_again = request.GET.copy()
    asked_again.pop("page", None)
    context = {
        "form": form,
        "shown": shown,
        "narrowed": wanted != Wanted(),
        "sees_numbers": actor.may("read", "people.person", "staff_number"),
        "sees_skills": actor.may("read", "people.person", "skills"),
        "may_import": actor.may("import", "people.roster"),
        "query": asked_again.urlencode(),
    }
    template = "people/list_results.html" if request.headers.get("HX-Request") else "people/list.html"
    return render(request, template, context)
