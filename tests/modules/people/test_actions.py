"""Writes: asked by the right hands, recorded once, refused with a reason, safe to repeat."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cast import SINCE, THEN, Cast
from highroad.modules.people.api import (
    Refused,
    Role,
    Site,
    Skill,
    change_person,
    drop_skill,
    end_role,
    enroll,
    grant_role,
    record,
    set_skill,
)
from highroad.modules.people.history import history_of
from highroad.modules.people.models import AuditEntry, RoleGrant


def test_a_change_is_kept_with_who_and_when_and_one_audit_entry(cast: Cast) -> None:
    before = AuditEntry.objects.count()
    assert change_person(cast["ada"], {"display_name": "Ada W."}, by=cast.actor("ines"), at=THEN)
    entry = AuditEntry.objects.get(pk__gt=0, action="person-changed:display_name")
    assert AuditEntry.objects.count() == before + 1
    assert (entry.who, entry.object_token, entry.at) == (cast["ines"].token, cast["ada"].token, THEN)
    line = history_of(cast["ada"])[-2]
    assert (line.by, line.before, line.after) == ("Ines Kolar", "Ada Whitfield", "Ada W.")


def test_the_same_change_again_changes_and_records_nothing(cast: Cast) -> None:
    ines = cast.actor("ines")
    change_person(cast["ada"], {"display_name": "Ada W."}, by=ines, at=THEN)
    before = AuditEntry.objects.count(), cast["ada"].history.count()
    assert not change_person(cast["ada"], {"display_name": "Ada W."}, by=ines, at=THEN)
    assert (AuditEntry.objects.count(), cast["ada"].history.count()) == before


@pytest.mark.parametrize("who", ["ada", "bob", "carmen", "hal", "dov", "tove", "eve"])
def test_only_hr_and_administrators_rename_people(cast: Cast, who: str) -> None:
    with pytest.raises(PermissionDenied):
        change_person(cast["bob"], {"name": "Somebody Else"}, by=cast.actor(who), at=THEN)
    cast["bob"].refresh_from_db()
    assert cast["bob"].name == "Bob Kessler"


def test_hr_gives_no_roles(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        grant_role(cast["eve"], Role.ADMINISTRATOR, from_day=SINCE, by=cast.actor("gil"), at=THEN)
    assert not RoleGrant.objects.filter(person=cast["eve"]).exists()


def test_the_last_administrator_stays(cast: Cast) -> None:
    system_grant = cast["ines"].grants.get()
    with pytest.raises(Refused, match="last administrator"):
        end_role(system_grant, last_day=SINCE, by=cast.actor("ines"), at=THEN)
    grant_role(cast["hal"], Role.ADMINISTRATOR, from_day=SINCE, by=cast.actor("ines"), at=THEN)
    with pytest.raises(Refused, match="themselves"):
        end_role(system_grant, last_day=SINCE, by=cast.actor("ines"), at=THEN)
    end_role(system_grant, last_day=SINCE, by=cast.actor("hal"), at=THEN)
    assert cast.actor("ines").roles == frozenset()


def test_the_same_role_twice_for_the_same_place_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="already held"):
        grant_role(cast["ada"], Role.REPRESENTATIVE, from_day=SINCE, by=cast.actor("ines"), at=THEN)
    grant_role(
        cast["ada"],
        Role.REPRESENTATIVE,
        from_day=SINCE,
        site=Site.objects.get(key="harbor"),
        by=cast.actor("ines"),
        at=THEN,
    )


def test_a_skill_level_lies_between_1_and_5(cast: Cast) -> None:
    spanish = Skill.objects.get(key="spanish")
    with pytest.raises(Refused, match=r"1 .* to 5"):
        set_skill(cast["ada"], spanish, 6, by=cast.actor("ines"), at=THEN)
    set_skill(cast["ada"], spanish, 4, by=cast.actor("carmen"), at=THEN)
    drop_skill(cast["ada"], spanish, by=cast.actor("carmen"), at=THEN)
    drop_skill(cast["ada"], spanish, by=cast.actor("carmen"), at=THEN)
    assert [line.what for line in history_of(cast["ada"])][:2] == [
        "skill Spanish dropped",
        "skill Spanish at level 4",
    ]


def test_nobody_supervises_themselves_through_others(cast: Cast) -> None:
    ines = cast.actor("ines")
    change_person(cast["bob"], {"supervisor": cast["carmen"]}, by=ines, at=THEN)
    change_person(cast["ada"], {"supervisor": cast["bob"]}, by=ines, at=THEN)
    with pytest.raises(Refused, match="their own supervisor"):
        change_person(cast["carmen"], {"supervisor": cast["ada"]}, by=ines, at=THEN)
    cast["carmen"].refresh_from_db()
    assert cast["carmen"].supervisor is None


def test_a_field_that_is_not_there_is_an_error_that_names_it(cast: Cast) -> None:
    with pytest.raises(ValueError, match="token"):
        change_person(cast["ada"], {"token": "x"}, by=cast.actor("ines"), at=THEN)


def test_a_failed_act_leaves_no_audit_entry(cast: Cast) -> None:
    before = AuditEntry.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        enroll(staff_number="S001", name="Twin", site=cast["ada"].site, by=cast.actor("ines"), at=THEN)
    assert AuditEntry.objects.count() == before


def test_an_audit_entry_is_never_changed_or_taken_away(cast: Cast) -> None:
    entry = record(cast.actor("ines"), "looked", cast["ada"], "test", THEN)
    entry.action = "did nothing"
    with pytest.raises(TypeError, match="never changed"):
        entry.save()
    with pytest.raises(TypeError, match="never changed"):
        entry.delete()


def test_the_audit_trail_holds_no_name(cast: Cast) -> None:
    change_person(cast["ada"], {"name": "Ada Lovelace"}, by=cast.actor("ines"), at=THEN)
    kept = " ".join(f"{e.who} {e.action} {e.object_token} {e.purpose}" for e in AuditEntry.objects.all())
    for name in ("Ada", "Lovelace", "Ines", "example.org", "S001"):
        assert name not in kept
