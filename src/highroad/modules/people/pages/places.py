"""Sites, teams, staffing groups and skills, for those who keep them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from highroad.modules.people.actions import Refused
from highroad.modules.people.actor import actor_of
from highroad.modules.people.declared import declared
from highroad.modules.people.models import Site, Skill, StaffingGroup, Team
from highroad.modules.people.places import KINDS, add_place, rename_place


class PlaceForm(forms.Form):
    """A new one, or another name for one that is there."""

    key = forms.SlugField(
        label=gettext_lazy("Key"),
        max_length=50,
        help_text=gettext_lazy("Playbooks and rosters use it; it stays."),
    )
    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    site = forms.ModelChoiceField(Site.objects, to_field_name="key", required=False, label=gettext_lazy("Site"))
    time_zone = forms.CharField(label=gettext_lazy("Time zone"), max_length=64, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = f"{kind}_%s"  # four of these stand on one page
        if kind != "team":
            del self.fields["site"]
        if kind != "site":
            del self.fields["time_zone"]


def _sections(refused: dict[str, PlaceForm]) -> list[dict[str, Any]]:
    people = Count("people", filter=Q(people__active=True))
    holders = Count("holders", filter=Q(holders__person__active=True))
    kinds: list[tuple[str, Any, Any]] = [
        ("site", gettext_lazy("Sites"), Site.objects.annotate(n=people)),
        ("team", gettext_lazy("Teams"), Team.objects.select_related("site").annotate(n=people)),
        ("group", gettext_lazy("Staffing groups"), StaffingGroup.objects.annotate(n=people)),
        ("skill", gettext_lazy("Skills"), Skill.objects.annotate(n=holders)),
    ]
    return [
        {"kind": kind, "title": title, "rows": rows, "form": refused.get(kind) or PlaceForm(kind=kind)}
        for kind, title, rows in kinds
    ]


@declared("people.place", "read", writes="change")
def places(request: HttpRequest) -> HttpResponse:
    """The four lists; sent to, it adds one or renames one."""
    actor = actor_of(request)
    refused: dict[str, PlaceForm] = {}
    kind = request.POST.get("kind", "")
    if request.method == "POST" and kind in KINDS:
        form = PlaceForm(request.POST, kind=kind)
        try:
            if form.is_valid() and _keep(request, kind, form):
                return redirect("people:places")
        except Refused as why:
            form.add_error(None, str(why))
        refused[kind] = form
    context = {"sections": _sections(refused), "may_change": actor.may("change", "people.place")}
    return render(request, "people/places.html", context, status=422 if request.method == "POST" else 200)


def _keep(request: HttpRequest, kind: str, form: PlaceForm) -> bool:
    actor, at, asked = actor_of(request), timezone.now(), form.cleaned_data
    if "rename" in request.POST:
        rename_place(kind, asked["key"], asked["name"], by=actor, at=at)
    else:
        add_place(
            kind, asked["key"], asked["name"], by=actor, at=at, site=asked.get("site"),
            time_zone=asked.get("time_zone", ""),
        )  # fmt: skip
    messages.success(request, _("Saved."))
    return True
