"""The front door of the directory: what other modules, the pages' frame, the command line and the demo may call."""

from .access.lookup import Cell, Grant, Limits, Reach, covers, is_declared, limits, may, reach, rows
from .access.roles import Role
from .actions import keep_preferences
from .actor import NOBODY, Actor, actor_for, actor_of, grants_on, the_system
from .audit import record
from .declared import Entry, NotInTheTable, declare, declared, entry_of
from .models import Account
from .queries import may_for, people, person_or_404, within

__all__ = [
    "NOBODY",
    "Account",
    "Actor",
    "Cell",
    "Entry",
    "Grant",
    "Limits",
    "NotInTheTable",
    "Reach",
    "Role",
    "actor_for",
    "actor_of",
    "covers",
    "declare",
    "declared",
    "entry_of",
    "grants_on",
    "is_declared",
    "keep_preferences",
    "limits",
    "may",
    "may_for",
    "people",
    "person_or_404",
    "reach",
    "record",
    "rows",
    "the_system",
    "within",
]
