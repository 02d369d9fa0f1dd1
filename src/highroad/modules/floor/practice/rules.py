"""Decisions about versions that the state table cannot make: numbers, dates, who signs. Pure; a refusal is a code."""

from __future__ import annotations

from datetime import date


def why_not_number(number: int, highest: int, *, taken: bool) -> tuple[str, int]:
    """Why this version number will not do, and the one that will; an empty text when it is fine."""
    if taken:
        return "taken", highest + 1
    if number <= highest:
        return "behind", highest + 1
    return "", number


def why_not_effective(effective_on: date, today: date) -> str:
    """Why a version cannot take effect on this date; empty when it can."""
    return "past" if effective_on < today else ""


def why_not_sign(person_id: int | None, signed_by: frozenset[int]) -> str:
    """Why this person cannot sign for a side; empty when they can. `signed_by`: who has signed this version."""
    if person_id is None:
        return "nobody"
    return "twice" if person_id in signed_by else ""


def is_due(effective_on: date, today: date) -> bool:
    """Has the version's date come?"""
    return effective_on <= today
