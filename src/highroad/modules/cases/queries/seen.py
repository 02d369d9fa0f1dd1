"""Which cases somebody may see, and how much of them: decided here and nowhere else.

An ordinary case is seen by whom the access table lets read cases. A confidential case is seen by whom the table lets
read its field `confidential`: the assigned worker (`own`) and the leads (`all`). To everyone else who may read cases
it is *covered*: it is confidential and assigned to somebody, and nothing more, not even its number. What hangs on a
covered case (comments, programs, signatures, callbacks) is absent, as if there were no such case.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from highroad.modules.cases.models import Case, ConfidentialCallback
from highroad.modules.cases.rules.callback import WAITING
from highroad.modules.people.api import Actor, Limits


@dataclass(frozen=True, slots=True)
class Covered:
    """All that an outsider learns of a confidential case."""

    token: str
    assigned: str


def visible(actor: Actor, action: str = "read") -> QuerySet[Case]:
    """The cases this actor sees whole, and may do `action` to."""
    ordinary = _within(actor.limits("read", "cases.case"), actor) & Q(confidential=False)
    confidential = _within(actor.limits("read", "cases.case", "confidential"), actor) & Q(confidential=True)
    seen = Case.objects.filter(ordinary | confidential)
    if action != "read":
        seen = seen.filter(_within(actor.limits(action, "cases.case"), actor))
    return seen.select_related("assigned", "site")


def covered(actor: Actor) -> QuerySet[Case]:
    """The confidential cases of which this actor learns only that, and who is assigned."""
    known = _within(actor.limits("read", "cases.case"), actor) & Q(confidential=True)
    return Case.objects.filter(known).exclude(pk__in=visible(actor).values("pk")).select_related("assigned")


def _within(bounds: Limits, actor: Actor) -> Q:
    """The condition that keeps cases inside what the actor may touch; nothing allowed gives none."""
    if bounds.everything:
        return Q()
    condition = Q(pk__in=[])
    if bounds.sites:
        condition |= Q(site__key__in=sorted(bounds.sites))
    if bounds.teams:
        condition |= Q(assigned__team__key__in=sorted(bounds.teams))
    if bounds.own and actor.person_id is not None:
        # Whoever was given the callback needs the case to make it, for as long as it waits.
        waiting = ConfidentialCallback.objects.filter(
            case=OuterRef("pk"), worker_id=actor.person_id, state__in=[state.value for state in WAITING]
        )
        condition |= Q(assigned_id=actor.person_id) | Q(Exists(waiting))
    return condition


def cover(case: Case) -> Covered:
    """What is left of a case for an outsider."""
    return Covered(token=case.token, assigned=case.assigned.display_name if case.assigned else "")


def case_or_cover(actor: Actor, token: str) -> Case | Covered:
    """The case, or its cover. Whoever may see neither is told the same as when there is no such case."""
    case = visible(actor).filter(token=token).first()
    if case is not None:
        return case
    hidden = covered(actor).filter(token=token).first()
    if hidden is None:
        raise Http404
    return cover(hidden)


def case_or_404(actor: Actor, token: str, action: str = "read") -> Case:
    """The case as a whole. A covered case is absent here."""
    case = visible(actor, action).filter(token=token).first()
    if case is None:
        raise Http404
    return case
