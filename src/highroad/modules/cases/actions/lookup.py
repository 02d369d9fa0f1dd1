"""Bringing up a case by its number or by an SSN, and opening it: both leave an audit entry with the purpose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction

from highroad.modules.cases.models import Case, LookupAttempt
from highroad.modules.cases.ports import FoundBy, Unavailable, case_system
from highroad.modules.cases.practice import case_number_pattern
from highroad.modules.cases.queries.seen import Covered, cover, covered, visible
from highroad.modules.cases.rules.numbers import digits_of, why_not_case_number, why_not_ssn
from highroad.modules.cases.store import mirror
from highroad.modules.cases.vault import blind_index
from highroad.modules.cases.wording import refuse, refuse_if
from highroad.modules.people.api import Actor, record

MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Found:
    """What a look-up brought: the case or its cover, and whether it may be out of date."""

    case: Case | Covered
    stale: Unavailable | None = None


def look_up(by: Actor, found_by: FoundBy, written: str, *, purpose: str, at: datetime) -> Found:
    """Find a case by what the caller said. Raises Refused with the fault and its mend.

    Every attempt is counted, found or not: nobody tries numbers out. The number itself is kept nowhere.
    """
    if not purpose.strip():
        refuse("purpose-missing")
    if found_by == "ssn":
        refuse_if(why_not_ssn(written, fictional_allowed=not settings.IN_PRODUCTION))
    else:
        refuse_if(why_not_case_number(written, case_number_pattern()))
    _count(by, at)
    number = digits_of(written)
    stale = _bring_in(found_by, number)
    with transaction.atomic():
        case = _seen(by, found_by, number)
        LookupAttempt.objects.create(who=by.token, by=found_by, at=at, found=case is not None)
        if case is not None:
            record(by, f"case-found-by-{found_by.replace('_', '-')}", f"case:{case.token}", purpose, at)
    if case is None:
        # Kept outside the transaction above, so that an attempt that fails is counted all the same.
        refuse(f"case-system-{stale.reason}" if stale else "case-unknown")
    return Found(case, stale)


def open_case(by: Actor, case: Case, *, purpose: str, at: datetime) -> None:
    """Note that a case was read. Each reading is an entry of its own."""
    record(by, "case-read", f"case:{case.token}", purpose, at)


def _count(by: Actor, at: datetime) -> None:
    lately = LookupAttempt.objects.filter(who=by.token, at__gt=at - MINUTE).count()
    if lately >= settings.HIGHROAD_LOOKUPS_PER_MINUTE:
        refuse("too-many-lookups")


def _bring_in(found_by: FoundBy, number: str) -> Unavailable | None:
    """Ask the agency's own case system, if there is one, and take over what it says."""
    system = case_system()
    if system is None:
        return None
    answer = system.find(found_by, number)
    if isinstance(answer, Unavailable):
        return answer
    if answer is not None:
        mirror(answer)
    return None


def _seen(by: Actor, found_by: FoundBy, number: str) -> Case | Covered | None:
    where = {"people__ssn_index": blind_index("ssn", number)} if found_by == "ssn" else {"number": number}
    whole = list(visible(by).filter(**where).distinct()[:2])
    hidden = list(covered(by).filter(**where).distinct()[:2])
    if len(whole) + len(hidden) > 1:
        refuse("ssn-ambiguous")
    if whole:
        return whole[0]
    return cover(hidden[0]) if hidden else None
