"""The table of who may do what, and how it is read."""

from __future__ import annotations

import pytest

from highroad.modules.people.access.lookup import Reach, read_table
from highroad.modules.people.api import Grant, Limits, Role, covers, limits, may, reach, rows

REPRESENTATIVE = Grant(Role.REPRESENTATIVE)
CARMEN = Grant(Role.SUPERVISOR, team="family-a")


def test_what_is_not_in_the_table_is_refused_to_everyone() -> None:
    everything = [Grant(role) for role in Role]
    assert not may(everything, "delete", "people.person")
    assert not may(everything, "read", "people.nothing")


def test_nobody_without_a_role_may_do_anything() -> None:
    assert not any(may([], cell.action, cell.object, cell.field) for cell in rows())


def test_a_field_with_its_own_row_is_decided_by_that_row_alone() -> None:
    steward_free = Grant(Role.PLANNER)
    assert may([steward_free], "read", "people.person")
    assert not may([steward_free], "read", "people.person", "mail")


def test_a_field_without_its_own_row_follows_the_thing() -> None:
    assert reach(Role.HR, "read", "people.person", "name") == Reach.ALL
    assert reach(Role.STEWARD, "read", "people.person", "name") == Reach.NONE


def test_nobody_may_ever_read_a_whole_ssn() -> None:
    assert not may([Grant(role) for role in Role], "read", "cases.case", "ssn")


def test_a_confidential_case_is_open_to_its_worker_and_to_leads_only() -> None:
    who = {role for role in Role if reach(role, "read", "cases.case", "confidential")}
    assert who == {Role.REPRESENTATIVE, Role.LEAD}
    assert reach(Role.REPRESENTATIVE, "read", "cases.case", "confidential") == Reach.OWN


def test_a_scope_is_the_place_for_which_the_role_was_granted() -> None:
    assert limits([CARMEN], "read", "people.person") == Limits(teams=frozenset({"family-a"}), own=True)
    at_lakeside = Grant(Role.SUPERVISOR, site="lakeside")
    both = limits([CARMEN, at_lakeside], "read", "people.person")
    assert both.sites == {"lakeside"}
    assert both.teams == {"family-a"}
    assert not both.everything


def test_a_scope_granted_everywhere_is_everything() -> None:
    assert limits([Grant(Role.SUPERVISOR)], "read", "people.person").everything


def test_several_roles_add_up() -> None:
    assert limits([REPRESENTATIVE, Grant(Role.HR)], "read", "people.person").everything


def test_no_limit_is_falsy_and_covers_nothing() -> None:
    nothing = limits([REPRESENTATIVE], "change", "people.person")
    assert not nothing
    assert not covers(nothing, is_own=True, site="lakeside", team="family-a")


def test_empty_places_are_no_match_for_empty_places() -> None:
    assert not covers(limits([CARMEN], "read", "people.person"), is_own=False, site="", team="")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("people.person * read own", "4 columns, not 11"),
        ("people.person * read own own own own own own own some", "'some' is none of"),
        ("people.person * read - - - - - - - -\npeople.person * read - - - - - - - -", "stands twice"),
    ],
)
def test_a_row_that_cannot_be_read_says_which_and_why(written: str, said: str) -> None:
    with pytest.raises(ValueError, match=said) as caught:
        read_table(written)
    assert "line" in str(caught.value)


def test_every_row_lets_somebody_do_something_except_the_one_that_forbids() -> None:
    closed = [cell for cell, row in rows().items() if not any(row.values())]
    assert [(cell.object, cell.field) for cell in closed] == [("cases.case", "ssn")]
