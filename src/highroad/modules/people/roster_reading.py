"""Reads a roster file into rows and errors. What exists in the directory is handed in.

Errors are said in the reader's language.

Columns, in any order, by these names in the first line; only the first three are needed:

    staff_number, name, site, display_name, user_name, mail, team, staffing_group, supervisor, languages,
    skills, roles, active

`supervisor` is a staff number; `languages` are codes with spaces between ("en es"); `skills` are "key:level"
with spaces between ("foodshare:3 spanish:4"); `roles` are names with spaces between; `active` is yes or no.
An absent column leaves what is there; an empty cell takes it away, except for the first three.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .access.roles import Role

NEEDED = ("staff_number", "name", "site")
COLUMNS = (
    *NEEDED,
    "display_name",
    "user_name",
    "mail",
    "team",
    "staffing_group",
    "supervisor",
    "languages",
    "skills",
    "roles",
    "active",
)
ROWS_MAX = 20_000
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
YES_NO = {
    "yes": True,
    "no": False,
    "y": True,
    "n": False,
    "1": True,
    "0": False,
    "true": True,
    "false": False,
}

Cells = dict[str, str]
Values = dict[str, object]
Wrong = Callable[[str, str, str], None]
"""Takes the column, what is wrong, and how to mend it."""


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in one row: where, what, why, and how to mend it. The words at fault are not repeated in
    logs.
    """

    line: int
    column: str
    what: str
    mend: str


@dataclass(frozen=True, slots=True)
class Row:
    """One good row: only the columns that the file has."""

    line: int
    values: dict[str, object]

    @property
    def staff_number(self) -> str:
        """The key by which a row finds its person."""
        return str(self.values["staff_number"])


@dataclass(frozen=True, slots=True)
class Known:
    """What there is already: keys of sites, teams (with their site), groups and skills; staff numbers; who
    has a mail.
    """

    sites: frozenset[str]
    teams: dict[str, str]
    groups: frozenset[str]
    skills: frozenset[str]
    numbers: frozenset[str]
    mails: dict[str, str]
    user_names: dict[str, str]
    may_set_roles: bool = True
    may_set_skills: bool = True


@dataclass(slots=True)
class Roster:
    """A file, read."""

    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    columns: tuple[str, ...] = ()


def read_roster(text: str, known: Known) -> Roster:
    """Every row of the file, each good or with its errors."""
    found = Roster()
    reader = csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline=""), strict=True)
    try:
        found.columns = tuple((name or "").strip().lower() for name in reader.fieldnames or ())
        reader.fieldnames = list(found.columns)
        if not _columns_fit(found):
            return found
        lines = [(reader.line_num, cells) for cells in reader]
    except csv.Error as broken:
        mend = _("Save the file again as CSV in UTF-8, with quotes closed.")
        found.errors.append(
            RowError(reader.line_num, "", _("This line cannot be read: %(why)s.") % {"why": broken}, mend)
        )
        return found
    if len(lines) > ROWS_MAX:
        found.errors.append(
            RowError(ROWS_MAX + 1, "", _("More than %(most)s rows.") % {"most": ROWS_MAX}, _("Send it in parts."))
        )
        return found
    in_file = frozenset((cells.get("staff_number") or "").strip() for _, cells in lines)
    taken: dict[tuple[str, str], int] = {}
    for line, cells in lines:
        _read_row(line, cells, known, in_file, taken, found)
    return found


def _columns_fit(found: Roster) -> bool:
    """The first line: nothing needed is missing, nothing is unknown, nothing comes twice."""
    for name in NEEDED:
        if name not in found.columns:
            found.errors.append(
                RowError(
                    1, name, _("The column %(name)s is missing.") % {"name": name}, _("Add it to the first line.")
                )
            )
    for name in dict.fromkeys(found.columns):
        if name not in COLUMNS:
            mend = _("Take it out, or use one of: %(names)s.") % {"names": ", ".join(COLUMNS)}
            found.errors.append(
                RowError(1, name, _("The column %(name)s is not known.") % {"name": name or _("(empty)")}, mend)
            )
        elif found.columns.count(name) > 1:
            found.errors.append(
                RowError(1, name, _("The column %(name)s comes twice.") % {"name": name}, _("Keep one."))
            )
    return not found.errors


def _read_row(
    line: int,
    cells: dict[str, str | None],
    known: Known,
    in_file: Iterable[str],
    taken: dict[tuple[str, str], int],
    found: Roster,
) -> None:
    """One row: its values, or its errors, all of them at once."""
    errors: list[RowError] = []

    def wrong(column: str, what: str, mend: str) -> None:
        errors.append(RowError(line, column, what, mend))

    if None in cells or None in cells.values():
        wrong("", _("The row has more or fewer cells than the first line."), _("Put cells with commas in quotes."))
        found.errors += errors
        return
    plain = {name: (value or "").strip() for name, value in cells.items()}
    for name in NEEDED:
        if not plain[name]:
            wrong(name, _("The cell %(name)s is empty.") % {"name": name}, _("Every person needs one."))
    for unique in ("staff_number", "mail", "user_name"):
        value = plain.get(unique, "").lower()
        first = taken.setdefault((unique, value), line) if value else line
        if first != line:
            wrong(
                unique,
                _("The same %(name)s stands in line %(line)s.") % {"name": unique, "line": first},
                _("Keep one of the two rows."),
            )
    values: dict[str, object] = dict(plain)
    for check in (_check_places, _check_identity, _check_lists, _check_skills):
        check(plain, values, known, frozenset(in_file), wrong)
    if errors:
        found.errors += errors
    else:
        found.rows.append(Row(line, values))


