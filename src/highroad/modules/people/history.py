"""What was changed about a person, newest first, as lines to read: when, by whom, which field, before and
after.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from .models import Person, PersonSkill, RoleGrant

LINES_MAX = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One change."""

    at: datetime
    by: str
    what: str
    before: str = ""
    after: str = ""


def history_of(person: Person) -> list[Line]:
    """The person's own row, their skills and their roles together."""
    lines: list[Line] = []
    skills = PersonSkill.history.filter(person_id=person.pk)
    for row in skills.select_related("history_user__person", "skill"):
        lines += [Line(row.history_date, _by(row), _skill_words(row))]
    roles = RoleGrant.history.filter(person_id=person.pk)
    for row in roles.select_related("history_user__person"):
        lines += [Line(row.history_date, _by(row), _role_words(row))]
    # Last, so that at the same moment a person is enrolled before anything else happens to them.
    lines += _of_row(person.history.select_related("history_user__person"))
    return sorted(lines, key=lambda line: line.at, reverse=True)[:LINES_MAX]


def _by(row: Any) -> str:
    """Who changed it; an import by the program itself has no person."""
    account = row.history_user
    if account is None:
        return _("the program")
    return str(account.person.name if account.person else account.username)


def _of_row(rows: Iterable[Any]) -> Iterable[Line]:
    """Differences between one state of the row and the one before."""
    states = list(rows)
    for newer, older in pairwise(states):
        for change in newer.diff_against(older, foreign_keys_are_objs=True).changes:
            label = getattr(Person._meta.get_field(change.field), "verbose_name", change.field)  # noqa: SLF001  (Django's public way to field names)
            yield Line(newer.history_date, _by(newer), str(label), _words(change.old), _words(change.new))
    if states:
        yield Line(states[-1].history_date, _by(states[-1]), _("enrolled"))


def _words(value: object) -> str:
    if isinstance(value, Person):
        return value.name
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(part) for part in value)
    return "" if value is None else str(value)


def _skill_words(row: Any) -> str:
    if row.history_type == "-":
        return _("skill %(skill)s dropped") % {"skill": row.skill.name}
    return _("skill %(skill)s at level %(level)s") % {"skill": row.skill.name, "level": row.level}


def _role_words(row: Any) -> str:
    said = {
        "+": _("role %(role)s granted"),
        "~": _("role %(role)s changed"),
        "-": _("role %(role)s taken out"),
    }
    return said[row.history_type] % {"role": row.get_role_display()}
