"""Reads of the directory for screens. Every read is told who looks, and leaves out what they may not see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from .access.lookup import Limits, covers
from .actor import Actor
from .models import AuditEntry, Person, RosterImport


def within(bounds: Limits, actor: Actor, to_person: str = "") -> Q:
    """The condition that keeps rows inside what the actor may touch.

    `to_person` is the way from the row to the person it belongs to, ending in `__` ("owner__"); empty for
    people.
    Nothing allowed gives a condition that no row meets.
    """
    if bounds.everything:
        return Q()
    condition = Q(pk__in=[])
    if bounds.sites:
        condition |= Q(**{f"{to_person}site__key__in": sorted(bounds.sites)})
    if bounds.teams:
        condition |= Q(**{f"{to_person}team__key__in": sorted(bounds.teams)})
    if bounds.own and actor.person_id is not None:
        condition |= Q(**{f"{to_person}pk": actor.person_id})
    return condition


def people(actor: Actor, action: str = "read", field: str | None = None) -> QuerySet[Person]:
    """The people this actor may read (or do `action` to)."""
    bounds = actor.limits(action, "people.person", field)
    return (
        Person.objects.filter(within(bounds, actor))
        .select_related("site", "team", "staffing_group", "supervisor", "account")
        .order_by("name")
    )


def person_or_404(actor: Actor, token: str, action: str = "read", field: str | None = None) -> Person:
    """One person. Whoever may not see them is told the same as when there is no such person."""
    found = people(actor, action, field).filter(token=token).first()
    if found is None:
        raise Http404
    return found


def may_for(actor: Actor, person: Person, action: str, field: str | None = None) -> bool:
    """May the actor do this to this very person?"""
    return covers(
        actor.limits(action, "people.person", field),
        is_own=actor.person_id == person.pk,
        site=person.site.key,
        team=person.team.key if person.team else "",
    )


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list of people is narrowed to."""

    words: str = ""
    site: str = ""
    group: str = ""
    role: str = ""
    left: bool = False


def search(actor: Actor, wanted: Wanted) -> QuerySet[Person]:
    """People by name, staff number, site, group and role; those who left only when asked for."""
    found = people(actor)
    if not wanted.left:
        found = found.filter(active=True)
    for word in wanted.words.split():
        by_word = Q(name__icontains=word) | Q(display_name__icontains=word)
        numbers = actor.limits("read", "people.person", "staff_number")
        by_word |= within(numbers, actor) & Q(staff_number__iexact=word)
        found = found.filter(by_word)
    if wanted.site:
        found = found.filter(site__key=wanted.site)
    if wanted.group:
        found = found.filter(staffing_group__key=wanted.group)
    if wanted.role:
        found = found.filter(grants__role=wanted.role).distinct()
    return found.prefetch_related("grants", "skills__skill")


def audit_entries(actor: Actor) -> QuerySet[AuditEntry]:
    """The audit trail, newest first, for those who may read it; it belongs to no site, so it is all or
    nothing.
    """
    everything = actor.limits("read", "people.audit").everything
    return AuditEntry.objects.all() if everything else AuditEntry.objects.none()


def roster_imports(actor: Actor) -> QuerySet[RosterImport]:
    """The rosters brought in so far, newest first; a roster belongs to no site either."""
    everything = actor.limits("import", "people.roster").everything
    return RosterImport.objects.all() if everything else RosterImport.objects.none()


def people_within(actor: Actor, bounds: Limits) -> QuerySet[Person]:
    """The people inside limits that another module's row of the table has given this actor."""
    return Person.objects.filter(within(bounds, actor))


def person_of_staff_number(number: str) -> int | None:
    """The person behind a staff number, as an outside system names people; None when there is nobody."""
    return Person.objects.filter(staff_number=number, active=True).values_list("pk", flat=True).first()


def names_of() -> dict[int, str]:
    """Every person's number and name as shown, for lists whose rows the caller has limited already."""
    return dict(Person.objects.values_list("pk", "display_name"))
