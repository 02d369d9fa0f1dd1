"""Small practices for tests: the shipped county playbook, changed by a word or two."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from cast import Cast
from highroad.modules.floor.models import PlaybookVersion
from highroad.modules.floor.practice.actions import approve, draft, draft_from, ensure_first_version, propose, redraft
from highroad.modules.floor.versioning.sources import files_of_folder
from highroad.modules.floor.versioning.states import Act, State
from highroad.modules.people.api import the_system

COUNTY = Path(__file__).parents[3] / "playbooks" / "county"
AT = datetime(2026, 11, 19, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 19)


def shipped() -> PlaybookVersion:
    """Version 1, in force."""
    return ensure_first_version(COUNTY, by=the_system("tests"), at=AT)


def county(**changes: tuple[str, str]) -> dict[str, str]:
    """The county's files; `staffing=("90 min", "100 min")` changes a word in staffing.yaml."""
    files = files_of_folder(COUNTY)
    for file, (old, new) in changes.items():
        name = f"{file}.yaml"
        assert old in files[name]
        files[name] = files[name].replace(old, new)
    return files


def a_draft(cast: Cast, **changes: tuple[str, str]) -> PlaybookVersion:
    """A draft of version 2."""
    files = county(**{"playbook": ("version: 1", "version: 2"), **changes})
    return draft("county", files, by=cast.actor("noor"), at=AT)


def brought_to(cast: Cast, state: State, **changes: tuple[str, str]) -> PlaybookVersion:
    """A version in a state on the way to being in force."""
    version = a_draft(cast, **changes)
    if state is not State.DRAFT:
        propose(version, TODAY, by=cast.actor("noor"), at=AT)
    if state in {State.MANAGEMENT, State.SCHEDULED}:
        approve(version, Act.MANAGEMENT, by=cast.actor("ines"), at=AT)
    if state in {State.LABOR, State.SCHEDULED}:
        approve(version, Act.LABOR, by=cast.actor("dov"), at=AT)
    assert version.state == state.value
    return version


__all__ = [
    "AT", "COUNTY", "TODAY", "a_draft", "brought_to", "county", "draft_from", "redraft", "shipped",
]  # fmt: skip
