"""The case as the desk and the case page show it. Address and phone are not in it: the caller says them first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch

from highroad.modules.cases.models import (
    AuthorizedRepresentative,
    Case,
    CaseComment,
    CasePerson,
    IdentityCheck,
    PendingItem,
    Program,
    TelephonicSignature,
)
from highroad.modules.cases.queries.worklist import ShownItem, shown_work_list
from highroad.modules.cases.rules.case import sync_date

COMMENTS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class CaseView:
    """Everything the page of one case says, in the order in which it says it."""

    case: Case
    head: CasePerson | None
    people: list[CasePerson]
    programs: list[Program]
    comments: list[CaseComment]
    comment_count: int
    pending: list[PendingItem]
    representatives: list[AuthorizedRepresentative]
    work_list: list[ShownItem]
    signatures: list[TelephonicSignature]
    sync_to: date | None
    identity: IdentityCheck | None
    today: date


def case_view(
    case: Case, *, today: date, contact: str, language: str, more: Mapping[str, Any] | None = None
) -> CaseView:
    """The view of a case that the actor was already found to see."""
    full = (
        Case.objects.filter(pk=case.pk)
        .select_related("assigned", "site")
        .prefetch_related(
            "people",
            "programs",
            "pending",
            "representatives",
            "work_items",
            Prefetch("signatures", TelephonicSignature.objects.select_related("agent")),
        )
        .get()
    )
    programs = list(full.programs.all())
    comments = CaseComment.objects.filter(case=full).select_related("author", "corrects")
    return CaseView(
        case=full,
        head=full.head,
        people=list(full.people.all()),
        programs=sorted(programs, key=lambda one: (one.status != "open", one.review_due or date.max)),
        comments=list(comments[:COMMENTS_SHOWN]),
        comment_count=comments.count(),
        pending=[item for item in full.pending.all() if item.processed_at is None],
        representatives=[
            one for one in full.representatives.all() if one.until_day is None or one.until_day >= today
        ],
        work_list=shown_work_list(full, today, contact, language, more),
        signatures=list(full.signatures.all()),
        sync_to=sync_date(one.review_due for one in programs if one.status == "open"),
        identity=IdentityCheck.objects.filter(case=full, contact=contact).first() if contact else None,
        today=today,
    )


def view_json(view: CaseView) -> dict[str, Any]:
    """The same for the desk. No address, no phone, no SSN beyond its last four digits."""
    case = view.case
    return {
        "case": case.token,
        "confidential": case.confidential,
        "number": case.number,
        "name": view.head.name if view.head else "",
        "ssn": view.head.ssn_masked if view.head else "",
        "household": case.household_size,
        "language": case.home_language,
        "status": case.status,
        "assigned": case.assigned.display_name if case.assigned else "",
        "programs": [_program_json(one, view.today) for one in view.programs],
        "comments": [_comment_json(one) for one in view.comments],
        "comment_count": view.comment_count,
        "pending": [
            {"kind": one.kind, "title": one.title, "received": _day(one.received_on), "due": _day(one.due_on)}
            for one in view.pending
        ],
        "representatives": [
            {"name": one.name, "relation": one.relation, "programs": one.programs, "until": _day(one.until_day)}
            for one in view.representatives
        ],
        "work_list": [asdict(one) for one in view.work_list],
        "signatures": [{"id": one.signature_id, "statement": one.statement} for one in view.signatures],
        "sync_to": _day(view.sync_to),
        "identity": {"outcome": view.identity.outcome, "checks": view.identity.checks} if view.identity else None,
    }


def _program_json(one: Program, today: date) -> dict[str, Any]:
    return {
        "name": one.name,
        "status": one.status,
        "review_due": _day(one.review_due),
        "review_in_days": (one.review_due - today).days if one.review_due else None,
        "closed_on": _day(one.closed_on),
        "closed_for": one.closed_for,
    }


def _comment_json(one: CaseComment) -> dict[str, Any]:
    return {
        "comment": one.token,
        "at": _moment(one.at),
        "author": one.author.display_name if one.author else "",
        "text": one.text,
        "corrects": one.corrects.token if one.corrects else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _moment(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
