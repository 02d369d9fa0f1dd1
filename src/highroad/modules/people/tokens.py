"""API tokens: made once and shown once, limited to a few cells of the access table, revoked at any time.

A program that sends `Authorization: Bearer hr_…` acts as the token's owner, with the roles the owner holds that day,
and only for what the token was made for. What the owner may not do the token may not either.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja.errors import HttpError
from ninja.security import HttpBearer

from .access.lookup import Limits, limits, may, rows
from .actions import Refused
from .actor import Actor, grants_on
from .audit import record
from .models import Person
from .models.tokens import ApiToken

PREFIX: Final = "hr_"
"""So that a secret that slipped into a file can be found and recognized."""
SECRET_BYTES: Final = 32
DAYS_MAX: Final = 366
REQUESTS_A_MINUTE_MAX: Final = 600

Scope = tuple[str, str]
"""An object and an action of the access table."""


@dataclass(frozen=True, slots=True)
class TokenActor(Actor):
    """A person acting through a program: their roles, cut down to the token's scopes."""

    scopes: frozenset[Scope] = frozenset()

    def may(self, action: str, object_: str, field: str | None = None) -> bool:
        """Only what the token was made for, and only while its owner may do it themselves."""
        return (object_, action) in self.scopes and may(self.grants, action, object_, field)

    def limits(self, action: str, object_: str, field: str | None = None) -> Limits:
        """To which such things? To none outside its scopes."""
        return limits(self.grants, action, object_, field) if (object_, action) in self.scopes else Limits()


def digest_of(secret: str) -> str:
    """SHA-256: the secret is long and random, so a slow hash would protect nothing and cost every request."""
    return hashlib.sha256(secret.encode()).hexdigest()


def scopes_for(actor: Actor) -> list[Scope]:
    """What this person could give a token: whatever they may do themselves, but make further tokens."""
    found = {(cell.object, cell.action) for cell in rows() if actor.may(cell.action, cell.object, _field(cell.field))}
    return sorted(scope for scope in found if scope[0] != "people.token")


def _field(written: str) -> str | None:
    return None if written == "*" else written


@transaction.atomic
def make_token(
    name: str, scopes: Iterable[Scope], expires_on: date, *, by: Actor, at: datetime
) -> tuple[ApiToken, str]:
    """A new token of the one who makes it, and its secret, which nobody can read again."""
    if not by.may("change", "people.token") or by.person_id is None:
        raise PermissionDenied
    wanted = sorted(set(scopes))
    today = timezone.localdate(at)
    if not wanted:
        raise Refused(_("Choose at least one thing the program may do."))
    if set(wanted) - set(scopes_for(by)):
        raise Refused(_("A token can do only what its maker may do. Choose from the list."))
    if not today <= expires_on or (expires_on - today).days > DAYS_MAX:
        raise Refused(_("A token ends within a year, and not before today. Choose another day."))
    secret = PREFIX + secrets.token_urlsafe(SECRET_BYTES)
    try:
        with transaction.atomic():
            made = ApiToken.objects.create(
                owner_id=by.person_id, name=name, digest=digest_of(secret), scopes=[list(one) for one in wanted],
                created_at=at, expires_on=expires_on,
            )  # fmt: skip
    except IntegrityError as twice:
        raise Refused(_("You have a token of this name. Revoke it first, or choose another name.")) from twice
    record(by, "api-token-made", made, "", at)
    return made, secret


@transaction.atomic
def revoke_token(made: ApiToken, *, by: Actor, at: datetime) -> None:
    """It opens nothing from now on. Saying so again changes nothing."""
    if not by.may("change", "people.token"):
        raise PermissionDenied
    if ApiToken.objects.filter(pk=made.pk, revoked_at=None).update(revoked_at=at):
        record(by, "api-token-revoked", made, "", at)


def actor_behind(secret: str, at: datetime) -> TokenActor | None:
    """Who acts with this secret; None when it opens nothing."""
    if not secret.startswith(PREFIX):
        return None
    today = timezone.localdate(at)
    found = ApiToken.objects.select_related("owner").filter(digest=digest_of(secret)).first()
    if found is None or not found.is_living(today) or not found.owner.active:
        return None
    actor = _acting(found, found.owner, today)
    if found.last_used_on != today:
        _used(found, actor, at, today)
    return actor


def _acting(found: ApiToken, owner: Person, today: date) -> TokenActor:
    scopes = frozenset((str(object_), str(action)) for object_, action in found.scopes)
    return TokenActor(
        token=owner.token,
        grants=grants_on(owner.pk, today),
        person_id=owner.pk,
        name=owner.display_name,
        scopes=scopes,
    )


@transaction.atomic
def _used(found: ApiToken, actor: Actor, at: datetime, today: date) -> None:
    """The day of its last use, and one audit entry a day: each request would only bury the rest of the trail."""
    if ApiToken.objects.filter(pk=found.pk).exclude(last_used_on=today).update(last_used_on=today):
        record(actor, "api-token-used", found, "", at)


def is_too_often(secret: str, at: datetime) -> bool:
    """Has this token asked too often within the minute? Counted in this process."""
    name = f"api-token:{digest_of(secret)}:{int(at.timestamp() // 60)}"
    cache.add(name, 0, 120)
    return cache.incr(name) > REQUESTS_A_MINUTE_MAX


class TokenAuth(HttpBearer):
    """For django-ninja: `NinjaAPI(auth=[django_auth, TokenAuth()])`. The routes' `actor_of(request)` is its actor."""

    openapi_bearerFormat = "hr_…"  # noqa: N815  (the library's name)

    def authenticate(self, request: HttpRequest, token: str) -> TokenActor | None:
        """The actor, kept on the request; None gives 401, too many requests 429."""
        now = timezone.now()
        actor = actor_behind(token, now)
        if actor is None:
            return None
        if is_too_often(token, now):
            raise HttpError(429, _("Too many requests with this token. Wait a minute and send it again."))
        request.highroad_actor = actor  # type: ignore[attr-defined]  # where `actor_of` looks for it
        return actor
