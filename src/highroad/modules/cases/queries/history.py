"""What happened on a case, newest first: work items, identity checks, signatures, referrals, review dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.translation import gettext as _

from highroad.modules.cases.models import Case, CaseWorkItem, Program
from highroad.modules.cases.rules.case import ItemState

LINES_SHOWN = 30
STATE_WORDS = {
    ItemState.OPEN: lambda: _("open again"),
    ItemState.DONE: lambda: _("done"),
    ItemState.DEFERRED: lambda: _("deferred"),
    ItemState.NOT_APPLICABLE: lambda: _("not applicable"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened."""

    at: datetime
    what: str
    who: str


def history_of(case: Case) -> list[Line]:
    """The last things that happened on a case that the actor was already found to see."""
    lines = [
        Line(one.at, f"{one.title}: {_said_of(one)}", one.by.display_name)
        for one in case.work_items.select_related("by")
    ]
    lines += [
        Line(one.at, _("Identity: %(outcome)s") % {"outcome": one.outcome or _("in progress")}, one.by.display_name)
        for one in case.identity_checks.select_related("by")
    ]
    lines += [
        Line(one.signed_at, _("Telephonic signature %(id)s") % {"id": one.signature_id}, one.agent.display_name)
        for one in case.signatures.select_related("agent")
    ]
    lines += [
        Line(one.at, _("Sent to the local agency"), one.by.display_name)
        for one in case.referrals.select_related("by")
    ]
    lines += _review_dates(case)
    return sorted(lines, key=lambda line: line.at, reverse=True)[:LINES_SHOWN]


def _said_of(item: CaseWorkItem) -> str:
    """What became of it; an added item that is still open was added."""
    state = ItemState(item.state)
    return _("added") if item.added and state is ItemState.OPEN else STATE_WORDS[state]()


def _review_dates(case: Case) -> list[Line]:
    """Where a program's review date was moved: two neighbors in its history that differ."""
    lines = []
    for program in case.programs.all():
        versions = list(Program.history.filter(id=program.pk).order_by("history_date"))
        for before, after in pairwise(versions):
            if before.review_due != after.review_due:
                moved = _("%(program)s: review moved from %(before)s to %(after)s") % {
                    "program": after.name,
                    "before": before.review_due or "–",
                    "after": after.review_due or "–",
                }
                lines.append(Line(after.history_date, moved, ""))
    return lines
