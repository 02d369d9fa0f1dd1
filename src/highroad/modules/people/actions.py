"""Writes of the directory: one verb each, by someone, at a time, in one transaction, with one audit entry.

A write that may not be is refused before anything changes: `Refused` carries the reason in words.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext

from .access.roles import Role
from .actor import Actor
from .audit import record
from .models import Account, Person, PersonSkill, RoleGrant, Site, Skill, StaffingGroup, Team
from .models.grants import Scope
from .queries import may_for
from .rules import Held, why_not_end, why_not_grant, why_not_level, why_not_supervised_by

PLAIN_FIELDS = frozenset({"name", "display_name", "languages", "active", "supervisor"})
GROUP_FIELDS = frozenset({"site", "team", "staffing_group"})


class Refused(ValueError):
    """A write that a rule forbids. Nothing was changed; the text says why and what to do."""


def _demand(by: Actor, person: Person, field: str | None) -> None:
    """The pages ask first; this is the lock on the door itself. The system's own jobs hold no role and need
    none.
    """
    if not by.token.startswith("system:") and not may_for(by, person, "change", field):
        raise PermissionDenied


def _signed(row: Any, by: Actor, at: datetime) -> Any:
    """Make the row's history say who and when."""
    row._history_user = Account.objects.filter(pk=by.account_id).first() if by.account_id else None  # noqa: SLF001
    row._history_date = at  # noqa: SLF001  (these two are how simple_history is told)
    return row


@transaction.atomic
def keep_preferences(by: Actor, account: Account, *, theme: str, language: str, at: datetime) -> Account:
    """Keep how the person likes to see the pages; what is empty stays as it was."""
    account.theme = theme or account.theme
    account.language = language or account.language
    account.save(update_fields=["theme", "language"])
    record(by, "preferences-changed", f"account:{by.token}", "", at)
    return account


@transaction.atomic
def enroll(
    *, staff_number: str, name: str, site: Site, by: Actor, at: datetime, display_name: str = "", **more: Any
) -> Person:
    """A new person. `more`: team, staffing_group, supervisor, languages. Who may not change people is
    refused.
    """
    if not by.token.startswith("system:") and not by.may("change", "people.person"):
        raise PermissionDenied
    person = Person(staff_number=staff_number, name=name, display_name=display_name or name, site=site, **more)
    _signed(person, by, at).save()
    record(by, "person-enrolled", person, "", at)
    return person


@transaction.atomic
def change_person(person: Person, changes: Mapping[str, Any], *, by: Actor, at: datetime, purpose: str = "") -> bool:
    """Change plain fields and groups; True if anything differed. Saying the same again changes and records
    nothing.
    """
    unknown = set(changes) - PLAIN_FIELDS - GROUP_FIELDS
    if unknown:
        msg = f"A person has no {', '.join(sorted(unknown))} that can be changed here."
        raise ValueError(msg)
    differing = {name: value for name, value in changes.items() if getattr(person, name) != value}
    if not differing:
        return False
    if set(differing) & PLAIN_FIELDS:
        _demand(by, person, None)
    if set(differing) & GROUP_FIELDS:
        _demand(by, person, "groups")
    supervisor = differing.get("supervisor")
    if supervisor is not None:
        above = dict(Person.objects.exclude(supervisor=None).values_list("token", "supervisor__token"))
        if why := why_not_supervised_by(person.token, supervisor.token, above):
            raise Refused(gettext(why))
    for name, value in differing.items():
        setattr(person, name, value)
    _signed(person, by, at).save()
    if differing.get("active") is False:
        Account.objects.filter(person=person).update(is_active=False)
    elif differing.get("active") is True:
        Account.objects.filter(person=person).update(is_active=True)
    record(by, "person-changed:" + ",".join(sorted(differing)), person, purpose, at)
    return True


@transaction.atomic
def set_skill(person: Person, skill: Skill, level: int, *, by: Actor, at: datetime) -> PersonSkill:
    """How well this person does one thing, from 1 to 5."""
    _demand(by, person, "skills")
    if why := why_not_level(level):
        raise Refused(gettext(why))
    held = PersonSkill.objects.filter(person=person, skill=skill).first() or PersonSkill(person=person, skill=skill)
    if held.level != level:
        held.level = level
        _signed(held, by, at).save()
        record(by, f"skill-set:{skill.key}", person, "", at)
    return held


