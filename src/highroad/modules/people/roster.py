"""Brings in a roster: look at it first, apply it in one transaction, repeat it without duplicates, undo it.

A person is found by their staff number, so the same file twice changes nothing the second time. What was
there before is kept with the import; undoing puts it back for everyone nobody has changed since, and says
whom it left
alone.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.translation import gettext

from .access.roles import Role
from .actions import Refused, change_person, drop_skill, end_role, enroll, grant_role, open_account, set_skill
from .actor import Actor
from .audit import record
from .models import Account, Person, RosterImport, Site, Skill, StaffingGroup, Team
from .models.grants import Scope
from .roster_reading import Known, Roster, Row, read_roster

Snapshot = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What one row would do: a new person, or differences as (column, before, after). None of both:
    nothing.
    """

    row: Row
    new: bool
    differences: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """A file, read against the directory as it is now."""

    roster: Roster
    changes: tuple[Change, ...]

    @property
    def new(self) -> int:
        """How many people would be added."""
        return sum(change.new for change in self.changes)

    @property
    def changed(self) -> int:
        """How many people would be changed."""
        return sum(bool(change.differences) and not change.new for change in self.changes)

    @property
    def same(self) -> int:
        """How many rows say what is there already."""
        return len(self.changes) - self.new - self.changed


def known_now(by: Actor) -> Known:
    """What the directory has, for checking rows."""
    numbers = dict(Person.objects.values_list("pk", "staff_number"))
    accounts = list(Account.objects.values_list("person_id", "email", "username"))
    return Known(
        sites=frozenset(Site.objects.values_list("key", flat=True)),
        teams=dict(Team.objects.values_list("key", "site__key")),
        groups=frozenset(StaffingGroup.objects.values_list("key", flat=True)),
        skills=frozenset(Skill.objects.values_list("key", flat=True)),
        numbers=frozenset(numbers.values()),
        mails={mail.lower(): numbers.get(person or 0, "") for person, mail, _ in accounts if mail},
        user_names={name.lower(): numbers.get(person or 0, "") for person, _, name in accounts},
        may_set_roles=by.token.startswith("system:") or by.may("change", "people.person", "roles"),
        may_set_skills=by.token.startswith("system:") or by.may("change", "people.person", "skills"),
    )


def snapshot(person: Person, day: date) -> Snapshot:
    """A person as a roster row would say it."""
    account = Account.objects.filter(person=person).first()
    return {
        "staff_number": person.staff_number,
        "name": person.name,
        "display_name": person.display_name,
        "site": person.site.key,
        "team": person.team.key if person.team else "",
        "staffing_group": person.staffing_group.key if person.staffing_group else "",
        "supervisor": person.supervisor.staff_number if person.supervisor else "",
        "languages": list(person.languages),
        "active": person.active,
        "mail": account.email if account else "",
        "user_name": account.username if account else "",
        "skills": {held.skill.key: held.level for held in person.skills.select_related("skill")},
        "roles": sorted(_roles_everywhere(person, day)),
    }


def _roles_everywhere(person: Person, day: date) -> set[str]:
    held = person.grants.filter(scope=Scope.ALL, from_day__lte=day)
    return {grant.role for grant in held if grant.until_day is None or grant.until_day >= day}


def _written(value: object) -> str:
    """A value as the preview shows it."""
    if isinstance(value, dict):
        return " ".join(f"{key}:{level}" for key, level in sorted(value.items()))
    if isinstance(value, list):
        return " ".join(str(part) for part in value)
    return {True: gettext("yes"), False: gettext("no")}.get(value, "") if isinstance(value, bool) else str(value)


def preview(text: str, by: Actor, at: datetime) -> Preview:
    """What the file would do if it were applied now. Changes nothing."""
    roster = read_roster(text, known_now(by))
    day = timezone.localdate(at)
    there = {
        person.staff_number: person for person in Person.objects.select_related("site", "team", "staffing_group")
    }
    changes = []
    for row in roster.rows:
        person = there.get(row.staff_number)
        before = snapshot(person, day) if person else {}
        differences = tuple(
            (name, _written(before.get(name, "")), _written(value))
            for name, value in row.values.items()
            if before.get(name, "") != value and not (name == "display_name" and not value)
        )
        changes.append(Change(row, person is None, differences))
    return Preview(roster, tuple(changes))


def _may_import(by: Actor) -> None:
    if not by.token.startswith("system:") and not by.may("import", "people.roster"):
        raise PermissionDenied


@transaction.atomic
def keep_roster(text: str, *, by: Actor, at: datetime) -> RosterImport:
    """Keep the file so that it can be looked at and then applied. Changes nobody."""
    _may_import(by)
    digest = hashlib.sha256(text.encode()).hexdigest()
    kept = RosterImport.objects.create(digest=digest, content=text, uploaded_by=by.token, uploaded_at=at)
    record(by, "roster-kept", kept, "", at)
    return kept


