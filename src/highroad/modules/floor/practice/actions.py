"""Writes to the versions of the practice: one verb each, by someone, at a time, in one transaction, audited.

Each asks the state table first, then the rules. A refusal is `Refused` with its reason and changes nothing.
"""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from highroad.modules.floor.models.practice import Approval, PlaybookVersion
from highroad.modules.floor.versioning.sources import (
    Checked,
    Files,
    check_files,
    digest_of,
    files_of_folder,
    with_number,
)
from highroad.modules.floor.versioning.states import NUMBERED, OPEN, SIDES, Act, State, after
from highroad.modules.people.api import Actor, Person, Refused, record

from .rules import why_not_effective, why_not_number, why_not_sign
from .wording import why_not

OBJECT = "office.playbook"
SHIPPED_WORDS = "Shipped with Highroad"


def _demand(by: Actor, action: str, side: str | None = None) -> None:
    """The lock on the door itself. The system's own jobs hold no role and never sign for a side."""
    if by.token.startswith("system:") and side is None:
        return
    if not by.may(action, OBJECT, side):
        raise PermissionDenied


def _person(by: Actor) -> Person | None:
    return Person.objects.filter(pk=by.person_id).first() if by.person_id else None


def _move(version: PlaybookVersion, act: Act) -> State:
    """The state that follows. The row is read again, so that two who act at once cannot both have their way."""
    kept = PlaybookVersion.objects.select_for_update().get(pk=version.pk)
    follows = after(State(kept.state), act)
    if follows is None:
        raise Refused(why_not(State(kept.state), act))
    version.state = kept.state
    return follows


def highest_number() -> int:
    """The highest number any version has had that was proposed or later; 0 when there is none."""
    numbers = PlaybookVersion.objects.filter(state__in=NUMBERED).values_list("number", flat=True)
    return max((number for number in numbers if number), default=0)


def _number_of(checked: Checked) -> int | None:
    return checked.playbook.about.version if checked.playbook else None


@transaction.atomic
def draft(
    name: str, files: Files, *, by: Actor, at: datetime, note: str = "", based_on: PlaybookVersion | None = None
) -> PlaybookVersion:
    """Keep files as a new draft, whatever is still wrong with them; the same draft again is the one kept before."""
    _demand(by, "propose")
    digest = digest_of(files)
    same = PlaybookVersion.objects.filter(digest=digest, state=State.DRAFT.value).first()
    if same is not None:
        return same
    version = PlaybookVersion.objects.create(
        name=name, number=_number_of(check_files(name, files)), files=dict(files), digest=digest, note=note,
        based_on=based_on, drafted_by=_person(by), drafted_at=at,
    )  # fmt: skip
    record(by, "playbook-drafted", version, "", at)
    return version


def draft_from(version: PlaybookVersion, *, by: Actor, at: datetime, note: str = "") -> PlaybookVersion:
    """A new draft that says what this version says, under the next number."""
    files = dict(version.files)
    checked = check_files(version.name, files)
    if checked.playbook is not None:
        files = with_number(files, checked.playbook, highest_number() + 1)
    return draft(version.name, files, by=by, at=at, note=note, based_on=version)


@transaction.atomic
def redraft(version: PlaybookVersion, files: Files, *, by: Actor, at: datetime) -> bool:
    """Other words for a draft; True if anything differed."""
    _demand(by, "propose")
    _move(version, Act.EDIT)
    digest = digest_of(files)
    if digest == version.digest:
        return False
    version.files, version.digest = dict(files), digest
    version.number = _number_of(check_files(version.name, files))
    version.save()
    record(by, "playbook-redrafted", version, "", at)
    return True


