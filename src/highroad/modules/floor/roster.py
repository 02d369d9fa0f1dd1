"""Tells the engine who works here: everyone active in the directory with a role on the floor, and what they can do.

At the start of the service the whole directory is told; after that each change of a person, their skills or roles is
told once its transaction has been committed. What the engine knows already is not told again, so nothing is journaled
for nothing.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import structlog
from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.utils import timezone

from highroad.core.engine.engine import Engine
from highroad.core.words.policy import AgentKind
from highroad.modules.people.api import Person, Role, RoleGrant

from .running import the_floor
from .service.commands import Command
from .service.host import Host, Unavailable

log = structlog.get_logger(__name__)

KINDS: Final[tuple[tuple[Role, AgentKind], ...]] = (
    (Role.SUPERVISOR, "supervisor"),
    (Role.LEAD, "lead"),
    (Role.REPRESENTATIVE, "agent"),
)
"""The first role a person holds decides what their desk is."""
LANGUAGE_LEVEL: Final = 4
"""A language in the directory is spoken or it is not; the engine wants a level, and no playbook asks for more."""
CHANNELS: Final[dict[str, tuple[str, ...]]] = {
    "agent": ("voice", "callback", "message"),
    "lead": ("voice", "callback", "message"),
    # A supervisor takes calls that are put through to them, and no tasks of the queues.
    "supervisor": ("voice",),
}


@dataclass(frozen=True, slots=True)
class Desk:
    """What the engine is told of one person."""

    agent: int
    token: str
    kind: str
    group: str
    skills: tuple[tuple[str, int], ...]
    channels: tuple[str, ...]

    def arguments(self) -> dict[str, Any]:
        """For the command `know_agent`."""
        return {
            "agent": self.agent,
            "token": self.token,
            "kind": self.kind,
            "group": self.group,
            "skills": [list(pair) for pair in self.skills],
            "channels": list(self.channels),
        }


def desks(people: Iterable[int] | None = None) -> list[Desk]:
    """The desks of everyone with a role on the floor today, or of these people."""
    today = timezone.localdate()
    rows = Person.objects.filter(active=True).select_related("staffing_group").prefetch_related("skills__skill")
    if people is not None:
        rows = rows.filter(pk__in=list(people))
    held: dict[int, set[str]] = {}
    grants = RoleGrant.objects.filter(from_day__lte=today).filter(Q(until_day=None) | Q(until_day__gte=today))
    for person_id, role in grants.values_list("person_id", "role"):
        held.setdefault(person_id, set()).add(role)
    found = []
    for person in rows.order_by("pk"):
        kind = next((kind for role, kind in KINDS if role.value in held.get(person.pk, ())), None)
        if kind is not None:
            found.append(_desk(person, kind))
    return found


def _desk(person: Person, kind: str) -> Desk:
    skills = {held.skill.key: held.level for held in person.skills.all()}
    skills |= {f"lang:{language}": LANGUAGE_LEVEL for language in person.languages}
    return Desk(
        agent=person.pk,
        token=person.token,
        kind=kind,
        group=person.staffing_group.key if person.staffing_group else "",
        skills=tuple(sorted(skills.items())),
        channels=CHANNELS[kind],
    )


def tell_everyone(host: Host, people: Iterable[int] | None = None) -> int:
    """Tell the engine of everyone, or of these people; how many desks it did not know so."""
    wanted = desks(people)
    known = host.look(_known)
    fresh = [desk for desk in wanted if known.get(desk.agent) != desk]
    asked = [
        host.submit(Command(f"roster:{secrets.token_hex(8)}", "know_agent", desk.arguments(), "system:roster"))
        for desk in fresh
    ]
    for future in asked:
        future.result(30)
    return len(fresh)


def _known(engine: Engine) -> dict[int, Desk]:
    """What the engine knows of each person, in the same form."""
    found = {}
    for person in engine.floor.agents.values():
        profile = person.profile
        if profile is not None:
            skills = {skill: level for skill, level in profile.skills.items() if skill != f"group:{person.group}"}
            found[person.id] = Desk(
                person.id, person.token, person.kind, person.group, tuple(sorted(skills.items())), profile.channels
            )
    return found


def follow_the_directory() -> None:
    """From now on tell the engine of changes. Safe to call again."""
    for signal in (post_save, post_delete):
        signal.connect(_changed, dispatch_uid="floor-roster")


def _changed(sender: type[Any], instance: Any, **_more: Any) -> None:
    """A row was written: if it is about a person who works here, tell the engine after the commit."""
    label = f"{sender._meta.app_label}.{sender.__name__}"  # noqa: SLF001 - Django's own name for it
    if label == "people.Person":
        person_id = instance.pk
    elif label in {"people.PersonSkill", "people.RoleGrant"}:
        person_id = instance.person_id
    else:
        return
    transaction.on_commit(lambda: _tell_one(person_id))


def _tell_one(person_id: int) -> None:
    """Where no floor runs there is nobody to tell: the next start tells everyone."""
    try:
        host = the_floor().host
    except Unavailable:
        return
    try:
        tell_everyone(host, [person_id])
    except Unavailable:
        log.warning("roster_not_told", person=person_id)
