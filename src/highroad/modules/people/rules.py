"""Decisions about the directory as plain functions: a refusal comes back with its reason, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from highroad.core.engine.refusals import gettext_noop

from .access.roles import Role

SKILL_LEVELS = range(1, 6)


@dataclass(frozen=True, slots=True)
class Held:
    """One grant, as the rules see it."""

    role: Role
    reaches: str
    from_day: date
    until_day: date | None = None

    def holds_on(self, day: date) -> bool:
        """Is it in force on this day?"""
        return self.from_day <= day and (self.until_day is None or day <= self.until_day)


def why_not_grant(wanted: Held, held: Iterable[Held]) -> str:
    """Why this role cannot be granted; empty if it can. The same role for the same place twice would hide a
    mistake.
    """
    if wanted.until_day is not None and wanted.until_day < wanted.from_day:
        return gettext_noop("The last day lies before the first. Change one of them.")
    for other in held:
        overlaps = (other.until_day is None or wanted.from_day <= other.until_day) and (
            wanted.until_day is None or other.from_day <= wanted.until_day
        )
        if other.role == wanted.role and other.reaches == wanted.reaches and overlaps:
            return gettext_noop(
                "This role is already held there in that time. End the other one first, or choose other days."
            )
    return ""


def why_not_end(role: Role, *, own: bool, other_administrators: int) -> str:
    """Why a grant cannot be ended; empty if it can. An organization without an administrator cannot mend
    itself.
    """
    if role == Role.ADMINISTRATOR and other_administrators == 0:
        return gettext_noop("This is the last administrator. Grant the role to somebody else first.")
    if role == Role.ADMINISTRATOR and own:
        return gettext_noop("Nobody takes the administrator's role from themselves. Ask another administrator.")
    return ""


def why_not_level(level: int) -> str:
    """Why a skill level is not one; empty if it is."""
    return "" if level in SKILL_LEVELS else gettext_noop("A level is a number from 1 (beginning) to 5 (teaching it).")


def why_not_supervised_by(person: str, supervisor: str, above: dict[str, str]) -> str:
    """Why this supervisor cannot be named; empty if they can. `above` maps each person to their
    supervisor.
    """
    seen = supervisor
    for _step in range(len(above) + 1):
        if seen == person:
            return gettext_noop("Nobody can be their own supervisor, also not through others. Choose somebody else.")
        if seen not in above:
            return ""
        seen = above[seen]
    return gettext_noop("The chain of supervisors goes round in a circle. Mend it above this person first.")
