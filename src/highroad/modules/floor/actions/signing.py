"""Recording a telephonic signature from the desk: the statement, who signed, and what was said on the way.

The signature itself, and the rules it must meet, belong to the cases. The desk adds what only the call knows: the
identity check permits it, the copy was spoken of, the item of the work list is done with it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from highroad.core.playbooks import Playbook
from highroad.modules.cases.api import Assent, case_or_404, practice, record_signature, settle_item
from highroad.modules.floor.models import GuideRun
from highroad.modules.floor.wording import refuse
from highroad.modules.people.api import Actor

from .drafting import drafts_of, forget_drafts

PERMISSION: Final = "record_signature"
"""What the identity check must permit, where the practice knows this permission."""
DRAFTS_BEGIN: Final = "signature."

LENGTH_MAX: Final[dict[str, tuple[Promise, int]]] = {
    "signer": (_("Who signs"), 120),
    "request_number": (_("RFA number"), 24),
    "interpreter": (_("Interpreter"), 40),
    "recording": (_("Recording"), 120),
    "summary": (_("What you read back"), 8000),
}


@dataclass(frozen=True, slots=True)
class Signing:
    """What the form holds. The moments are the floor's time in milliseconds; 0 says that it was not done."""

    statement: str
    statement_version: int
    signer: str
    signer_role: str
    summary: str
    announced_ms: int
    assented_ms: int
    copy_told: bool
    programs: tuple[str, ...] = ()
    language: str = "en"
    interpreter: str = ""
    recording: str = ""
    request_number: str = ""
    item: str = ""


@transaction.atomic
def sign(by: Actor, run: GuideRun | None, said: Signing, *, at: datetime) -> dict[str, Any]:
    """Keep the signature, settle the item it stood for, and take the drafts away. Raises Refused, and keeps nothing.

    `run` is the call on the desk; without one, as off the phones, the signature stands on its RFA number.
    """
    check_signing(run, said)
    case = case_or_404(by, run.case, "work") if run is not None and run.case and not run.covered else None
    contact = str(run.contact) if run is not None else ""
    signature = record_signature(by, case, _assent(said, contact, at), at=at)
    if case is not None and said.item:
        settle_item(by, case, said.item, "done", reason="", contact=contact, at=at)
    if run is not None:
        kept = [key for key in drafts_of(by, run.contact) if key.startswith(DRAFTS_BEGIN)]
        forget_drafts(by, run.contact, kept)
    return {
        "signature": signature.signature_id,
        "copy_due": signature.copy_due.isoformat(),
        "correctable_until": signature.correctable_until.isoformat(),
    }


def check_signing(run: GuideRun | None, said: Signing) -> None:
    """Raise Refused when something is missing that only the desk can know."""
    playbook = practice()
    if run is not None and run.case and not run.covered and not is_permitted(playbook, run.outcome):
        refuse("signature_not_permitted")
    if said.signer_role not in {one.key for one in playbook.identity.relations}:
        refuse("signer_role_unknown")
    for name, (title, most) in LENGTH_MAX.items():
        if len(getattr(said, name)) > most:
            refuse("field_too_long", field=str(title), count=str(most))
    if not said.announced_ms:
        refuse("announcement_missing")
    if not said.assented_ms:
        refuse("assent_missing")
    if not said.copy_told:
        refuse("copy_untold")


def is_permitted(playbook: Playbook, outcome: str) -> bool:
    """Whether the outcome of the identity check lets a signature be recorded."""
    if PERMISSION not in {one.key for one in playbook.identity.permissions}:
        return True
    return any(PERMISSION in one.may for one in playbook.identity.outcomes if one.key == outcome)


def _assent(said: Signing, contact: str, at: datetime) -> Assent:
    """The same in the cases' words. A desk's clock may run a moment ahead of the floor's: nothing lies after now."""
    return Assent(
        signer=said.signer,
        signer_role=said.signer_role,
        statement=said.statement,
        statement_version=said.statement_version,
        summary=said.summary,
        announced_at=min(_moment(said.announced_ms), at),
        signed_at=min(_moment(said.assented_ms), at),
        programs=list(said.programs),
        language=said.language,
        interpreter=said.interpreter.strip(),
        recording=said.recording.strip(),
        request_number=said.request_number,
        contact=contact,
    )


def _moment(ms: int) -> datetime:
    return datetime.fromtimestamp(ms / 1000, UTC)
