"""The tables of the directory. Each class opens with a plain sentence and says what personal data it
holds.
"""

from .account import Account
from .audit import AuditEntry
from .directory import Person, PersonSkill, Site, Skill, StaffingGroup, Team
from .grants import RoleGrant
from .once import DoneOnce
from .roster import RosterImport
from .tokens import ApiToken

__all__ = [
    "Account",
    "ApiToken",
    "AuditEntry",
    "DoneOnce",
    "Person",
    "PersonSkill",
    "RoleGrant",
    "RosterImport",
    "Site",
    "Skill",
    "StaffingGroup",
    "Team",
]
