"""The small cast, placed: Ada answers, Bob captains, Carmen supervises, Dov is the steward, Eve must see nothing,
Hal leads the Helpline, Ines administers, Noor plans, Gil is HR, Tove audits. Ada and Bob are in Carmen's team.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from highroad.modules.people.api import (
    Account,
    Actor,
    Person,
    Role,
    Site,
    Skill,
    StaffingGroup,
    Team,
    actor_for,
    enroll,
    ensure_places,
    grant_role,
    open_account,
    set_skill,
    the_system,
)

THEN = datetime(2026, 11, 19, 15, 0, tzinfo=UTC)
SINCE = date(2026, 1, 5)
PASSWORD = "words enough to sign in"

PEOPLE: dict[str, tuple[str, str, str, Role | None]] = {
    # who: name, team, staffing group, role
    "ada": ("Ada Whitfield", "family-a", "family", Role.REPRESENTATIVE),
    "bob": ("Bob Kessler", "family-a", "family", Role.REPRESENTATIVE),
    "carmen": ("Carmen Ruiz", "family-a", "family", Role.SUPERVISOR),
    "dov": ("Dov Adler", "ebd-b", "ebd", Role.STEWARD),
    "eve": ("Eve Stranger", "ebd-b", "ebd", None),
    "hal": ("Hal Tanaka", "ebd-b", "ebd", Role.LEAD),
    "ines": ("Ines Kolar", "", "", Role.ADMINISTRATOR),
    "noor": ("Noor Hassan", "", "", Role.PLANNER),
    "gil": ("Gil Moreau", "", "", Role.HR),
    "tove": ("Tove Lindqvist", "", "", Role.AUDITOR),
}
TEAM_SITE = {"family-a": "lakeside", "ebd-b": "harbor", "": "harbor"}


@dataclass(slots=True)
class Cast:
    """Everyone by first name."""

    people: dict[str, Person] = field(default_factory=dict)

    def __getitem__(self, who: str) -> Person:
        return self.people[who]

    def account(self, who: str) -> Account:
        """How they sign in."""
        return Account.objects.get(person=self.people[who])

    def actor(self, who: str) -> Actor:
        """They, asking, on the day of the story."""
        return actor_for(self.account(who), THEN.date())


def gather() -> Cast:
    """Two sites, two teams, two staffing groups, two skills, ten people."""
    system = the_system("tests")
    ensure_places(
        by=system,
        at=THEN,
        sites={"lakeside": ("Lakeside", "America/Chicago"), "harbor": ("Harbor", "America/New_York")},
        groups={"family": "Family", "ebd": "EBD"},
        skills={"foodshare": "FoodShare", "spanish": "Spanish"},
        teams={"family-a": ("Family A", "lakeside"), "ebd-b": ("EBD B", "harbor")},
    )
    cast = Cast()
    for number, (who, (name, team, group, role)) in enumerate(PEOPLE.items(), start=1):
        person = enroll(
            staff_number=f"S{number:03d}",
            name=name,
            site=Site.objects.get(key=TEAM_SITE[team]),
            team=Team.objects.filter(key=team).first(),
            staffing_group=StaffingGroup.objects.filter(key=group).first(),
            by=system,
            at=THEN,
        )
        account = open_account(person, username=who, email=f"{who}@example.org", by=system, at=THEN)
        account.set_password(PASSWORD)
        account.save()
        if role is Role.SUPERVISOR:
            grant_role(person, role, from_day=SINCE, team=person.team, by=system, at=THEN)
        elif role is not None:
            grant_role(person, role, from_day=SINCE, by=system, at=THEN)
        cast.people[who] = person
    set_skill(cast["ada"], Skill.objects.get(key="foodshare"), 3, by=system, at=THEN)
    return cast
