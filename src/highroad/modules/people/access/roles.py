"""The roles people hold. A role says nothing by itself; what it may do stands in the table."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """A function in the organization, in the order of the table's columns."""

    REPRESENTATIVE = "representative"
    LEAD = "lead"
    SUPERVISOR = "supervisor"
    PLANNER = "planner"
    STEWARD = "steward"
    HR = "hr"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"
