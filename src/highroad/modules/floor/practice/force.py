"""Putting a version in force: the engine is told once, the table says so after, and a repetition changes nothing.

The order is the promise: the journal first, then the row. If the row could not be written, the next try sends the
same command id, which the journal has seen, and only the row is written. Contacts under way keep the version they
arrived under; that is the engine's doing.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from highroad.core.playbooks import Playbook, compile_policy
from highroad.core.words.policy import Policy
from highroad.modules.floor.models.practice import PlaybookVersion
from highroad.modules.floor.service.commands import Command
from highroad.modules.floor.service.host import Host
from highroad.modules.floor.versioning.states import SIDES, Act, State, after
from highroad.modules.people.api import Actor, Refused, Skill, StaffingGroup, ensure_places, record

from .queries import playbook_of
from .rules import is_due
from .wording import why_not

HOLIDAY_YEARS: Final = 10
"""How far ahead a version's public holidays are expanded; a practice is renewed far more often."""


def policy_of(version: PlaybookVersion) -> Policy:
    """The practice as the engine obeys it. It depends on the version alone: one number has one meaning for good."""
    first = (version.effective_on or timezone.localdate(version.drafted_at)).year
    return compile_policy(playbook_of(version), range(first - 1, first + HOLIDAY_YEARS + 1))


def due_versions(at: datetime) -> list[PlaybookVersion]:
    """Versions approved by both sides whose date has come, the earliest first."""
    waiting = PlaybookVersion.objects.filter(state=State.SCHEDULED.value, effective_on__lte=timezone.localdate(at))
    return list(waiting.order_by("effective_on", "number"))


def why_not_activate(version: PlaybookVersion, at: datetime) -> str:
    """Why this version cannot take effect now; empty when it can."""
    if after(State(version.state), Act.ACTIVATE) is None:
        return why_not(State(version.state), Act.ACTIVATE)
    approvals = list(version.approvals.all())
    # The table lets nobody through without these; they are asked for again, since everything hangs on them.
    if {one.side for one in approvals if one.digest == version.digest} != {side.value for side in SIDES}:
        return _("It takes effect only after management and labor have both approved these very files.")
    if not version.is_as_sealed:
        return _("These files are not the ones that were approved. Tell an administrator; nothing was changed.")
    if version.effective_on is None or not is_due(version.effective_on, timezone.localdate(at)):
        return _("Its date has not come. It takes effect by itself on that day.")
    current = PlaybookVersion.objects.filter(state=State.IN_FORCE.value).first()
    if current is not None and (version.number or 0) <= (current.number or 0):
        return _("A later version is in force already. Withdraw this one, and start a new draft from it.")
    return ""


def activate(host: Host, version: PlaybookVersion, *, by: Actor, at: datetime) -> PlaybookVersion:
    """Put a version in force, journaled once. Raises `Refused`; `Unavailable` when the floor does not run."""
    if not by.token.startswith("system:") and not by.may("activate", "office.playbook"):
        raise PermissionDenied
    version.refresh_from_db()
    if version.state == State.IN_FORCE.value:
        return version
    if why := why_not_activate(version, at):
        raise Refused(why)
    tell(host, version, by=by)
    return _written_down(version, by=by, at=at)


def tell(host: Host, version: PlaybookVersion, *, by: Actor) -> None:
    """Tell the engine. The id names the version and its files, so a repetition is known as one."""
    name = f"practice:{version.number}:{version.digest[:16]}"
    outcome = host.do(Command(name, "adopt", {"policy": policy_of(version), "by": by.person_id or 0}, by.token))
    if outcome.refusal is not None:
        raise Refused(_("The floor did not take this version (%(code)s).") % {"code": outcome.refusal.code})


@transaction.atomic
def _written_down(version: PlaybookVersion, *, by: Actor, at: datetime) -> PlaybookVersion:
    kept = PlaybookVersion.objects.select_for_update().get(pk=version.pk)
    if kept.state == State.IN_FORCE.value:
        return kept
    for before in PlaybookVersion.objects.filter(state=State.IN_FORCE.value):
        before.state = (after(State.IN_FORCE, Act.SUPERSEDE) or State.SUPERSEDED).value
        before.superseded_at = at
        before.save(update_fields=["state", "superseded_at"])
    kept.state, kept.activated_at = State.IN_FORCE.value, at
    kept.save(update_fields=["state", "activated_at"])
    _make_known(playbook_of(kept), by=by, at=at)
    record(by, "playbook-activated", kept, "", at)
    return kept


def _make_known(playbook: Playbook, *, by: Actor, at: datetime) -> None:
    """Groups and skills the practice names and the directory lacks; names that are there stay as they are."""
    groups = set(StaffingGroup.objects.values_list("key", flat=True))
    skills = set(Skill.objects.values_list("key", flat=True))
    new_groups = {group.key: group.title.en for group in playbook.groups if group.key not in groups}
    new_skills = {skill.key: skill.title.en for skill in playbook.skills if skill.key not in skills}
    if new_groups or new_skills:
        ensure_places(by=by, at=at, groups=new_groups, skills=new_skills)


def activate_due(host: Host, *, by: Actor, at: datetime) -> list[PlaybookVersion]:
    """Put in force whatever is due, in order. Safe to repeat; for whoever keeps the process going."""
    return [activate(host, version, by=by, at=at) for version in due_versions(at)]


def bring_into_force(host: Host, *, by: Actor, at: datetime) -> None:
    """At the start of the service: tell the engine the version in force, then whatever has become due meanwhile."""
    current = PlaybookVersion.objects.filter(state=State.IN_FORCE.value).first()
    if current is not None and host.look(lambda engine: engine.floor.rules.version) != current.number:
        tell(host, current, by=by)
    activate_due(host, by=by, at=at)
