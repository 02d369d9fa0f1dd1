"""Telephonic signatures: a record of who assented to what, that can be found again and corrected.

Linked to the case or, before there is one, to the request; the statement and its version are named; the summary read
back inside the recording is bound by its hash; the announcement was played before; a written copy goes out, and a
correction window runs from it (7 CFR 273.2(c)(7)(viii)).
"""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from highroad.modules.cases.actions.acting import person_behind
from highroad.modules.cases.models import Case, TelephonicSignature
from highroad.modules.cases.practice import script
from highroad.modules.cases.wording import refuse
from highroad.modules.people.api import Actor, record

COPY_DUE_DAYS = 1
"""The rule says promptly; the next day is ours."""
DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Assent:
    """What was said and signed in one recording."""

    signer: str
    signer_role: str
    statement: str
    statement_version: int
    summary: str
    announced_at: datetime | None
    signed_at: datetime
    programs: list[str] = field(default_factory=list)
    language: str = "en"
    interpreter: str = ""
    recording: str = ""
    request_number: str = ""
    contact: str = ""


@transaction.atomic
def record_signature(by: Actor, case: Case | None, said: Assent, *, at: datetime) -> TelephonicSignature:
    """Keep a signature. Raises Refused where one of the rules above is not met; nothing is kept then."""
    statement = script(said.statement)
    if statement is None:
        refuse("statement-unknown")
    if statement.version != said.statement_version:
        refuse("statement-version", rule=statement.rule)
    if said.announced_at is None or said.announced_at > said.signed_at:
        refuse("announcement-missing", rule=statement.rule)
    if case is None and not said.request_number.strip():
        refuse("signature-without-case", rule=statement.rule)
    if not said.signer.strip():
        refuse("name-missing", rule=statement.rule)
    if not said.summary.strip():
        refuse("text-missing", rule=statement.rule)
    copy_due = timezone.localdate(said.signed_at) + timedelta(days=COPY_DUE_DAYS)
    signature = TelephonicSignature.objects.create(
        signature_id=f"S-{secrets.token_hex(5).upper()}",
        case=case,
        request_number=said.request_number.strip(),
        signer=said.signer.strip(),
        signer_role=said.signer_role,
        programs=said.programs,
        statement=said.statement,
        statement_version=said.statement_version,
        language=said.language,
        interpreter=said.interpreter,
        announced_at=said.announced_at,
        signed_at=said.signed_at,
        summary_hash=hashlib.sha256(said.summary.encode()).hexdigest(),
        recording=said.recording,
        agent=person_behind(by),
        contact=said.contact,
        copy_due=copy_due,
        correctable_until=copy_due + timedelta(days=statement.correction_window_ms // DAY_MS),
        keep_until=timezone.localdate(said.signed_at) + timedelta(days=statement.keep_ms // DAY_MS),
    )
    record(by, "signature-recorded", f"signature:{signature.token}", f"contact:{said.contact}", at)
    return signature
