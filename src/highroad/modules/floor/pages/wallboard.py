"""The wallboard: the floor in figures that can be read from five meters. Nobody is named and nobody is ranked.

The address is the whole choice: which queues, which formula, which theme. So a screen on a wall is set up by a link.
"""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import pgettext

from highroad.modules.floor.queries.board import FORMULAS, board_now, board_titles, zone_of
from highroad.modules.floor.service.host import Unavailable
from highroad.modules.people.api import declared

from .answers import running
from .desk import catalog

THEMES = ("light", "dark")


@declared("floor.wallboard", "read")
def wallboard(request: HttpRequest) -> HttpResponse:
    """The board. A queue that the playbook does not have, and a formula that nobody knows, are left out."""
    wanted = [key for key in request.GET.get("queues", "").split(",") if key]
    formula = request.GET.get("formula", "")
    titles = board_titles(wanted)
    first: dict[str, Any] = {
        "titles": titles if titles["queues"] else board_titles(),
        "formula": formula if formula in FORMULAS else next(iter(FORMULAS)),
        "chosen": bool(wanted and titles["queues"]),
        "zone": timezone.get_default_timezone_name(),
        "board": None,
    }
    try:
        floor = running()
        first |= {"zone": zone_of(floor), "board": board_now(floor)}
    except (Unavailable, TimeoutError):
        first["unavailable"] = True
    theme = request.GET.get("theme", "")
    today = timezone.now().astimezone(ZoneInfo(first["zone"]))
    context = {
        "first": first,
        "catalog": catalog(),
        "today": date_format(today, pgettext("form of a date: Tuesday 24 November", "l j F")),
        "chosen_theme": theme if theme in THEMES else "",
        "themes": THEMES,
        "chosen_queues": {queue["key"] for queue in first["titles"]["queues"]},
    }
    return render(request, "floor/wallboard.html", context)
