"""Corrections, seen by their finder and one supervisor; signatures, found by five keys."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from highroad.modules.cases.actions.work import see_correction
from highroad.modules.cases.pages.acting import act_once, form_key
from highroad.modules.cases.pages.forms import SignatureForm
from highroad.modules.cases.queries.lists import SignatureKeys, corrections, signatures
from highroad.modules.cases.queries.seen import visible
from highroad.modules.cases.wording import refuse
from highroad.modules.people.api import actor_of, declared, record

FOUND_SHOWN = 100


@declared("cases.correction", "read", writes="read")
def correction_list(request: HttpRequest) -> HttpResponse:
    """What one was told in private, and what one found. Nothing of it is counted per person."""
    actor = actor_of(request)
    mine = corrections(actor)
    if request.method == "POST":
        told = mine.filter(token=request.POST.get("correction", ""), supervisor_id=actor.person_id).first()

        def do() -> None:
            if told is None:
                refuse("item-unknown")
            see_correction(actor, told, at=timezone.now())

        return act_once(request, do, then=reverse("cases:corrections"), said=_("Marked as read."))
    context = {
        "told": mine.filter(supervisor_id=actor.person_id).order_by("seen_at", "-corrected_at"),
        "found": mine.filter(corrected_by_id=actor.person_id),
        "seen_cases": set(visible(actor).filter(corrections__in=mine).values_list("pk", flat=True)),
        "once": form_key(),
    }
    return render(request, "cases/corrections.html", context)


@declared("cases.signature", "read", writes="read")
def signature_search(request: HttpRequest) -> HttpResponse:
    """By case number, RFA number, signature id, dates or worker. By POST: a case number stands in no address."""
    actor = actor_of(request)
    form = SignatureForm(request.POST or None)
    keys = SignatureKeys()
    if request.method == "POST" and form.is_valid():
        keys = SignatureKeys(**form.cleaned_data)
        record(actor, "signatures-searched", "signature:", "search", timezone.now())
    context = {"form": form, "asked": bool(keys), "found": signatures(actor, keys)[:FOUND_SHOWN]}
    return render(request, "cases/signatures.html", context)
