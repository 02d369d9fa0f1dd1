"""Where a person arrives: at the first page of their menu."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from highroad.modules.people.api import actor_of, declared
from highroad.web.menu import menu_for


@declared("frame.home", "read")
def home(request: HttpRequest) -> HttpResponse:
    """To the first page of one's own menu; a page in words when there is none yet."""
    menu = menu_for(actor_of(request), request.path)
    if menu:
        return redirect(menu[0].url)
    return render(request, "pages/nothing_yet.html")
