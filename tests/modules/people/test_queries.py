"""Whoever looks sees whom the table lets them see, in lists, searches and pages alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.http import Http404

from cast import SINCE, THEN, Cast
from highroad.modules.people.api import (
    NOBODY,
    Role,
    actor_for,
    end_role,
    grant_role,
    may_for,
    people,
    person_or_404,
    the_system,
)
from highroad.modules.people.queries import Wanted, audit_entries, search

if TYPE_CHECKING:
    from django.test import Client

EVERYONE = {"Ada", "Bob", "Carmen", "Dov", "Eve", "Hal", "Ines", "Noor", "Gil", "Tove"}


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("ada", {"Ada"}),
        ("carmen", {"Ada", "Bob", "Carmen"}),
        ("dov", set()),
        ("eve", set()),
        ("hal", EVERYONE),
        ("ines", EVERYONE),
        ("gil", EVERYONE),
        ("tove", EVERYONE),
    ],
)
def test_each_sees_their_own_people(cast: Cast, who: str, seen: set[str]) -> None:
    assert {person.name.split()[0] for person in people(cast.actor(who))} == seen


def test_nobody_sees_nobody(cast: Cast) -> None:
    assert not people(NOBODY).exists()


def test_a_person_one_may_not_see_is_as_absent_as_one_who_is_not_there(client: Client, cast: Cast) -> None:
    with pytest.raises(Http404):
        person_or_404(cast.actor("carmen"), cast["eve"].token)
    client.force_login(cast.account("carmen"))
    hidden = client.get(f"/people/{cast['eve'].token}/")
    missing = client.get("/people/0123456789ab/")
    assert hidden.status_code == missing.status_code == 404
    assert "Eve Stranger" not in hidden.content.decode()


def test_a_search_never_counts_those_one_may_not_see(client: Client, cast: Cast) -> None:
    assert not search(cast.actor("carmen"), Wanted(words="Eve")).exists()
    client.force_login(cast.account("carmen"))
    page = client.get("/people/?q=a").content.decode()
    assert "2 people" in page
    assert "Kolar" not in page


def test_a_staff_number_finds_only_for_those_who_may_read_it(cast: Cast) -> None:
    assert search(cast.actor("gil"), Wanted(words="S001")).count() == 1
    assert search(cast.actor("hal"), Wanted(words="S001")).count() == 0


def test_the_staff_number_is_not_on_the_page_of_one_who_may_not_read_it(client: Client, cast: Cast) -> None:
    client.force_login(cast.account("hal"))
    for url in ("/people/", f"/people/{cast['ada'].token}/"):
        page = client.get(url).content.decode()
        assert "Ada Whitfield" in page
        assert "S001" not in page
        assert "ada@example.org" not in page


def test_a_role_works_from_its_first_day_through_its_last(cast: Cast) -> None:
    system = the_system("tests")
    first, last = SINCE.replace(month=3), SINCE.replace(month=4)
    grant_role(cast["eve"], Role.HR, from_day=first, until_day=last, by=system, at=THEN)
    held = {
        day: actor_for(cast.account("eve"), day).roles for day in (SINCE, first, last, last.replace(day=last.day + 1))
    }
    assert list(held.values()) == [set(), {Role.HR}, {Role.HR}, set()]


def test_a_supervisor_may_change_groups_in_her_team_and_nothing_else(cast: Cast) -> None:
    carmen = cast.actor("carmen")
    assert may_for(carmen, cast["ada"], "change", "groups")
    assert not may_for(carmen, cast["ada"], "change")
    assert not may_for(carmen, cast["hal"], "change", "groups")
    assert not may_for(carmen, cast["ada"], "change", "roles")


def test_the_audit_trail_is_for_those_who_may_read_it(cast: Cast) -> None:
    assert audit_entries(cast.actor("tove")).exists()
    assert not audit_entries(cast.actor("carmen")).exists()


def test_an_ended_role_ends_the_same_moment(cast: Cast) -> None:
    grant = cast["hal"].grants.get()
    end_role(grant, last_day=THEN.date().replace(day=18), by=cast.actor("ines"), at=THEN)
    assert cast.actor("hal").roles == frozenset()
