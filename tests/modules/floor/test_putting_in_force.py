"""Putting a version in force: told to the engine once, never without both sides, contacts under way keep theirs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied

from highroad.adapters.storage.memory import MemoryJournal
from highroad.modules.floor.models import PlaybookVersion
from highroad.modules.floor.practice import force
from highroad.modules.floor.practice.force import activate, activate_due, bring_into_force, due_versions
from highroad.modules.floor.practice.keeping import put_due_in_force, take_up_practice
from highroad.modules.floor.practice.queries import practice_in_force, practice_of
from highroad.modules.floor.running import RunningFloor
from highroad.modules.floor.service.clock import Clock
from highroad.modules.floor.service.commands import Command
from highroad.modules.floor.service.host import Host
from highroad.modules.floor.versioning.states import State
from highroad.modules.people.api import Refused, the_system
from modules.floor.practices import AT, COUNTY, TODAY, a_draft, brought_to, shipped

if TYPE_CHECKING:
    from cast import Cast

pytestmark = pytest.mark.django_db
SYSTEM = the_system("tests")


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host(MemoryJournal("main"), Clock(AT.timestamp))
    host.start()
    yield host
    host.stop()


def version_of(host: Host) -> int:
    return host.look(lambda engine: engine.floor.rules.version)


@pytest.mark.parametrize("state", [State.DRAFT, State.PROPOSED, State.MANAGEMENT, State.LABOR])
def test_nothing_takes_effect_before_both_sides_have_approved(cast: Cast, host: Host, state: State) -> None:
    version = brought_to(cast, state)
    with pytest.raises(Refused, match="approved"):
        activate(host, version, by=cast.actor("ines"), at=AT)
    assert version_of(host) == 0
    assert due_versions(AT) == []


def test_a_state_written_by_force_does_not_replace_an_approval(cast: Cast, host: Host) -> None:
    version = brought_to(cast, State.MANAGEMENT)
    PlaybookVersion.objects.filter(pk=version.pk).update(state=State.SCHEDULED.value)
    with pytest.raises(Refused, match="both approved"):
        activate(host, version, by=cast.actor("ines"), at=AT)
    assert version_of(host) == 0


def test_files_changed_after_the_signatures_do_not_take_effect(cast: Cast, host: Host) -> None:
    version = brought_to(cast, State.SCHEDULED)
    files = {**version.files, "staffing.yaml": version.files["staffing.yaml"].replace("90 min", "30 min")}
    PlaybookVersion.objects.filter(pk=version.pk).update(files=files)
    with pytest.raises(Refused, match="not the ones that were approved"):
        activate(host, version, by=cast.actor("ines"), at=AT)
    assert version_of(host) == 0


def test_it_waits_for_its_date(cast: Cast, host: Host) -> None:
    version = brought_to(cast, State.SCHEDULED)
    early = AT - timedelta(days=1)
    with pytest.raises(Refused, match="date has not come"):
        activate(host, version, by=cast.actor("ines"), at=early)
    assert due_versions(early) == []
    assert due_versions(AT) == [version]


def test_it_is_journaled_once_however_often_it_is_activated(cast: Cast, host: Host) -> None:
    shipped()
    bring_into_force(host, by=SYSTEM, at=AT)
    version = brought_to(cast, State.SCHEDULED)
    for _ in range(3):
        activate(host, version, by=cast.actor("ines"), at=AT)
    activate_due(host, by=SYSTEM, at=AT)
    bring_into_force(host, by=SYSTEM, at=AT)
    adopted = [entry for entry in host.journal.read() if b"policy_adopted" in entry.body]
    assert len(adopted) == 2
    # The id is the second guard beside the engine's own: it stays the same however often it is asked.
    assert host.journal.seen(f"practice:2:{version.digest[:16]}") == 2
    assert version_of(host) == 2
    assert list(PlaybookVersion.objects.order_by("number").values_list("state", flat=True)) == [
        State.SUPERSEDED.value,
        State.IN_FORCE.value,
    ]
    assert practice_in_force().about.version == 2


def test_a_row_that_could_not_be_written_is_made_good_without_a_second_entry(
    cast: Cast, host: Host, monkeypatch: pytest.MonkeyPatch
) -> None:
    version = brought_to(cast, State.SCHEDULED)
    with monkeypatch.context() as broken:
        broken.setattr(force, "_written_down", lambda *_a, **_k: (_ for _ in ()).throw(OSError("disk")))
        with pytest.raises(OSError, match="disk"):
            activate(host, version, by=cast.actor("ines"), at=AT)
    assert version_of(host) == 2
    activate(host, version, by=cast.actor("ines"), at=AT)
    version.refresh_from_db()
    assert version.state == State.IN_FORCE.value
    assert host.journal.head().seq == 1


def test_contacts_under_way_keep_the_version_they_arrived_under(cast: Cast, host: Host) -> None:
    shipped()
    bring_into_force(host, by=SYSTEM, at=AT)
    earlier = host.do(Command("call-1", "arrive", {"queue": "family"})).contact
    activate(host, brought_to(cast, State.SCHEDULED), by=cast.actor("ines"), at=AT)
    later = host.do(Command("call-2", "arrive", {"queue": "family"})).contact
    kept = host.look(lambda engine: {one.id: one.version for one in engine.floor.contacts.values()})
    assert kept == {earlier: 1, later: 2}
    assert practice_of(kept[earlier]).about.version == 1


def test_the_engine_obeys_the_new_words(cast: Cast, host: Host) -> None:
    version = brought_to(cast, State.SCHEDULED, staffing=("protected: 90 min", "protected: 100 min"))
    activate(host, version, by=cast.actor("ines"), at=AT)
    assert host.look(lambda engine: engine.floor.rules.groups["family"].protected_ms) == 100 * 60_000


def test_the_service_begins_with_the_shipped_practice_and_follows_by_itself(cast: Cast, host: Host) -> None:
    for _ in range(2):
        take_up_practice(host, COUNTY)
    assert version_of(host) == 1
    brought_to(cast, State.SCHEDULED)
    floor = RunningFloor(host, None, None)  # type: ignore[arg-type]  # the chore needs the host alone
    assert put_due_in_force(floor) == [2]
    assert put_due_in_force(floor) == []
    assert version_of(host) == 2
    assert host.journal.head().seq == 2


def test_only_who_may_activate_does(cast: Cast, host: Host) -> None:
    version = brought_to(cast, State.SCHEDULED)
    for who in ("dov", "noor", "carmen", "ada"):
        with pytest.raises(PermissionDenied):
            activate(host, version, by=cast.actor(who), at=AT)
    assert version_of(host) == 0


def test_an_older_version_does_not_push_out_a_later_one(cast: Cast, host: Host) -> None:
    second = brought_to(cast, State.SCHEDULED)
    third = a_draft(cast, playbook=("version: 1", "version: 3"))
    from highroad.modules.floor.practice.actions import approve, propose
    from highroad.modules.floor.versioning.states import Act

    propose(third, TODAY, by=cast.actor("noor"), at=AT)
    approve(third, Act.LABOR, by=cast.actor("dov"), at=AT)
    approve(third, Act.MANAGEMENT, by=cast.actor("ines"), at=AT)
    activate(host, third, by=cast.actor("ines"), at=AT)
    with pytest.raises(Refused, match="later version"):
        activate(host, second, by=cast.actor("ines"), at=AT)


def test_a_version_knows_the_holidays_of_the_years_ahead_and_means_the_same_in_each(cast: Cast, host: Host) -> None:
    shipped()
    bring_into_force(host, by=SYSTEM, at=AT)
    special = host.look(lambda engine: engine.floor.rules.hours["call_center"].special)
    assert {"2026-01-01", "2028-01-01", "2036-12-25"} <= special.keys()
    bring_into_force(host, by=SYSTEM, at=AT + timedelta(days=60))
    assert host.journal.head().seq == 1