@transaction.atomic
def propose(version: PlaybookVersion, effective_on: date, *, by: Actor, at: datetime) -> PlaybookVersion:
    """Seal a draft and lay it before both sides, to take effect on a date once both have approved."""
    _demand(by, "propose")
    version.state = _move(version, Act.PROPOSE).value
    checked = check_files(version.name, version.files)
    number = _number_of(checked)
    if number is None or checked.errors:
        raise Refused(_("This draft has errors to mend first. They are listed on its page."))
    taken = PlaybookVersion.objects.filter(number=number, state__in=NUMBERED).exclude(pk=version.pk).exists()
    fault, free = why_not_number(number, highest_number(), taken=taken)
    if fault:
        words = _("Version %(number)s was used before. Write “version: %(free)s” under about, and propose it again.")
        raise Refused(words % {"number": number, "free": free})
    if why_not_effective(effective_on, timezone.localdate(at)):
        raise Refused(_("This day is past. Choose today or a later day."))
    version.number, version.effective_on = number, effective_on
    version.proposed_by, version.proposed_at = _person(by), at
    version.save()
    record(by, "playbook-proposed", version, "", at)
    return version


@transaction.atomic
def approve(version: PlaybookVersion, side: Act, *, by: Actor, at: datetime, words: str = "") -> PlaybookVersion:
    """Sign for one side. A different person signs for each, and each signs exactly these files."""
    _demand(by, "approve", side.value)
    if not by.limits("approve", OBJECT, side.value).everything:
        raise Refused(_("Signing for a side needs the role for all sites. Ask someone who holds it everywhere."))
    follows = _move(version, side)
    if not version.is_as_sealed:
        raise Refused(
            _("These files are not the ones that were proposed. Nothing was signed; tell an administrator.")
        )
    signed = frozenset(one for one in version.approvals.values_list("person_id", flat=True) if one is not None)
    fault = why_not_sign(by.person_id, signed)
    if fault == "twice":
        raise Refused(_("You have signed for the other side. Somebody else must sign for this one."))
    if fault:
        raise Refused(_("Only a person can sign."))
    Approval.objects.create(
        version=version, side=side.value, person=_person(by), digest=version.digest, words=words, at=at
    )
    version.state = follows.value
    version.save(update_fields=["state"])
    record(by, f"playbook-approved:{side.value}", version, "", at)
    return version


@transaction.atomic
def withdraw(version: PlaybookVersion, *, by: Actor, at: datetime) -> PlaybookVersion:
    """Take a version back before it takes effect. It stays on record."""
    _demand(by, "propose")
    version.state = _move(version, Act.WITHDRAW).value
    version.withdrawn_at = at
    version.save(update_fields=["state", "withdrawn_at"])
    record(by, "playbook-withdrawn", version, "", at)
    return version


@transaction.atomic
def ensure_first_version(folder: Path, *, by: Actor, at: datetime) -> PlaybookVersion:
    """The practice a fresh installation begins with: the shipped playbook, approved by nobody in person.

    Does nothing where any version is in force. Raises `Refused` when the folder holds errors.
    """
    _demand(by, "activate")
    known = PlaybookVersion.objects.filter(state=State.IN_FORCE.value).first()
    if known is not None:
        return known
    files = files_of_folder(folder)
    checked = check_files(folder.name, files)
    if checked.playbook is None or checked.errors:
        raise Refused("\n".join(str(finding) for finding in checked.errors))
    version = PlaybookVersion.objects.create(
        name=checked.playbook.about.name, number=checked.playbook.about.version, files=files,
        digest=digest_of(files), note=SHIPPED_WORDS, state=State.IN_FORCE.value,
        effective_on=timezone.localdate(at), drafted_at=at, proposed_at=at, activated_at=at,
    )  # fmt: skip
    for side in SIDES:
        Approval.objects.create(
            version=version, side=side.value, shipped=True, digest=version.digest, words=SHIPPED_WORDS, at=at
        )
    record(by, "playbook-shipped", version, "", at)
    return version


def open_draft_of(version: PlaybookVersion) -> PlaybookVersion | None:
    """The newest draft that began as this version, if one is still open for changes."""
    return version.drafts.filter(state=State.DRAFT.value).first()


__all__ = [
    "OPEN", "approve", "draft", "draft_from", "ensure_first_version", "highest_number", "open_draft_of", "propose",
    "redraft", "withdraw",
]  # fmt: skip
