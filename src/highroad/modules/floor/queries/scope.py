"""Whose desks somebody may see or act on. The people are decided in the directory's query; nothing here adds any."""

from __future__ import annotations

from django.http import Http404

from highroad.modules.floor.live.scope import FloorScope
from highroad.modules.people.api import Actor, Person, within

SUPERVISION = "floor.supervision"


def people_on_floor(actor: Actor, action: str = "read") -> frozenset[int] | None:
    """The numbers of those whose desks the actor may see (or do `action` to); None for everyone."""
    bounds = actor.limits(action, SUPERVISION)
    if bounds.everything:
        return None
    if not bounds:
        return frozenset()
    return frozenset(Person.objects.filter(within(bounds, actor), active=True).values_list("pk", flat=True))


def floor_scope(actor: Actor) -> FloorScope:
    """What of the live topic `floor` this actor may see."""
    return FloorScope(
        agents=people_on_floor(actor),
        waiting=actor.limits("read", SUPERVISION, "waiting").everything,
    )


def desk_or_404(actor: Actor, agent: int, action: str = "read") -> Person:
    """One person whose desk the actor may do `action` to. Whoever may not is told the same as when there is none."""
    allowed = people_on_floor(actor, action)
    found = Person.objects.filter(pk=agent, active=True).first() if allowed is None or agent in allowed else None
    if found is None:
        raise Http404
    return found
