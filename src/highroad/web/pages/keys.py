"""All keys on one page: the same table as the sheet under `?`, for those without scripts and for printing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from highroad.modules.people.api import declared
from highroad.web.key_table import GROUPS


@declared("frame.keys", "read")
def keys(request: HttpRequest) -> HttpResponse:
    """The table of keys."""
    return render(request, "pages/keys.html", {"groups": GROUPS})
