"""The directory's rules by themselves."""

from __future__ import annotations

from datetime import date

import pytest

from highroad.modules.people.api import Role
from highroad.modules.people.rules import Held, why_not_grant, why_not_level, why_not_supervised_by

MAY, JUNE, JULY = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("wanted", "held", "refused"),
    [
        (Held(Role.HR, "all:", JUNE), [], False),
        (Held(Role.HR, "all:", JUNE, MAY), [], True),
        (Held(Role.HR, "all:", JUNE), [Held(Role.HR, "all:", MAY)], True),
        (Held(Role.HR, "all:", JULY), [Held(Role.HR, "all:", MAY, JUNE)], False),
        (Held(Role.HR, "all:", MAY, JUNE), [Held(Role.HR, "all:", JUNE)], True),
        (Held(Role.HR, "site:x", JUNE), [Held(Role.HR, "site:y", MAY)], False),
        (Held(Role.LEAD, "all:", JUNE), [Held(Role.HR, "all:", MAY)], False),
    ],
)
def test_a_role_is_granted_once_for_a_place_and_time(wanted: Held, held: list[Held], *, refused: bool) -> None:
    assert bool(why_not_grant(wanted, held)) == refused


@pytest.mark.parametrize(("level", "refused"), [(0, True), (1, False), (5, False), (6, True)])
def test_a_level_is_1_to_5(level: int, *, refused: bool) -> None:
    assert bool(why_not_level(level)) == refused


def test_a_circle_above_somebody_is_found_and_does_not_hang() -> None:
    assert "circle" in why_not_supervised_by("ada", "bob", {"bob": "carmen", "carmen": "bob"})
