"""The design system on one page, with invented words: what there is to build pages from."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from highroad.web.vendored_icons import ICONS


@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Every component once."""
    return render(request, "pages/style.html", {"icons": sorted(ICONS)})
