"""The playbook in force, as cases see it, and the facts of a case in the playbook's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed

from highroad.core.playbooks.moving import CallbackContract
from highroad.core.playbooks.playbook import Playbook
from highroad.core.playbooks.reading import load_folder
from highroad.core.playbooks.resolving import Script

from .models import AuthorizedRepresentative, Case, PendingItem, Program

DOCUMENTS = frozenset({PendingItem.Kind.DOCUMENT.value, PendingItem.Kind.REPORT.value})
APPOINTMENTS = frozenset({PendingItem.Kind.APPOINTMENT.value})
CASE_NUMBER_PATTERN = r"[0-9]{7,10}"

_provider: list[Callable[[], Playbook]] = []


def use_practice(provider: Callable[[], Playbook] | None) -> None:
    """Where the playbook in force comes from; None goes back to the folder named in the settings."""
    _provider[:] = [provider] if provider else []


def practice() -> Playbook:
    """The playbook in force."""
    return _provider[0]() if _provider else _from_folder()


@cache
def _from_folder() -> Playbook:
    return load_folder(Path(settings.HIGHROAD_PLAYBOOK))


def _forget_folder(*, setting: str, **_more: Any) -> None:
    if setting == "HIGHROAD_PLAYBOOK":
        _from_folder.cache_clear()


setting_changed.connect(_forget_folder)


def case_number_pattern() -> str:
    """What a case number looks like here."""
    named = (one.pattern for one in practice().identity.identifiers if one.key == "case_number")
    return next(named, CASE_NUMBER_PATTERN)


def callback_contract() -> CallbackContract | None:
    """The promise made to a caller whose case is confidential; None where the practice makes none."""
    return next((one for one in practice().callbacks if one.to == "assigned_worker"), None)


def script(key: str) -> Script | None:
    """A statement signed by telephone."""
    return next((one for one in practice().signatures if one.key == key), None)


def programs_of(case: Case) -> list[Program]:
    """In the order in which the work list counts them."""
    return list(case.programs.all())


def items_of(case: Case) -> dict[str, list[PendingItem]]:
    """What waits, parted as the playbook parts it: documents, appointments, and everything else."""
    parted: dict[str, list[PendingItem]] = {"documents": [], "appointments": [], "pending": []}
    for item in case.pending.all():
        if item.processed_at is None:
            kind = (
                "documents" if item.kind in DOCUMENTS else "appointments" if item.kind in APPOINTMENTS else "pending"
            )
            parted[kind].append(item)
    return parted


def case_facts(case: Case, more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The case in the playbook's words. Lists keep the order of `programs_of` and `items_of`.

    `more` adds what only the contact knows, under full names, such as `case.requests`.
    """
    items = items_of(case)
    return {
        **(more or {}),
        "case": {
            "number": case.number,
            "confidential": case.confidential,
            "assigned": case.assigned_id is not None,
            "county": case.county or None,
            "household": case.household_size,
        },
        "programs": [_program_facts(program) for program in programs_of(case)],
        "documents": [
            {
                "kind": item.detail or item.kind,
                "title": item.title,
                "received": item.received_on,
                "needed_by": item.due_on,
                "processed": False,
            }
            for item in items["documents"]
        ],
        "pending": [
            {"kind": item.detail or item.kind, "title": item.title, "since": item.received_on, "due": item.due_on}
            for item in items["pending"]
        ],
        "appointments": [
            {"kind": item.detail or "review", "on": item.received_on or item.due_on, "missed": True}
            for item in items["appointments"]
        ],
    }


def _program_facts(program: Program) -> dict[str, Any]:
    return {
        "name": program.name,
        "status": program.status,
        "review_due": program.review_due,
        "report_due": program.report_due,
        "interview_due": program.interview_due,
        "closed_on": program.closed_on,
        "closed_for": program.closed_for or None,
    }


def speaks_for(case: Case, name: str, relation: str, day: date) -> AuthorizedRepresentative | None:
    """The authorization that lets this person speak for the case on this day, if there is one."""
    for one in case.representatives.all():
        current = one.from_day <= day and (one.until_day is None or day <= one.until_day)
        if current and one.name.casefold() == name.strip().casefold() and one.relation == relation:
            return one
    return None