def _check_places(plain: Cells, _values: Values, known: Known, in_file: frozenset[str], wrong: Wrong) -> None:
    """Site, team, staffing group and supervisor exist, and the team is at the site."""
    site, team, group = plain["site"], plain.get("team", ""), plain.get("staffing_group", "")
    if site and site not in known.sites:
        wrong("site", _("There is no site %(name)s.") % {"name": site}, _one_of(known.sites))
    if team and team not in known.teams:
        wrong("team", _("There is no team %(name)s.") % {"name": team}, _one_of(known.teams))
    elif team and known.teams[team] != site:
        wrong(
            "team",
            _("The team %(team)s is at %(other)s, not at %(site)s.")
            % {"team": team, "other": known.teams[team], "site": site},
            _("Change the team or the site."),
        )
    if group and group not in known.groups:
        wrong("staffing_group", _("There is no staffing group %(name)s.") % {"name": group}, _one_of(known.groups))
    supervisor = plain.get("supervisor", "")
    if supervisor and supervisor == plain["staff_number"]:
        wrong("supervisor", _("Nobody is their own supervisor."), _("Write another staff number."))
    elif supervisor and supervisor not in known.numbers and supervisor not in in_file:
        wrong(
            "supervisor",
            _("No person has this staff number."),
            _("Write a staff number of the directory or the file."),
        )


def _check_identity(plain: Cells, values: Values, known: Known, _in_file: frozenset[str], wrong: Wrong) -> None:
    """Mail and user name are well formed and nobody else's; active is yes or no."""
    number, mail, user_name = plain["staff_number"], plain.get("mail", ""), plain.get("user_name", "")
    if mail and not MAIL.fullmatch(mail):
        wrong("mail", _("This is not a mail address."), _("Write it like name@example.org."))
    elif known.mails.get(mail.lower(), number) != number:
        wrong("mail", _("Another person has this mail address."), _("Each address belongs to one person."))
    if known.user_names.get(user_name.lower(), number) != number:
        wrong("user_name", _("Another person has this user name."), _("Choose another."))
    if mail and "user_name" in plain and not user_name:
        wrong(
            "user_name",
            _("There is a mail address but no user name."),
            _("Write the name the person signs in with."),
        )
    if "active" in plain:
        if plain["active"].lower() in YES_NO:
            values["active"] = YES_NO[plain["active"].lower()]
        else:
            wrong("active", _("This is neither yes nor no."), _("Write yes or no."))


def _check_lists(plain: Cells, values: Values, known: Known, _in_file: frozenset[str], wrong: Wrong) -> None:
    """Languages and roles."""
    if "languages" in plain:
        values["languages"] = plain["languages"].split()
        for code in plain["languages"].split():
            if not LANGUAGE.fullmatch(code):
                wrong(
                    "languages",
                    _("%(name)s is not a language code.") % {"name": code},
                    _("Write codes like en or es, spaces between."),
                )
    if "roles" in plain:
        values["roles"] = sorted(set(plain["roles"].split()))
        for name in set(plain["roles"].split()) - {role.value for role in Role}:
            wrong("roles", _("There is no role %(name)s.") % {"name": name}, _one_of(role.value for role in Role))
        if not known.may_set_roles:
            wrong("roles", _("Only an administrator gives roles."), _("Take the column roles out of the file."))


def _check_skills(plain: Cells, values: Values, known: Known, _in_file: frozenset[str], wrong: Wrong) -> None:
    """Skills with levels."""
    if "skills" in plain:
        skills: dict[str, int] = {}
        values["skills"] = skills
        for word in plain["skills"].split():
            key, _colon, level = word.partition(":")
            if key not in known.skills:
                wrong("skills", _("There is no skill %(name)s.") % {"name": key}, _one_of(known.skills))
            elif level not in {"1", "2", "3", "4", "5"}:
                wrong(
                    "skills",
                    _("%(name)s has no level from 1 to 5.") % {"name": word},
                    _("Write for example %(name)s:3.") % {"name": key},
                )
            else:
                skills[key] = int(level)
        if not known.may_set_skills:
            wrong("skills", _("Only an administrator sets skills."), _("Take the column skills out of the file."))


def _one_of(names: Iterable[str]) -> str:
    """The mend for a name that is not known: the first few that are."""
    few = sorted(names)[:8]
    if not few:
        return _("None is set up yet; the playbook brings them.")
    return _("Write one of: %(names)s.") % {"names": ", ".join(few)}
