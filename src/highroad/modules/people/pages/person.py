"""One person: who they are, what they can do, which roles they hold, and what was changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from highroad.modules.people.access.roles import Role
from highroad.modules.people.actions import (
    GROUP_FIELDS,
    PLAIN_FIELDS,
    Refused,
    change_person,
    drop_skill,
    end_role,
    grant_role,
    set_skill,
)
from highroad.modules.people.actor import Actor, actor_of
from highroad.modules.people.declared import declared
from highroad.modules.people.history import history_of
from highroad.modules.people.models import Person
from highroad.modules.people.pages.forms import GrantForm, PersonForm, SkillForm
from highroad.modules.people.queries import may_for, person_or_404


def _editable(actor: Actor, person: Person) -> set[str]:
    """The fields this actor may change on this person."""
    return (set(PLAIN_FIELDS) if may_for(actor, person, "change") else set()) | (
        set(GROUP_FIELDS) if may_for(actor, person, "change", "groups") else set()
    )


def _page(request: HttpRequest, person: Person, **forms: Any) -> HttpResponse:
    actor = actor_of(request)
    editable = _editable(actor, person)
    today = timezone.localdate()

    def may(action: str, field: str) -> bool:
        return may_for(actor, person, action, field)

    context: dict[str, Any] = {
        "person": person,
        "sees_number": may("read", "staff_number"),
        "sees_mail": may("read", "mail"),
        "skills": person.skills.select_related("skill") if may("read", "skills") else None,
        "grants": [
            (grant, grant.until_day is None or grant.until_day >= today)
            for grant in person.grants.select_related("site", "team")
        ],
        "history": history_of(person) if may("read", "history") else None,
        "person_form": PersonForm(instance=person, editable=editable) if editable else None,
        "skill_form": SkillForm(auto_id="skill_%s") if may("change", "skills") else None,
        "grant_form": GrantForm(initial={"from_day": today}, auto_id="grant_%s") if may("change", "roles") else None,
    }
    refused = any(form.errors for form in forms.values())
    return render(request, "people/person.html", context | forms, status=422 if refused else 200)


@declared("people.person", "read")
def person(request: HttpRequest, token: str) -> HttpResponse:
    """The person's page, with what this viewer may see and change."""
    return _page(request, person_or_404(actor_of(request), token))


@declared("people.person", "change", writes="change", field="groups")
def change(request: HttpRequest, token: str) -> HttpResponse:
    """Change plain fields and groups."""
    actor = actor_of(request)
    found = person_or_404(actor, token, "change", "groups")
    if request.method != "POST":
        return redirect("people:person", token)
    form = PersonForm(request.POST, instance=Person.objects.get(pk=found.pk), editable=_editable(actor, found))
    if not form.is_valid():
        return _page(request, found, person_form=form)
    try:
        differed = change_person(found, form.cleaned_data, by=actor, at=timezone.now())
    except Refused as why:
        form.add_error(None, str(why))
        return _page(request, found, person_form=form)
    messages.success(request, _("Saved.") if differed else _("Nothing differed, so nothing was changed."))
    return redirect("people:person", token)


@declared("people.person", "change", writes="change", field="skills")
def skill(request: HttpRequest, token: str) -> HttpResponse:
    """Set a level, or drop the skill."""
    actor = actor_of(request)
    found = person_or_404(actor, token, "change", "skills")
    if request.method != "POST":
        return redirect("people:person", token)
    data = request.POST.copy()
    if "drop" in data:
        data["skill"], data["level"] = str(data["drop"]), "1"
    form = SkillForm(data, auto_id="skill_%s")
    if not form.is_valid():
        return _page(request, found, skill_form=form)
    if "drop" in data:
        drop_skill(found, form.cleaned_data["skill"], by=actor, at=timezone.now())
    else:
        set_skill(found, form.cleaned_data["skill"], form.cleaned_data["level"], by=actor, at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("people:person", token)


@declared("people.person", "change", writes="change", field="roles")
def grant(request: HttpRequest, token: str) -> HttpResponse:
    """Grant a role."""
    actor = actor_of(request)
    found = person_or_404(actor, token, "change", "roles")
    if request.method != "POST":
        return redirect("people:person", token)
    form = GrantForm(request.POST, auto_id="grant_%s")
    if not form.is_valid():
        return _page(request, found, grant_form=form)
    asked = form.cleaned_data
    try:
        grant_role(
            found,
            Role(asked["role"]),
            from_day=asked["from_day"],
            until_day=asked["until_day"],
            site=asked["site"],
            team=asked["team"],
            by=actor,
            at=timezone.now(),
        )
    except Refused as why:
        form.add_error(None, str(why))
        return _page(request, found, grant_form=form)
    messages.success(request, _("The role was granted."))
    return redirect("people:person", token)


@declared("people.person", "change", writes="change", field="roles")
def end(request: HttpRequest, token: str, number: int) -> HttpResponse:
    """End a role today."""
    actor = actor_of(request)
    found = person_or_404(actor, token, "change", "roles")
    held = found.grants.filter(pk=number).first()
    if held is None:
        raise Http404
    if request.method == "POST":
        try:
            end_role(held, last_day=timezone.localdate() - timedelta(days=1), by=actor, at=timezone.now())
            messages.success(request, _("The role was ended. It ends now; its history stays."))
        except Refused as why:
            messages.error(request, str(why))
    return redirect("people:person", token)
