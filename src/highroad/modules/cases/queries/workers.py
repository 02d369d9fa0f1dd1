"""Who worked on a case before: those whose comments stand on it, and the one it is assigned to.

Asked by whoever corrects an error, to say whose supervisor is to be told. It says nothing of what anybody did.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from highroad.modules.cases.models import Case, CaseComment
from highroad.modules.people.api import Actor, Person


@dataclass(frozen=True, slots=True)
class EarlierWorker:
    """One of them. `at` is when they last wrote on the case; None for the assigned worker who never did."""

    person: Person
    at: datetime | None
    assigned: bool


def earlier_workers(actor: Actor, case: Case) -> list[EarlierWorker]:
    """Those who work here still, newest comment first, without the actor: nobody is told of their own correction."""
    last: dict[Person, datetime | None] = {}
    comments = CaseComment.objects.filter(case=case, author__active=True).select_related("author")
    for comment in comments.order_by("-at"):
        if comment.author is not None:
            last.setdefault(comment.author, comment.at)
    if case.assigned is not None and case.assigned.active:
        last.setdefault(case.assigned, None)
    return [
        EarlierWorker(person, at, person.pk == case.assigned_id)
        for person, at in last.items()
        if person.pk != actor.person_id
    ]
