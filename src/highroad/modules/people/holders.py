"""Who holds a role: for notices and for lists to choose from, not for showing."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from .access.roles import Role
from .models import Person


def holders(role: Role, day: date) -> QuerySet[Person]:
    """The people who work here and hold the role on this day."""
    held = Q(grants__role=role.value, grants__from_day__lte=day)
    current = Q(grants__until_day=None) | Q(grants__until_day__gte=day)
    return Person.objects.filter(held & current, active=True).select_related("account").distinct()


def working(*, pk: int | None = None, token: str = "", staff_number: str = "") -> Person | None:
    """The one person who works here now and is named by one of these."""
    found = Person.objects.filter(active=True).select_related("site", "supervisor")
    if pk is not None:
        return found.filter(pk=pk).first()
    if token:
        return found.filter(token=token).first()
    return found.filter(staff_number=staff_number).first() if staff_number else None