@transaction.atomic
def apply_roster(kept: RosterImport, *, by: Actor, at: datetime) -> Preview:
    """Apply every good row, all or none. Rows with errors are left out. A second time it does nothing."""
    _may_import(by)
    kept = RosterImport.objects.select_for_update().get(pk=kept.pk)
    found = preview(kept.content, by, at)
    if kept.state == RosterImport.State.APPLIED:
        return found
    # Supervisors may stand further down in the file than those they supervise: people first, then who is
    # above whom.
    doing = [change for change in found.changes if change.new or change.differences]
    day = timezone.localdate(at)
    before = {change.row.staff_number: _before(change, day) for change in doing}
    for change in doing:
        write_row(change.row.values, by=by, at=at)
    for change in doing:
        _write_supervisor(change.row.values, by=by, at=at)
    people = Person.objects.filter(staff_number__in=before)
    kept.before = [
        {"token": person.token, "before": before[person.staff_number], "after": snapshot(person, day)}
        for person in people
    ]
    kept.state, kept.applied_at = RosterImport.State.APPLIED, at
    kept.save()
    record(by, "roster-applied", kept, "", at)
    return found


def _before(change: Change, day: date) -> Snapshot | None:
    return None if change.new else snapshot(Person.objects.get(staff_number=change.row.staff_number), day)


def write_row(values: Snapshot, *, by: Actor, at: datetime) -> Person:
    """Make one person be what a row (or a snapshot) says; columns it does not have stay as they are."""
    site = Site.objects.get(key=values["site"])
    plain: Snapshot = {name: values[name] for name in ("name", "languages", "active") if name in values}
    if values.get("display_name"):
        plain["display_name"] = values["display_name"]
    plain["site"] = site
    if "team" in values:
        plain["team"] = Team.objects.filter(key=values["team"]).first()
    if "staffing_group" in values:
        plain["staffing_group"] = StaffingGroup.objects.filter(key=values["staffing_group"]).first()
    person = Person.objects.filter(staff_number=values["staff_number"]).first()
    if person is None:
        person = enroll(staff_number=values["staff_number"], name=values["name"], site=site, by=by, at=at)
    change_person(person, plain, by=by, at=at, purpose="roster")
    if values.get("user_name"):
        open_account(person, username=values["user_name"], email=values.get("mail", ""), by=by, at=at)
    if "skills" in values:
        _write_skills(person, values["skills"], by, at)
    if "roles" in values:
        _write_roles(person, set(values["roles"]), by, at)
    return person


def _write_skills(person: Person, wanted: dict[str, int], by: Actor, at: datetime) -> None:
    held = {one.skill.key: one.level for one in person.skills.select_related("skill")}
    for skill in Skill.objects.filter(key__in={*wanted, *held}):
        if skill.key not in wanted:
            drop_skill(person, skill, by=by, at=at)
        elif held.get(skill.key) != wanted[skill.key]:
            set_skill(person, skill, wanted[skill.key], by=by, at=at)


def _write_roles(person: Person, wanted: set[str], by: Actor, at: datetime) -> None:
    day = timezone.localdate(at)
    held = _roles_everywhere(person, day)
    for role in wanted - held:
        grant_role(person, Role(role), from_day=day, by=by, at=at)
    for grant in person.grants.filter(scope=Scope.ALL, role__in=held - wanted):
        end_role(grant, last_day=day - timedelta(days=1), by=by, at=at)


def _write_supervisor(values: Snapshot, *, by: Actor, at: datetime) -> None:
    if "supervisor" in values:
        person = Person.objects.get(staff_number=values["staff_number"])
        above = Person.objects.filter(staff_number=values["supervisor"]).first() if values["supervisor"] else None
        change_person(person, {"supervisor": above}, by=by, at=at, purpose="roster")


@transaction.atomic
def undo_roster(kept: RosterImport, *, by: Actor, at: datetime) -> list[Person]:
    """Put back what was before. Returns the people left alone because somebody has changed them since."""
    _may_import(by)
    kept = RosterImport.objects.select_for_update().get(pk=kept.pk)
    if kept.state != RosterImport.State.APPLIED:
        msg = gettext("This roster is not applied, so there is nothing to undo.")
        raise Refused(msg)
    day = timezone.localdate(at)
    left_alone = []
    for entry in kept.before:
        person = Person.objects.filter(token=entry["token"]).first()
        if person is None:
            continue
        if snapshot(person, day) != entry["after"]:
            left_alone.append(person)
        elif entry["before"] is None:
            _take_out(person, by, at)
        else:
            write_row(entry["before"], by=by, at=at)
            _write_supervisor(entry["before"], by=by, at=at)
    kept.state = RosterImport.State.UNDONE
    kept.save()
    record(by, "roster-undone", kept, "", at)
    return left_alone


def _take_out(person: Person, by: Actor, at: datetime) -> None:
    """A person this import brought is taken out again; one that something refers to already only leaves."""
    try:
        with transaction.atomic():
            Account.objects.filter(person=person).delete()
            record(by, "person-taken-out", person, "roster", at)
            person.delete()
    except ProtectedError:
        change_person(Person.objects.get(pk=person.pk), {"active": False}, by=by, at=at, purpose="roster")
