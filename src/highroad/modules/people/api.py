"""The front door of the directory: what other modules, the pages' frame, the command line and the demo may
call.
"""

from .access.lookup import Cell, Grant, Limits, Reach, covers, is_declared, limits, may, reach, rows
from .access.roles import Role
from .actions import (
    Refused,
    change_person,
    drop_skill,
    end_role,
    enroll,
    ensure_places,
    grant_role,
    keep_preferences,
    open_account,
    set_skill,
)
from .actor import NOBODY, Actor, actor_for, actor_of, grants_on, the_system
from .audit import record
from .declared import Entry, NotInTheTable, declare, declared, entry_of
from .declared_api import declared_route
from .holders import holders, working
from .models import Account, Person, RoleGrant, Site, Skill, StaffingGroup, Team
from .once import KeyFault, once, run_once
from .queries import may_for, names_of, people, people_within, person_of_staff_number, person_or_404, within
from .roster import apply_roster, keep_roster, undo_roster

__all__ = [
    "NOBODY",
    "Account",
    "Actor",
    "Cell",
    "Entry",
    "Grant",
    "KeyFault",
    "Limits",
    "NotInTheTable",
    "Person",
    "Reach",
    "Refused",
    "Role",
    "RoleGrant",
    "Site",
    "Skill",
    "StaffingGroup",
    "Team",
    "actor_for",
    "actor_of",
    "apply_roster",
    "change_person",
    "covers",
    "declare",
    "declared",
    "declared_route",
    "drop_skill",
    "end_role",
    "enroll",
    "ensure_places",
    "entry_of",
    "grant_role",
    "grants_on",
    "holders",
    "is_declared",
    "keep_preferences",
    "keep_roster",
    "limits",
    "may",
    "may_for",
    "names_of",
    "once",
    "open_account",
    "people",
    "people_within",
    "person_of_staff_number",
    "person_or_404",
    "reach",
    "record",
    "rows",
    "run_once",
    "set_skill",
    "the_system",
    "undo_roster",
    "within",
    "working",
]
