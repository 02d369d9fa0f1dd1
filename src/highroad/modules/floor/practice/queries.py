"""Reads of the practice: what is in force, what a contact was handled under, what differs between two versions."""

from __future__ import annotations

from functools import lru_cache

from django.db.models import QuerySet
from django.http import Http404

from highroad.core.playbooks import Playbook, diff
from highroad.modules.floor.models.practice import PlaybookVersion
from highroad.modules.floor.versioning.sources import check_files
from highroad.modules.floor.versioning.states import NUMBERED, RAN, State
from highroad.modules.people.api import Actor


class NoPractice(LookupError):
    """There is no such version of the practice here, or none is in force yet."""


def practice_in_force() -> Playbook:
    """The playbook that holds now. Raises `NoPractice` before the first version took effect."""
    found = PlaybookVersion.objects.filter(state=State.IN_FORCE.value).only("digest").first()
    if found is None:
        message = "No playbook is in force. An administrator puts one in force under Playbook."
        raise NoPractice(message)
    return _by_digest(found.digest)


def practice_of(version: int) -> Playbook:
    """The playbook of a version number, such as a contact's `version`. Raises `NoPractice`."""
    return _by_digest(row_of(version).digest)


def row_of(number: int) -> PlaybookVersion:
    """The version a contact was handled under, by its number. Raises `NoPractice`."""
    found = PlaybookVersion.objects.filter(number=number, state__in=NUMBERED).first()
    if found is None:
        message = f"There is no version {number} of the playbook on record."
        raise NoPractice(message)
    return found


def playbook_of(version: PlaybookVersion) -> Playbook:
    """A version's playbook. Raises `NoPractice` when its files cannot be read."""
    playbook = check_files(version.name, version.files).playbook
    if playbook is None:
        message = f"Version {version} has errors and cannot be read. Its page lists them."
        raise NoPractice(message)
    return playbook


@lru_cache(maxsize=16)
def _by_digest(digest: str) -> Playbook:
    # Content decides: two databases can share this memory, and a sealed version never changes under its digest.
    return playbook_of(PlaybookVersion.objects.filter(digest=digest).latest("id"))


def resolved_codes_of_all() -> frozenset[str]:
    """Dispositions that mean resolved, over every version that ran; of two meanings the newest holds."""
    meaning: dict[str, bool] = {}
    for row in PlaybookVersion.objects.filter(state__in=RAN).only("digest").order_by("number"):
        meaning |= {one.key: one.resolved == "yes" for one in _by_digest(row.digest).dispositions}
    return frozenset(key for key, resolved in meaning.items() if resolved)


def versions(actor: Actor) -> QuerySet[PlaybookVersion]:
    """Every version, for those who may read the playbook: it belongs to no site, so it is all or nothing."""
    rows = PlaybookVersion.objects.select_related("drafted_by", "proposed_by").prefetch_related("approvals__person")
    return rows if actor.limits("read", "office.playbook").everything else rows.none()


def version_or_404(actor: Actor, token: str) -> PlaybookVersion:
    """One version by its token."""
    found = versions(actor).filter(token=token).first()
    if found is None:
        raise Http404
    return found


def predecessor(version: PlaybookVersion) -> PlaybookVersion | None:
    """What a version is compared with at first: what it began as, else what is in force, else the one before."""
    others = PlaybookVersion.objects.exclude(pk=version.pk)
    if version.based_on_id:
        return others.filter(pk=version.based_on_id).first()
    before = others.filter(state__in=RAN)
    if version.number:
        before = before.filter(number__lt=version.number)
    return before.order_by("-number").first()


def differences(old: PlaybookVersion, new: PlaybookVersion) -> list[str]:
    """What changed from one to the other, a sentence each. Raises `NoPractice` when one cannot be read."""
    return diff(playbook_of(old), playbook_of(new))
