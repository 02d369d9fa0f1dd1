"""Lists about cases: one's own, callbacks, corrections, signatures by their five keys."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Min, Q, QuerySet
from django.http import Http404

from highroad.modules.cases.models import Case, ConfidentialCallback, Correction, TelephonicSignature
from highroad.modules.cases.queries.seen import visible
from highroad.modules.cases.rules.callback import WAITING
from highroad.modules.people.api import Actor


def own_cases(actor: Actor) -> QuerySet[Case]:
    """The cases assigned to the one who looks, the next review first. There is no list of everybody's cases."""
    if actor.person_id is None:
        return Case.objects.none()
    return (
        visible(actor)
        .filter(assigned_id=actor.person_id, status=Case.Status.OPEN)
        .annotate(next_review=Min("programs__review_due", filter=Q(programs__status="open")))
        .prefetch_related("people")
        .order_by("next_review", "number")
    )


def callbacks(actor: Actor, action: str = "read") -> QuerySet[ConfidentialCallback]:
    """The callbacks this actor may see (or do `action` to): one's own, or everybody's for a lead."""
    bounds = actor.limits(action, "cases.callback")
    found = ConfidentialCallback.objects.select_related("case", "worker", "requested_by").prefetch_related(
        "events__by"
    )
    if bounds.everything:
        return found
    if bounds.own and actor.person_id is not None:
        return found.filter(worker_id=actor.person_id)
    return found.none()


def waiting_callbacks(actor: Actor) -> QuerySet[ConfidentialCallback]:
    """Those that are not ended, the next due first."""
    return callbacks(actor).filter(state__in=[state.value for state in WAITING]).order_by("due_at", "id")


def callback_or_404(actor: Actor, token: str, action: str = "read") -> ConfidentialCallback:
    """One callback. Whoever may not see it is told the same as when there is none."""
    found = callbacks(actor, action).filter(token=token).first()
    if found is None:
        raise Http404
    return found


def corrections(actor: Actor) -> QuerySet[Correction]:
    """What one found oneself, and what one was told in private as the previous worker's supervisor. No one else's."""
    if actor.person_id is None or not actor.may("read", "cases.correction"):
        return Correction.objects.none()
    mine = Q(supervisor_id=actor.person_id) | Q(corrected_by_id=actor.person_id)
    return Correction.objects.filter(mine).select_related("case", "corrected_by", "previous_worker", "supervisor")


@dataclass(frozen=True, slots=True)
class SignatureKeys:
    """The five keys a telephonic signature is found by."""

    case_number: str = ""
    request_number: str = ""
    signature_id: str = ""
    from_day: date | None = None
    until_day: date | None = None
    worker: str = ""

    def __bool__(self) -> bool:
        numbers = self.case_number or self.request_number or self.signature_id
        return bool(numbers or self.from_day or self.until_day or self.worker)


def signatures(actor: Actor, keys: SignatureKeys) -> QuerySet[TelephonicSignature]:
    """The signatures that meet every given key, newest first; without a key none. Covered cases have none."""
    if not keys or not actor.limits("read", "cases.signature"):
        return TelephonicSignature.objects.none()
    seen = Q(case__in=visible(actor)) | Q(case=None)
    found = TelephonicSignature.objects.filter(seen).select_related("case", "agent")
    if keys.case_number:
        found = found.filter(case__number=keys.case_number)
    if keys.request_number:
        found = found.filter(request_number=keys.request_number)
    if keys.signature_id:
        found = found.filter(signature_id__iexact=keys.signature_id)
    if keys.from_day:
        found = found.filter(signed_at__date__gte=keys.from_day)
    if keys.until_day:
        found = found.filter(signed_at__date__lte=keys.until_day)
    if keys.worker:
        found = found.filter(Q(agent__staff_number__iexact=keys.worker) | Q(agent__token=keys.worker))
    return found
