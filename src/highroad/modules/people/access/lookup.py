"""Reads the table: pure functions over what a person holds. Deny by default."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import NamedTuple

from .roles import Role
from .table import COLUMNS, TABLE


class Reach(IntEnum):
    """How far a cell of the table lets a role go; a larger one includes the smaller."""

    NONE = 0
    OWN = 1
    SCOPE = 2
    ALL = 3


class Cell(NamedTuple):
    """The address of one row: what is done to which field of which thing."""

    object: str
    action: str
    field: str = "*"


@dataclass(frozen=True, slots=True)
class Grant:
    """One role a person holds now. `site` and `team` are keys; both empty means everywhere."""

    role: Role
    site: str = ""
    team: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a person may touch under one cell: everything, some sites and teams, their own, or nothing."""

    everything: bool = False
    sites: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()
    own: bool = False

    def __bool__(self) -> bool:
        return self.everything or self.own or bool(self.sites) or bool(self.teams)


REACH_WORDS = {"-": Reach.NONE, "own": Reach.OWN, "scope": Reach.SCOPE, "all": Reach.ALL}


def read_table(text: str) -> dict[Cell, dict[Role, Reach]]:
    """The rows of a written table. A row that cannot be read is an error that says which and why."""
    rows: dict[Cell, dict[Role, Reach]] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        parts = line.split()
        if not parts or parts[0].startswith("#"):
            continue
        if len(parts) != 3 + len(COLUMNS):
            msg = f"Access table, line {number}: {len(parts)} columns, not {3 + len(COLUMNS)}: {line.strip()}"
            raise ValueError(msg)
        cell = Cell(object=parts[0], action=parts[2], field=parts[1])
        unknown = [word for word in parts[3:] if word not in REACH_WORDS]
        if unknown:
            msg = f"Access table, line {number}: {unknown[0]!r} is none of {', '.join(REACH_WORDS)}."
            raise ValueError(msg)
        if cell in rows:
            msg = f"Access table, line {number}: {' '.join(cell)} stands twice. Keep one row."
            raise ValueError(msg)
        rows[cell] = {Role(name): REACH_WORDS[word] for name, word in zip(COLUMNS, parts[3:], strict=True)}
    return rows


@cache
def rows() -> dict[Cell, dict[Role, Reach]]:
    """The table in force."""
    return read_table(TABLE)


def is_declared(object_: str, action: str, field: str = "*") -> bool:
    """Is there a row for exactly this?"""
    return Cell(object_, action, field) in rows()


def reach(role: Role, action: str, object_: str, field: str | None = None) -> Reach:
    """How far one role reaches. A field's own row decides for the field; else the row of the whole thing."""
    row = rows().get(Cell(object_, action, field)) if field else None
    if row is None:
        row = rows().get(Cell(object_, action), {})
    return row.get(role, Reach.NONE)


def may(grants: Iterable[Grant], action: str, object_: str, field: str | None = None) -> bool:
    """May someone who holds these roles do this to at least some such thing?"""
    return any(reach(grant.role, action, object_, field) for grant in grants)


def limits(grants: Iterable[Grant], action: str, object_: str, field: str | None = None) -> Limits:
    """Which of these things may they touch? Several grants add up."""
    everything = own = False
    sites: set[str] = set()
    teams: set[str] = set()
    for grant in grants:
        far = reach(grant.role, action, object_, field)
        own = own or far > Reach.NONE
        if far == Reach.ALL or (far == Reach.SCOPE and not grant.site and not grant.team):
            everything = True
        elif far == Reach.SCOPE and grant.site:
            sites.add(grant.site)
        elif far == Reach.SCOPE:
            teams.add(grant.team)
    return Limits(everything=everything, sites=frozenset(sites), teams=frozenset(teams), own=own)


def covers(within: Limits, *, is_own: bool, site: str = "", team: str = "") -> bool:
    """Does it include a thing that belongs to someone at this site and team?"""
    return within.everything or (within.own and is_own) or site in within.sites or team in within.teams
