"""Who is speaking, and does what they say agree with the file? The file is compared and never shown.

An answer says that something matches, differs, or is not said to the end; nothing tells which part differs. What the
caller said is not kept. How often it differed is: on this contact, and on this case today whoever asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Sum

from highroad.core.playbooks.identity import Check
from highroad.core.playbooks.matching import matches_on_file
from highroad.core.playbooks.permitting import Answers, Identity, identity_outcome
from highroad.modules.cases.actions.acting import person_behind
from highroad.modules.cases.models import Case, IdentityCheck
from highroad.modules.cases.practice import practice, speaks_for
from highroad.modules.cases.rules.case import why_not_attempt
from highroad.modules.cases.rules.numbers import digits_to_go
from highroad.modules.cases.vault import opened
from highroad.modules.cases.wording import refuse, refuse_if
from highroad.modules.people.api import Actor, record

DIFFERED_PER_CONTACT_MAX = 6
DIFFERED_PER_DAY_MAX = 15


@dataclass(frozen=True, slots=True)
class Compared:
    """What the desk is told: matches, differs, or incomplete with the digits to go."""

    result: str
    digits_to_go: int = 0


@transaction.atomic
def name_speaker(
    by: Actor, case: Case, contact: str, *, name: str, relation: str, found_by: str = "", at: datetime
) -> IdentityCheck:
    """Note who is speaking and how they belong to the case. Saying it again replaces it."""
    if not name.strip() or relation not in {one.key for one in practice().identity.relations}:
        refuse("identity-unfinished")
    check = _check_of(by, case, contact, at)
    check.speaker = name.strip()
    check.relation = relation
    check.found_by = found_by or check.found_by
    check.outcome = ""
    check.save()
    record(by, "speaker-named", f"case:{case.token}", f"contact:{contact}", at)
    return check


def compare(by: Actor, case: Case, contact: str, *, kind: str, said: str, at: datetime) -> Compared:
    """Compare what the caller said with the file. Raises Refused when it was tried too often."""
    asked = next((one for one in practice().identity.checks if one.key == kind), None)
    if asked is None:
        refuse("kind-unknown")
    if asked.kind == "phone" and digits_to_go(said):
        return Compared("incomplete", digits_to_go(said))
    if not said.strip():
        return Compared("incomplete")
    with transaction.atomic():
        check = _check_of(by, case, contact, at)
        refuse_if(_why_not(case, check, at))
        agrees = any(matches_on_file(asked.kind, said, filed) for filed in _on_file(case, asked))
        result = "matches" if agrees else "differs"
        check.checks = {**check.checks, kind: result}
        check.differed += 0 if agrees else 1
        check.outcome = ""
        check.save(update_fields=["checks", "differed", "outcome"])
        record(by, f"identity-{result}", f"case:{case.token}", f"contact:{contact}", at)
    return Compared(result)


@transaction.atomic
def conclude(by: Actor, case: Case, contact: str, *, at: datetime) -> Identity:
    """The outcome by the playbook's rules, and what the agent may then do. Repeating it gives the same."""
    check = _check_of(by, case, contact, at)
    if not check.relation:
        refuse("identity-unfinished")
    outcome = identity_outcome(practice(), _answers(case, check, at))
    if check.outcome != outcome.outcome:
        check.outcome = outcome.outcome
        check.save(update_fields=["outcome"])
        record(by, f"identity-{outcome.outcome}", f"case:{case.token}", f"contact:{contact}", at)
    return outcome


def _answers(case: Case, check: IdentityCheck, at: datetime) -> Answers:
    authorization = speaks_for(case, opened(check, "speaker"), check.relation, at.date())
    return Answers(
        by=check.found_by or "case_number",
        relation=check.relation,
        authorized=authorization is not None,
        checks=check.checks,
    )


def _check_of(by: Actor, case: Case, contact: str, at: datetime) -> IdentityCheck:
    if not contact:
        refuse("identity-unfinished")
    defaults = {"by": person_behind(by), "at": at}
    return IdentityCheck.objects.get_or_create(case=case, contact=contact, defaults=defaults)[0]


def _why_not(case: Case, check: IdentityCheck, at: datetime) -> str | None:
    today = IdentityCheck.objects.filter(case=case, at__gt=at - timedelta(days=1)).aggregate(all=Sum("differed"))
    return why_not_attempt(check.differed, DIFFERED_PER_CONTACT_MAX) or why_not_attempt(
        today["all"] or 0, DIFFERED_PER_DAY_MAX
    )


def _on_file(case: Case, asked: Check) -> list[str]:
    """What the file has to be compared with; it goes no further than this module."""
    if asked.kind == "address":
        return list(case.addresses.filter(current=True).values_list("written", flat=True))
    if asked.kind == "phone":
        return list(case.phones.filter(current=True).values_list("number", flat=True))
    head = case.head
    if head is None:
        return []
    if asked.kind == "name":
        return [head.name]
    if asked.kind == "date":
        return [head.born_on.isoformat()] if head.born_on else []
    return [opened(head, "ssn")[-4:]]
