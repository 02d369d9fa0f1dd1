"""Who is asking or acting: a person with the roles they hold today. Every read and every write is told who it
is for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from django.db.models import Q
from django.utils import timezone

from .access.lookup import Grant, Limits, limits, may
from .access.roles import Role
from .models import Account, RoleGrant
from .models.grants import Scope

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone who reads or writes. `token` is what journals and audits keep; it is opaque and never empty."""

    token: str
    grants: tuple[Grant, ...] = ()
    person_id: int | None = None
    account_id: int | None = None
    name: str = ""

    @property
    def roles(self) -> frozenset[Role]:
        """The roles held now."""
        return frozenset(grant.role for grant in self.grants)

    def may(self, action: str, object_: str, field: str | None = None) -> bool:
        """May they do this to at least some such thing?"""
        return may(self.grants, action, object_, field)

    def limits(self, action: str, object_: str, field: str | None = None) -> Limits:
        """To which such things?"""
        return limits(self.grants, action, object_, field)


NOBODY = Actor(token="nobody")  # noqa: S106  (a name, not a secret)


def the_system(doing: str) -> Actor:
    """The program itself, doing a named job that no person started. It holds no role: use it only for
    writes.
    """
    return Actor(token=f"system:{doing}")


def grants_on(person_id: int, day: date) -> tuple[Grant, ...]:
    """The roles a person holds on a day."""
    held = (
        RoleGrant.objects.filter(person_id=person_id, person__active=True, from_day__lte=day)
        .filter(Q(until_day=None) | Q(until_day__gte=day))
        .select_related("site", "team")
    )
    return tuple(
        Grant(
            role=Role(grant.role),
            site=grant.site.key if grant.scope == Scope.SITE and grant.site else "",
            team=grant.team.key if grant.scope == Scope.TEAM and grant.team else "",
        )
        for grant in held
    )


def actor_for(account: Account, day: date | None = None) -> Actor:
    """The actor behind a sign-in. An account that was closed, or that belongs to nobody, may do nothing."""
    person = account.person
    if person is None or not account.is_active:
        return NOBODY
    return Actor(
        token=person.token,
        grants=grants_on(person.pk, day or timezone.localdate()),
        person_id=person.pk,
        account_id=account.pk,
        name=person.display_name,
    )


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a request, read from the database once per request."""
    kept = getattr(request, "highroad_actor", None)
    if kept is None:
        kept = actor_for(request.user) if isinstance(request.user, Account) else NOBODY
        request.highroad_actor = kept  # type: ignore[attr-defined]  # one query per request, kept where it belongs
    return cast("Actor", kept)
