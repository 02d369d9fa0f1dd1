"""A roster is looked at, applied once, repeated without harm, and undone."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from cast import THEN, Cast
from highroad.modules.people.api import (
    Account,
    Person,
    Refused,
    apply_roster,
    change_person,
    keep_roster,
    undo_roster,
)
from highroad.modules.people.models import RosterImport
from highroad.modules.people.roster import preview, snapshot
from highroad.modules.people.roster_reading import Known, read_roster

KNOWN = Known(
    sites=frozenset({"lakeside"}),
    teams={"family-a": "lakeside", "ebd-b": "harbor"},
    groups=frozenset({"family"}),
    skills=frozenset({"foodshare"}),
    numbers=frozenset({"S1"}),
    mails={"ada@example.org": "S1"},
    user_names={"ada": "S1"},
)
GOOD = (
    "staff_number,name,site,team,staffing_group,supervisor,languages,skills,mail,user_name\n"
    "S900,Pia Vance,lakeside,family-a,family,S901,en es,foodshare:2,pia@example.org,pia\n"
    "S901,Quin Odell,lakeside,family-a,family,S003,en,,quin@example.org,quin\n"
    "S001,Ada Whitfield,lakeside,family-a,family,S003,en,foodshare:4,ada@example.org,ada\n"
)


@pytest.mark.parametrize(
    ("head", "row", "column", "said"),
    [
        ("staff_number,name", "S2,Pia", "site", "column site is missing"),
        ("staff_number,name,site,shoe", "S2,Pia,lakeside,43", "shoe", "not known"),
        ("staff_number,name,site,name", "S2,Pia,lakeside,Pia", "name", "comes twice"),
        ("staff_number,name,site", ",Pia,lakeside", "staff_number", "is empty"),
        ("staff_number,name,site", "S2,Pia,moon", "site", "no site moon"),
        ("staff_number,name,site", "S2,Pia", "", "more or fewer cells"),
        ("staff_number,name,site", "S2,Pia,lakeside,x", "", "more or fewer cells"),
        ("staff_number,name,site,team", "S2,Pia,lakeside,ebd-b", "team", "is at harbor"),
        ("staff_number,name,site,team", "S2,Pia,lakeside,zebra", "team", "no team zebra"),
        ("staff_number,name,site,staffing_group", "S2,Pia,lakeside,z", "staffing_group", "no staffing group"),
        ("staff_number,name,site,supervisor", "S2,Pia,lakeside,S2", "supervisor", "their own supervisor"),
        ("staff_number,name,site,supervisor", "S2,Pia,lakeside,S77", "supervisor", "No person has"),
        ("staff_number,name,site,mail", "S2,Pia,lakeside,pia at home", "mail", "not a mail address"),
        ("staff_number,name,site,mail", "S2,Pia,lakeside,ADA@example.org", "mail", "Another person"),
        ("staff_number,name,site,user_name", "S2,Pia,lakeside,Ada", "user_name", "Another person"),
        ("staff_number,name,site,languages", "S2,Pia,lakeside,English", "languages", "not a language code"),
        ("staff_number,name,site,skills", "S2,Pia,lakeside,juggling:3", "skills", "no skill juggling"),
        ("staff_number,name,site,skills", "S2,Pia,lakeside,foodshare:9", "skills", "from 1 to 5"),
        ("staff_number,name,site,roles", "S2,Pia,lakeside,queen", "roles", "no role queen"),
        ("staff_number,name,site,active", "S2,Pia,lakeside,maybe", "active", "neither yes nor no"),
        ("staff_number,name,site", 'S2,"Pia,lakeside', "", "cannot be read"),
    ],
)
def test_a_bad_row_says_where_what_and_how_to_mend_it(head: str, row: str, column: str, said: str) -> None:
    roster = read_roster(f"{head}\n{row}\n", KNOWN)
    assert roster.rows == []
    assert len(roster.errors) == 1
    error = roster.errors[0]
    assert error.column == column
    assert said in error.what
    assert error.mend


def test_the_second_of_two_rows_for_one_person_names_the_first() -> None:
    roster = read_roster("staff_number,name,site\nS2,Pia,lakeside\nS2,Pia,lakeside\n", KNOWN)
    assert [row.line for row in roster.rows] == [2]
    assert (roster.errors[0].line, roster.errors[0].what) == (3, "The same staff_number stands in line 2.")


def test_all_errors_of_a_row_are_said_at_once() -> None:
    roster = read_roster("staff_number,name,site,active\n,Pia,moon,maybe\n", KNOWN)
    assert {error.column for error in roster.errors} == {"staff_number", "site", "active"}


def test_a_preview_changes_nobody(cast: Cast) -> None:
    found = preview(GOOD, cast.actor("ines"), THEN)
    assert (found.new, found.changed, found.same) == (2, 1, 0)
    assert not Person.objects.filter(staff_number="S900").exists()


def test_a_roster_is_applied_with_supervisors_from_further_down(cast: Cast) -> None:
    kept = keep_roster(GOOD, by=cast.actor("ines"), at=THEN)
    apply_roster(kept, by=cast.actor("ines"), at=THEN)
    pia = Person.objects.get(staff_number="S900")
    assert pia.supervisor is not None
    assert pia.supervisor.name == "Quin Odell"
    assert {held.skill.key: held.level for held in pia.skills.all()} == {"foodshare": 2}
    assert Account.objects.get(username="pia").person == pia
    assert not Account.objects.get(username="pia").has_usable_password()


def test_the_same_file_twice_makes_no_duplicates(cast: Cast) -> None:
    ines = cast.actor("ines")
    apply_roster(keep_roster(GOOD, by=ines, at=THEN), by=ines, at=THEN)
    before = Person.objects.count(), Person.history.count()
    again = keep_roster(GOOD, by=ines, at=THEN)
    found = apply_roster(again, by=ines, at=THEN)
    assert (found.new, found.changed, found.same) == (0, 0, 3)
    apply_roster(again, by=ines, at=THEN)
    assert (Person.objects.count(), Person.history.count()) == before


def test_undoing_puts_everything_back(cast: Cast) -> None:
    ines = cast.actor("ines")
    before = {who: snapshot(person, THEN.date()) for who, person in cast.people.items()}
    kept = keep_roster(GOOD, by=ines, at=THEN)
    apply_roster(kept, by=ines, at=THEN)
    assert undo_roster(kept, by=ines, at=THEN) == []
    again = {who: Person.objects.get(pk=person.pk) for who, person in cast.people.items()}
    assert {who: snapshot(person, THEN.date()) for who, person in again.items()} == before
    assert not Person.objects.filter(staff_number__in=["S900", "S901"]).exists()
    assert not Account.objects.filter(username="pia").exists()


def test_undoing_leaves_alone_whom_somebody_has_changed_since(cast: Cast) -> None:
    ines = cast.actor("ines")
    kept = keep_roster(GOOD, by=ines, at=THEN)
    apply_roster(kept, by=ines, at=THEN)
    pia = Person.objects.get(staff_number="S900")
    change_person(pia, {"display_name": "Pia V."}, by=ines, at=THEN)
    assert [person.token for person in undo_roster(kept, by=ines, at=THEN)] == [pia.token]
    assert Person.objects.filter(staff_number="S900").exists()


def test_a_roster_that_is_not_applied_cannot_be_undone(cast: Cast) -> None:
    kept = keep_roster(GOOD, by=cast.actor("ines"), at=THEN)
    with pytest.raises(Refused, match="not applied"):
        undo_roster(kept, by=cast.actor("ines"), at=THEN)


def test_a_failure_in_the_middle_applies_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from highroad.modules.people import roster

    def breaks(*_args: object, **_more: object) -> None:
        raise OSError("the disk is full")

    kept = keep_roster(GOOD, by=cast.actor("ines"), at=THEN)
    monkeypatch.setattr(roster, "_write_supervisor", breaks)
    with pytest.raises(OSError, match="disk is full"):
        apply_roster(kept, by=cast.actor("ines"), at=THEN)
    kept.refresh_from_db()
    assert kept.state == RosterImport.State.PREVIEWED
    assert not Person.objects.filter(staff_number="S900").exists()


def test_hr_brings_in_people_but_neither_roles_nor_skills(cast: Cast) -> None:
    text = "staff_number,name,site,roles,skills\nS900,Pia Vance,lakeside,administrator,foodshare:3\n"
    found = preview(text, cast.actor("gil"), THEN)
    assert {error.column for error in found.roster.errors} == {"roles", "skills"}
    plain = keep_roster("staff_number,name,site\nS900,Pia Vance,lakeside\n", by=cast.actor("gil"), at=THEN)
    apply_roster(plain, by=cast.actor("gil"), at=THEN)
    assert Person.objects.filter(staff_number="S900").exists()


@pytest.mark.parametrize("who", ["ada", "carmen", "hal", "tove", "eve"])
def test_others_bring_in_nobody(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        keep_roster(GOOD, by=cast.actor(who), at=THEN)


def test_those_who_left_come_back_with_the_next_roster(cast: Cast) -> None:
    ines = cast.actor("ines")
    for active in ("no", "yes"):
        text = f"staff_number,name,site,active\nS002,Bob Kessler,lakeside,{active}\n"
        apply_roster(keep_roster(text, by=ines, at=THEN), by=ines, at=THEN)
        assert cast.account("bob").is_active == (active == "yes")
