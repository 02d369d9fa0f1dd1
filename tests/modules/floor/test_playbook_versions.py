"""The life of a playbook version: the table cell by cell, both sides or nothing, and words that stay as signed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from highroad.modules.floor.models import Approval, PlaybookVersion
from highroad.modules.floor.models.practice import SealedVersion
from highroad.modules.floor.practice.actions import (
    approve,
    draft,
    draft_from,
    ensure_first_version,
    propose,
    redraft,
    withdraw,
)
from highroad.modules.floor.practice.queries import NoPractice, differences, practice_in_force, practice_of
from highroad.modules.floor.practice.shut import close_day, open_day
from highroad.modules.floor.practice.wording import why_not
from highroad.modules.floor.reports.standards import resolved_codes
from highroad.modules.floor.versioning.states import CELLS, RAN, TABLE, Act, State, after, read_table
from highroad.modules.people.api import Refused, the_system
from modules.floor.practices import AT, TODAY, a_draft, brought_to, county, shipped

if TYPE_CHECKING:
    from pathlib import Path

    from cast import Cast

pytestmark = pytest.mark.django_db

ALLOWED = {
    (State.DRAFT, Act.EDIT): State.DRAFT,
    (State.DRAFT, Act.PROPOSE): State.PROPOSED,
    (State.PROPOSED, Act.MANAGEMENT): State.MANAGEMENT,
    (State.PROPOSED, Act.LABOR): State.LABOR,
    (State.MANAGEMENT, Act.LABOR): State.SCHEDULED,
    (State.LABOR, Act.MANAGEMENT): State.SCHEDULED,
    (State.SCHEDULED, Act.ACTIVATE): State.IN_FORCE,
    (State.IN_FORCE, Act.SUPERSEDE): State.SUPERSEDED,
    **{
        (state, Act.WITHDRAW): State.WITHDRAWN
        for state in (State.DRAFT, State.PROPOSED, State.MANAGEMENT, State.LABOR, State.SCHEDULED)
    },
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_every_cell_of_the_table_says_what_follows_or_why_not(state: State, act: Act) -> None:
    follows = after(state, act)
    assert follows == ALLOWED.get((state, act))
    if follows is None:
        assert len(why_not(state, act).split()) > 4


def test_a_table_with_a_hole_is_refused() -> None:
    rows = [line for line in TABLE.splitlines() if not line.startswith("labor")]
    with pytest.raises(ValueError, match="labor propose"):
        read_table("\n".join(rows))


def test_no_way_leads_into_force_past_either_side() -> None:
    """Walk every path of the table: whoever arrives in force has met both sides."""
    ways: list[tuple[State, frozenset[Act]]] = [(State.DRAFT, frozenset())]
    seen = set(ways)
    while ways:
        state, met = ways.pop()
        if state in RAN:
            assert {Act.MANAGEMENT, Act.LABOR} <= met
        for act in Act:
            follows = CELLS[state, act]
            step = (follows, met | {act}) if follows else None
            if step and step not in seen:
                seen.add(step)
                ways.append(step)
    assert any(state is State.IN_FORCE for state, _ in seen)


def test_the_shipped_playbook_is_version_one_and_no_person_is_invented(cast: Cast) -> None:
    version = shipped()
    assert (version.number, version.state) == (1, State.IN_FORCE.value)
    assert sorted((one.side, one.person, one.shipped) for one in version.approvals.all()) == [
        ("labor", None, True),
        ("management", None, True),
    ]
    assert practice_in_force().about.name == "county"
    assert "# Who works here." in version.files["staffing.yaml"]
    assert shipped().pk == version.pk
    assert PlaybookVersion.objects.count() == 1


def test_a_folder_with_errors_is_not_shipped(tmp_path: Path) -> None:
    (tmp_path / "playbook.yaml").write_text("about: {name: x\n")
    with pytest.raises(Refused, match=r"playbook\.yaml:\d+:\d+"):
        ensure_first_version(tmp_path, by=the_system("tests"), at=AT)
    with pytest.raises(NoPractice):
        practice_in_force()


def test_both_sides_approve_in_either_order(cast: Cast) -> None:
    version = brought_to(cast, State.LABOR)
    approve(version, Act.MANAGEMENT, by=cast.actor("ines"), at=AT, words="Agreed on 12 November")
    assert version.state == State.SCHEDULED.value
    assert {one.digest for one in version.approvals.all()} == {version.digest}


@pytest.mark.parametrize(
    ("who", "side"), [("ada", Act.LABOR), ("ines", Act.LABOR), ("dov", Act.MANAGEMENT), ("eve", Act.MANAGEMENT)]
)
def test_only_the_right_role_signs_for_a_side(cast: Cast, who: str, side: Act) -> None:
    version = brought_to(cast, State.PROPOSED)
    with pytest.raises(PermissionDenied):
        approve(version, side, by=cast.actor(who), at=AT)
    assert not version.approvals.exists()


def test_a_supervisor_of_one_team_does_not_sign_for_management(cast: Cast) -> None:
    version = brought_to(cast, State.PROPOSED)
    with pytest.raises(Refused, match="all sites"):
        approve(version, Act.MANAGEMENT, by=cast.actor("carmen"), at=AT)


def test_nobody_signs_for_both_sides(cast: Cast) -> None:
    from cast import SINCE
    from highroad.modules.people.api import Role, grant_role

    grant_role(cast["ines"], Role.STEWARD, from_day=SINCE, by=the_system("tests"), at=AT)
    version = brought_to(cast, State.MANAGEMENT)
    with pytest.raises(Refused, match="Somebody else"):
        approve(version, Act.LABOR, by=cast.actor("ines"), at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Approval.objects.create(version=version, side="labor", person=cast["ines"], digest="x", at=AT)


def test_what_was_proposed_is_never_edited(cast: Cast) -> None:
    version = brought_to(cast, State.PROPOSED)
    with pytest.raises(Refused, match="both sides sign the same words"):
        redraft(version, county(staffing=("90 min", "80 min")), by=cast.actor("noor"), at=AT)
    version.refresh_from_db()
    version.files = county()
    with pytest.raises(SealedVersion):
        version.save()


def test_files_changed_behind_the_programs_back_are_not_signed(cast: Cast) -> None:
    version = brought_to(cast, State.PROPOSED)
    PlaybookVersion.objects.filter(pk=version.pk).update(files=county(staffing=("90 min", "80 min")))
    version.refresh_from_db()
    with pytest.raises(Refused, match="not the ones that were proposed"):
        approve(version, Act.LABOR, by=cast.actor("dov"), at=AT)
    assert not version.approvals.exists()


def test_a_draft_with_errors_may_be_kept_and_not_proposed(cast: Cast) -> None:
    version = a_draft(cast, staffing=("protected: 90 min", "protected: ninety"))
    assert version.number is None
    with pytest.raises(Refused, match="errors to mend"):
        propose(version, TODAY, by=cast.actor("noor"), at=AT)
    version.refresh_from_db()
    assert version.state == State.DRAFT.value


def test_a_draft_whose_examples_fail_is_not_proposed(cast: Cast) -> None:
    version = a_draft(cast, moving=("    allowed: false\n", "    allowed: true\n"))
    with pytest.raises(Refused, match="errors to mend"):
        propose(version, TODAY, by=cast.actor("noor"), at=AT)


def test_a_number_is_used_once_and_grows(cast: Cast) -> None:
    shipped()
    again = draft("county", county(staffing=("90 min", "80 min")), by=cast.actor("noor"), at=AT)
    with pytest.raises(Refused, match="version: 2"):
        propose(again, TODAY, by=cast.actor("noor"), at=AT)


def test_a_past_date_is_refused(cast: Cast) -> None:
    with pytest.raises(Refused, match="past"):
        propose(a_draft(cast), TODAY - timedelta(days=1), by=cast.actor("noor"), at=AT)


def test_drafting_twice_keeps_one_draft(cast: Cast) -> None:
    assert a_draft(cast).pk == a_draft(cast).pk


def test_a_new_draft_of_a_version_has_the_next_number_and_the_same_words(cast: Cast) -> None:
    first = shipped()
    second = draft_from(first, by=cast.actor("ines"), at=AT)
    assert second.number == 2
    assert differences(first, second) == ["about: version 1 → 2"]
    assert "# Hours belong to a purpose" in second.files["hours.yaml"]


def test_a_representative_drafts_nothing(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        draft("county", county(), by=cast.actor("ada"), at=AT)


def test_a_withdrawn_version_stays_on_record(cast: Cast) -> None:
    version = withdraw(brought_to(cast, State.SCHEDULED), by=cast.actor("noor"), at=AT)
    assert version.state == State.WITHDRAWN.value
    with pytest.raises(Refused, match="withdrawn"):
        approve(version, Act.LABOR, by=cast.actor("dov"), at=AT)
    # Its number is free again: it never held.
    assert propose(a_draft(cast, staffing=("90 min", "95 min")), TODAY, by=cast.actor("noor"), at=AT).number == 2


def test_the_difference_reads_as_sentences(cast: Cast) -> None:
    first = shipped()
    second = a_draft(cast, staffing=("protected: 90 min", "protected: 100 min"))
    assert differences(first, second) == [
        "about: version 1 → 2",
        "Family (S-2): protected time 90 → 100 minutes a day",
    ]


def test_a_closed_day_is_a_line_of_a_new_draft(cast: Cast) -> None:
    first = shipped()
    day = date(2026, 12, 24)
    second = close_day(
        first, "helpline_staff", day, ("Day before Christmas", "Nochebuena"), by=cast.actor("ines"), at=AT
    )
    assert second.state == State.DRAFT.value
    assert "# Hours belong to a purpose" in second.files["hours.yaml"]
    said = differences(first, second)
    assert said[0] == "about: version 1 → 2"
    assert "2026-12-24" in said[1]
    third = close_day(first, "call_center", day, ("Day before Christmas", ""), by=cast.actor("ines"), at=AT)
    assert third.pk == second.pk  # the open draft takes the next change, too
    dates = [one.date for p in practice_of_draft(third).hours if p.key == "call_center" for one in p.special]
    assert dates == [date(2026, 11, 27), day]
    for purpose in ("helpline_staff", "call_center"):
        open_day(third, purpose, day, by=cast.actor("ines"), at=AT)
    third.refresh_from_db()
    assert differences(first, third) == ["about: version 1 → 2"]


def practice_of_draft(version: PlaybookVersion):  # type: ignore[no-untyped-def]  # a test's shorthand
    from highroad.modules.floor.practice.queries import playbook_of

    version.refresh_from_db()
    return playbook_of(version)


def test_a_day_is_closed_once(cast: Cast) -> None:
    first = shipped()
    with pytest.raises(Refused, match="already"):
        close_day(first, "call_center", date(2026, 11, 27), ("Again", ""), by=cast.actor("ines"), at=AT)
    assert PlaybookVersion.objects.count() == 1  # a refusal leaves no draft behind


def test_reports_count_as_resolved_what_the_practice_says_is(cast: Cast) -> None:
    assert resolved_codes() == ("resolved",)
    shipped()
    assert resolved_codes() == ("information", "resolved")
    assert practice_of(1) is practice_in_force()
    with pytest.raises(NoPractice):
        practice_of(7)
