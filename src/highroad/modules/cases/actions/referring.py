"""Sending a caller elsewhere: to the local agency for permitted reasons only; for other consortia, their number."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import get_language

from highroad.core.playbooks.permitting import office_for, why_not_refer
from highroad.modules.cases.actions.acting import person_behind
from highroad.modules.cases.models import Case, OtherConsortiumReferral, Referral
from highroad.modules.cases.practice import practice
from highroad.modules.cases.wording import refuse
from highroad.modules.people.api import Actor, record


@transaction.atomic
def refer(
    by: Actor, case: Case | None, reason: str, facts: Mapping[str, Any], *, contact: str, at: datetime
) -> Referral:
    """Send a caller to their local agency. Raises Refused with the rule's own words and what to do instead."""
    refusal = why_not_refer(practice(), reason, facts)
    if refusal is not None:
        words = get_language() or "en"
        refuse("referral-refused", rule=refusal.rule, why=refusal.why.say(words), mend=refusal.instead.say(words))
    kept = Referral.objects.create(
        case=case, contact=contact, reason=reason, facts=dict(facts), by=person_behind(by), at=at
    )
    record(by, "referred-to-agency", f"referral:{kept.token}", f"contact:{contact}", at)
    return kept


@transaction.atomic
def give_number(by: Actor, area: str, *, contact: str, at: datetime) -> OtherConsortiumReferral:
    """Give a caller who lives elsewhere the number of their own consortium, and note it."""
    office = office_for(practice(), area)
    if office is None:
        refuse("office-unknown")
    kept = OtherConsortiumReferral.objects.create(
        contact=contact, area=area.strip(), office=office.key, number_given=office.phone, by=person_behind(by), at=at
    )
    record(by, "number-given", f"other-consortium-referral:{kept.token}", f"contact:{contact}", at)
    return kept
