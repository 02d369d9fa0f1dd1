"""Finishing a contact: how it ended, which needs were met and which foreseen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from highroad.core.playbooks import Playbook
from highroad.modules.floor.models import GuideRun, Wrap
from highroad.modules.floor.queries.guide import known_of
from highroad.modules.floor.queries.handled import practice_for
from highroad.modules.floor.rules.guide import facts_of
from highroad.modules.floor.wording import refuse, say
from highroad.modules.people.api import Actor, record

from .drafting import forget_drafts
from .guiding import comment_of, demand_finished


def check_wrap(
    run: GuideRun, call: Mapping[str, Any], disposition: str, met: Sequence[str], foreseen: Sequence[str]
) -> None:
    """Raise Refused when the contact cannot be wrapped like this: an open step, or a code the playbook lacks."""
    playbook = practice_for(run)
    if disposition not in {one["key"] for one in dispositions_json(playbook, run, call)}:
        refuse("disposition_unknown")
    known = {one.key for one in playbook.needs}
    if not set(met) <= known or not set(foreseen) <= {one.key for one in playbook.needs if one.foreseen}:
        refuse("need_unknown")
    demand_finished(run, call)


@transaction.atomic
def keep_wrap(
    by: Actor, run: GuideRun, disposition: str, met: Sequence[str], foreseen: Sequence[str], *, at: datetime
) -> Wrap:
    """Keep how the contact ended; the drafts of it have done their work. Repeating it changes nothing."""
    values = {
        "disposition": disposition,
        "needs_met": sorted(set(met)),
        "needs_foreseen": sorted(set(foreseen)),
        "comment": comment_of(run),
        "at": at,
    }
    kept, new = Wrap.objects.get_or_create(contact=run.contact, agent_id=by.person_id, defaults=values)
    if new:
        forget_drafts(by, run.contact)
        record(by, f"contact-wrapped:{disposition}"[:60], f"contact:{run.contact}", "", at)
    return kept


def was_wrapped(by: Actor, contact: int) -> bool:
    """Whether this was done before: then it is a repetition, and is answered as the first time."""
    return Wrap.objects.filter(contact=contact, agent_id=by.person_id).exists()


def dispositions_json(playbook: Playbook, run: GuideRun, call: Mapping[str, Any]) -> list[dict[str, str]]:
    """The ways in which this contact may have ended."""
    facts = facts_of(known_of(run, call, playbook))
    return [
        {"key": one.key, "title": say(one.title), "resolved": one.resolved}
        for one in playbook.dispositions
        if one.when is None or one.when.holds(facts)
    ]
