"""Puts the demo's people into the directory: the cast with sign-ins and roles, and all who work in the scenario.

Numbers and tokens are given in a fixed order, so the same scenario and seed make the same people.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db import transaction

from highroad.core.playbooks import Playbook
from highroad.core.simulator.workers import Worker
from highroad.demo.names import CAST, COLLEAGUES, Part
from highroad.modules.people.api import (
    Actor,
    Person,
    Role,
    Site,
    Skill,
    StaffingGroup,
    Team,
    enroll,
    ensure_places,
    grant_role,
    open_account,
    set_skill,
    the_system,
)

ROLE_OF = {"agent": Role.REPRESENTATIVE, "lead": Role.LEAD, "supervisor": Role.SUPERVISOR}


@transaction.atomic
def gather(playbook: Playbook, workers: Sequence[Worker], day: date, at: datetime) -> dict[str, Person]:
    """Everybody, in one transaction: by worker's token, and the cast by first name, too."""
    by = the_system("demo")
    _places(playbook, by, at)
    people: dict[str, Person] = {}
    parts = {part.worker: part for part in CAST if part.worker}
    names = iter(_names())
    for number, worker in enumerate(workers, start=1):
        part = parts.get(worker.token)
        name = part.name if part else next(names)
        person = _enroll(number, name, worker, by, at)
        people[worker.token] = person
        if part is not None:
            people[part.who] = person
            open_account(person, username=part.who, email=f"{part.who}@example.org", by=by, at=at)
        grant_role(person, ROLE_OF[worker.kind], from_day=day - timedelta(days=400), by=by, at=at)
    for number, part in enumerate((part for part in CAST if not part.worker), start=len(workers) + 1):
        people[part.who] = _office(number, part, day, by, at)
    _under(people, workers)
    return people


def _places(playbook: Playbook, by: Actor, at: datetime) -> None:
    sites = {site.key: (site.title.en, playbook.about.zone) for site in playbook.sites}
    groups = {group.key: group.title.en for group in playbook.groups}
    ensure_places(
        by=by,
        at=at,
        sites=sites,
        groups=groups,
        skills={skill.key: skill.title.en for skill in playbook.skills},
        teams={
            f"{group}-{site}": (f"{name}, {place[0]}", site)
            for group, name in groups.items()
            for site, place in sites.items()
        },
    )


def _names() -> list[str]:
    return [f"{name}{suffix}" for suffix in ("", " II", " III") for name in COLLEAGUES]


def _token(number: int) -> str:
    """The same number, the same token: a demo's tokens need not be hard to guess."""
    return sha256(f"demo person {number}".encode()).hexdigest()[:12]


def _enroll(number: int, name: str, worker: Worker, by: Actor, at: datetime) -> Person:
    languages = [skill.removeprefix("lang:") for skill, _ in worker.skills if skill.startswith("lang:")]
    person = enroll(
        staff_number=f"S{number:03d}",
        name=name,
        display_name=name.partition(" ")[0],
        site=Site.objects.get(key=worker.site),
        team=Team.objects.filter(key=f"{worker.group}-{worker.site}").first(),
        staffing_group=StaffingGroup.objects.filter(key=worker.group).first(),
        languages=languages,
        token=_token(number),
        by=by,
        at=at,
    )
    for skill, level in worker.skills:
        if not skill.startswith("lang:"):
            set_skill(person, Skill.objects.get(key=skill), level, by=by, at=at)
    return person


def _office(number: int, part: Part, day: date, by: Actor, at: datetime) -> Person:
    site = Site.objects.order_by("key").first()
    assert site is not None
    person = enroll(
        staff_number=f"S{number:03d}",
        name=part.name,
        display_name=part.name.partition(" ")[0],
        site=site,
        token=_token(number),
        by=by,
        at=at,
    )
    open_account(person, username=part.who, email=f"{part.who}@example.org", by=by, at=at)
    grant_role(person, part.role, from_day=day - timedelta(days=400), by=by, at=at)
    return person


def _under(people: dict[str, Person], workers: Sequence[Worker]) -> None:
    """Everyone on the phones has Carmen, or the other supervisor, above them."""
    supervisors = [people[worker.token] for worker in workers if worker.kind == "supervisor"]
    if not supervisors:
        return
    for place, worker in enumerate(worker for worker in workers if worker.kind != "supervisor"):
        boss = supervisors[0] if worker.token == "family-1" else supervisors[place % len(supervisors)]  # noqa: S105 - a desk's name
        Person.objects.filter(pk=people[worker.token].pk).update(supervisor=boss)