@transaction.atomic
def drop_skill(person: Person, skill: Skill, *, by: Actor, at: datetime) -> None:
    """This person no longer takes such calls."""
    _demand(by, person, "skills")
    held = PersonSkill.objects.filter(person=person, skill=skill).first()
    if held is not None:
        _signed(held, by, at).delete()
        record(by, f"skill-dropped:{skill.key}", person, "", at)


def _held(grant: RoleGrant) -> Held:
    place = grant.site.key if grant.site else grant.team.key if grant.team else ""
    return Held(Role(grant.role), f"{grant.scope}:{place}", grant.from_day, grant.until_day)


@transaction.atomic
def grant_role(
    person: Person,
    role: Role,
    *,
    from_day: date,
    by: Actor,
    at: datetime,
    until_day: date | None = None,
    site: Site | None = None,
    team: Team | None = None,
) -> RoleGrant:
    """Give a role, everywhere or for one site or team."""
    _demand(by, person, "roles")
    scope = Scope.SITE if site else Scope.TEAM if team else Scope.ALL
    grant = RoleGrant(
        person=person,
        role=role.value,
        scope=scope,
        site=site,
        team=team,
        from_day=from_day,
        until_day=until_day,
    )
    held = [_held(other) for other in person.grants.select_related("site", "team")]
    if why := why_not_grant(_held(grant), held):
        raise Refused(gettext(why))
    _signed(grant, by, at).save()
    record(by, f"role-granted:{role.value}", person, "", at)
    return grant


@transaction.atomic
def end_role(grant: RoleGrant, *, last_day: date, by: Actor, at: datetime) -> None:
    """Take a role away after a day. One that never began is taken out altogether; its history stays."""
    _demand(by, grant.person, "roles")
    others = (
        RoleGrant.objects.filter(role=Role.ADMINISTRATOR.value, person__active=True, until_day=None)
        .exclude(pk=grant.pk)
        .count()
    )
    why = why_not_end(Role(grant.role), own=grant.person_id == by.person_id, other_administrators=others)
    if why:
        raise Refused(gettext(why))
    if last_day < grant.from_day:
        _signed(grant, by, at).delete()
    else:
        grant.until_day = last_day
        _signed(grant, by, at).save()
    record(by, f"role-ended:{grant.role}", grant.person, "", at)


@transaction.atomic
def open_account(person: Person, *, username: str, by: Actor, at: datetime, email: str = "") -> Account:
    """A way to sign in. It has no password: the person sets one through the mail, or an administrator by
    hand.
    """
    _demand(by, person, None)
    account = Account.objects.filter(person=person).first()
    if account is None:
        account = Account.objects.create_user(username, email, person=person)
    elif (account.username, account.email) == (username, email):
        return account
    else:
        account.username, account.email = username, email
        account.save(update_fields=["username", "email"])
    record(by, "account-opened", person, "", at)
    return account


@transaction.atomic
def ensure_places(
    *,
    by: Actor,
    at: datetime,
    sites: Mapping[str, tuple[str, str]] | None = None,
    groups: Mapping[str, str] | None = None,
    skills: Mapping[str, str] | None = None,
    teams: Mapping[str, tuple[str, str]] | None = None,
) -> None:
    """What a playbook names, made to exist under its name: sites (name, time zone), groups, skills, teams
    (name, site).
    """
    for key, (name, zone) in (sites or {}).items():
        Site.objects.update_or_create(key=key, defaults={"name": name, "time_zone": zone})
    for key, name in (groups or {}).items():
        StaffingGroup.objects.update_or_create(key=key, defaults={"name": name})
    for key, name in (skills or {}).items():
        Skill.objects.update_or_create(key=key, defaults={"name": name})
    for key, (name, site_key) in (teams or {}).items():
        Team.objects.update_or_create(key=key, defaults={"name": name, "site": Site.objects.get(key=site_key)})
    record(by, "places-ensured", "places:playbook", "", at)
