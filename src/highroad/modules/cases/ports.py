"""What cases need from the world: an agency's own case system, and people's shifts.

The built-in store is the case system by default. An agency's own may be slow or down at any time: then the caller of
the port is told at once, says so on the page, and the call goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, Protocol

Span = tuple[int, int]
"""Epoch milliseconds: start inclusive, end exclusive."""

FoundBy = Literal["case_number", "ssn"]


@dataclass(frozen=True, slots=True)
class Unavailable:
    """The case system does not answer. `reason` is one of: slow, down, garbage."""

    reason: Literal["slow", "down", "garbage"]
    since: datetime


@dataclass(frozen=True, slots=True)
class FiledPerson:
    """Someone on the file."""

    name: str
    relation: str
    ssn: str = ""
    born_on: date | None = None


@dataclass(frozen=True, slots=True)
class FiledProgram:
    """A program on the file; `ref` is the system's own name for the row."""

    ref: str
    kind: str
    name: str
    status: str
    review_due: date | None = None
    report_due: date | None = None
    interview_due: date | None = None
    closed_on: date | None = None
    closed_for: str = ""


@dataclass(frozen=True, slots=True)
class FiledItem:
    """Something that waits on the file."""

    ref: str
    kind: str
    title: str
    detail: str = ""
    received_on: date | None = None
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as a case system knows it."""

    number: str
    confidential: bool
    assigned_staff_number: str = ""
    household_size: int = 1
    home_language: str = "en"
    county: str = ""
    people: tuple[FiledPerson, ...] = ()
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    programs: tuple[FiledProgram, ...] = ()
    pending: tuple[FiledItem, ...] = ()


class CaseSystem(Protocol):
    """An agency's own system of record. It never raises for what the world does; it answers in words."""

    def find(self, by: FoundBy, value: str) -> CaseFile | Unavailable | None:
        """The case with this number or SSN; None when there is none."""


class Shifts(Protocol):
    """When somebody works on the call center."""

    def spans(self, staff_number: str, start: int, end: int) -> Sequence[Span]:
        """Their shifts that touch this stretch (epoch ms), in order."""


@dataclass(slots=True)
class _Doors:
    case_system: CaseSystem | None = None
    shifts: Callable[[], Shifts] | None = None


_doors = _Doors()


def use_case_system(system: CaseSystem | None) -> None:
    """Stand on an agency's own case system; None goes back to the built-in store."""
    _doors.case_system = system


def case_system() -> CaseSystem | None:
    """The agency's own case system, or None: then the built-in store is the only truth."""
    return _doors.case_system


def use_shifts(shifts: Callable[[], Shifts] | None) -> None:
    """Where shifts come from; None goes back to the ordinary hours of a person's site."""
    _doors.shifts = shifts


def shifts() -> Shifts | None:
    """Where shifts come from; None means the ordinary hours of a person's site."""
    return _doors.shifts() if _doors.shifts else None
