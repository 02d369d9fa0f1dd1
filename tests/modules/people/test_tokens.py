"""API tokens: shown once, kept as a digest, limited to their scopes and to what their owner may do today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client, RequestFactory
from django.utils import timezone
from ninja.errors import HttpError

from cast import THEN
from highroad.modules.people import tokens
from highroad.modules.people.access.roles import Role
from highroad.modules.people.actions import Refused, change_person, end_role, grant_role
from highroad.modules.people.actor import actor_of, the_system
from highroad.modules.people.models import ApiToken, AuditEntry
from highroad.modules.people.tokens import TokenAuth, actor_behind, make_token, revoke_token, scopes_for

if TYPE_CHECKING:
    from cast import Cast

ENDS = THEN.date() + timedelta(days=30)


def a_token(cast: Cast, *scopes: tuple[str, str]) -> tuple[ApiToken, str]:
    return make_token("The telephone system", scopes or [("floor.api", "work")], ENDS, by=cast.actor("ines"), at=THEN)


def test_the_secret_is_kept_nowhere(cast: Cast) -> None:
    made, secret = a_token(cast)
    assert secret.startswith("hr_")
    assert len(secret) > 40
    assert secret not in str(ApiToken.objects.filter(pk=made.pk).values().get())
    assert secret not in str(list(AuditEntry.objects.values()))


def test_it_acts_as_its_owner_within_its_scopes_only(cast: Cast) -> None:
    _, secret = a_token(cast)
    actor = actor_behind(secret, THEN)
    assert actor is not None
    assert actor.token == cast["ines"].token
    assert actor.may("work", "floor.api")
    assert actor.limits("work", "floor.api").everything
    assert not actor.may("read", "people.audit")  # Ines may, this token may not
    assert not actor.limits("read", "people.audit")


def test_it_can_do_nothing_its_owner_may_not_any_more(cast: Cast) -> None:
    _, secret = a_token(cast)
    system = the_system("tests")
    grant_role(cast["gil"], Role.ADMINISTRATOR, from_day=date(2026, 1, 5), by=system, at=THEN)
    end_role(cast["ines"].grants.get(), last_day=THEN.date() - timedelta(days=1), by=system, at=THEN)
    actor = actor_behind(secret, THEN)
    assert actor is not None
    assert not actor.may("work", "floor.api")
    change_person(cast["ines"], {"active": False}, by=system, at=THEN)
    assert actor_behind(secret, THEN) is None


def test_a_revoked_an_ended_and_an_invented_token_open_nothing(cast: Cast) -> None:
    made, secret = a_token(cast)
    assert actor_behind(secret, THEN + timedelta(days=31)) is None
    assert actor_behind(secret[:-1] + "x", THEN) is None
    assert actor_behind("", THEN) is None
    for _ in range(2):
        revoke_token(made, by=cast.actor("ines"), at=THEN)
    assert actor_behind(secret, THEN) is None
    assert AuditEntry.objects.filter(action="api-token-revoked").count() == 1


def test_its_use_is_noted_once_a_day(cast: Cast) -> None:
    made, secret = a_token(cast)
    for _ in range(3):
        actor_behind(secret, THEN)
    made.refresh_from_db()
    assert made.last_used_on == THEN.date()
    assert AuditEntry.objects.filter(action="api-token-used", object_token=made.token).count() == 1


@pytest.mark.parametrize(
    "scopes", [[], [("cases.case", "read")], [("people.token", "change")], [("no.such", "thing")]]
)
def test_it_gets_no_scope_its_maker_lacks(cast: Cast, scopes: list[tuple[str, str]]) -> None:
    with pytest.raises(Refused):
        make_token("X", scopes, ENDS, by=cast.actor("ines"), at=THEN)
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("days", [-1, 367])
def test_it_ends_within_a_year(cast: Cast, days: int) -> None:
    with pytest.raises(Refused, match="within a year"):
        make_token("X", [("floor.api", "work")], THEN.date() + timedelta(days=days), by=cast.actor("ines"), at=THEN)


def test_sending_the_form_twice_makes_one(cast: Cast) -> None:
    a_token(cast)
    with pytest.raises(Refused, match="of this name"):
        a_token(cast)


def test_only_an_administrator_makes_one(cast: Cast) -> None:
    for who in ("ada", "carmen", "noor", "gil", "tove"):
        with pytest.raises(PermissionDenied):
            make_token("X", [("frame.home", "read")], ENDS, by=cast.actor(who), at=THEN)
    assert ("people.token", "change") not in scopes_for(cast.actor("ines"))


def test_a_request_with_the_header_has_the_actor(cast: Cast) -> None:
    _, secret = make_token(
        "Now", [("floor.api", "work")], timezone.localdate(), by=cast.actor("ines"), at=timezone.now()
    )
    request = RequestFactory().get("/api/", HTTP_AUTHORIZATION=f"Bearer {secret}")
    auth = TokenAuth()
    assert auth(request)
    assert actor_of(request).may("work", "floor.api")
    assert not actor_of(request).may("read", "people.person")
    assert auth(RequestFactory().get("/api/", HTTP_AUTHORIZATION="Bearer hr_guess")) is None


def test_too_many_requests_are_told_to_wait(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "REQUESTS_A_MINUTE_MAX", 2)
    monkeypatch.setattr(timezone, "now", lambda: THEN)
    _, secret = a_token(cast)
    request = RequestFactory().get("/api/", HTTP_AUTHORIZATION=f"Bearer {secret}")
    auth = TokenAuth()
    assert auth(request)
    assert auth(request)
    with pytest.raises(HttpError, match="Wait a minute"):
        auth(request)


def test_the_page_shows_the_secret_once_and_is_not_kept_by_browsers(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.account("ines"))
    sent = {"name": "Report", "expires_on": timezone.localdate().isoformat(), "scopes": ["floor.api read"]}
    answer = client.post("/people/tokens/", sent)
    assert answer["Cache-Control"] == "no-store"
    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    assert secret not in client.get("/people/tokens/").content.decode()
    found = ApiToken.objects.get()
    client.post(f"/people/tokens/{found.token}/revoke/")
    found.refresh_from_db()
    assert found.revoked_at is not None
