"""The page of one case, and the forms on it. A covered case shows its cover and the request for a callback."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from highroad.core.playbooks.values import say_when
from highroad.modules.cases.actions import callbacks, lookup, work
from highroad.modules.cases.models import Program
from highroad.modules.cases.pages.acting import act_once, form_key
from highroad.modules.cases.practice import callback_contract, programs_of
from highroad.modules.cases.queries.history import history_of
from highroad.modules.cases.queries.seen import Covered, case_or_404, case_or_cover
from highroad.modules.cases.queries.view import case_view
from highroad.modules.cases.rules.case import sync_date
from highroad.modules.cases.wording import refuse
from highroad.modules.people.api import Role, actor_of, declared, holders

SOON_DAYS = 45
"""As the work list counts it."""


@dataclass(frozen=True, slots=True)
class ProgramLine:
    """A program with how far its review is away."""

    program: Program
    days: int | None

    @property
    def soon(self) -> bool:
        """Near enough to be done in this contact."""
        return self.days is not None and self.days <= SOON_DAYS

    @property
    def when(self) -> str:
        """`in 12 days`; empty for a program without a review."""
        return "" if self.days is None else say_when(self.days, get_language() or "en")


def _line(program: Program, today: date) -> ProgramLine:
    due = program.review_due if program.status != Program.Status.CLOSED else None
    return ProgramLine(program, (due - today).days if due else None)


@declared("cases.case", "read")
def case(request: HttpRequest, token: str) -> HttpResponse:
    """All of it, or its cover."""
    actor = actor_of(request)
    found = case_or_cover(actor, token)
    once = form_key()
    if isinstance(found, Covered):
        contract = callback_contract()
        promise = contract.title.say(get_language() or "en") if contract else ""
        return render(request, "cases/covered.html", {"case": found, "once": once, "promise": promise})
    now = timezone.now()
    lookup.open_case(actor, found, purpose=str(request.session.get("case_purpose", "page")), at=now)
    view = case_view(found, today=timezone.localdate(now), contact="", language=get_language() or "en")
    context = {
        "view": view,
        "case": view.case,
        "programs": [_line(program, view.today) for program in view.programs],
        "once": once,
        "history": history_of(view.case),
        "may_work": actor.may("work", "cases.case"),
        "may_comment": actor.may("add", "cases.comment"),
        "workers": holders(Role.REPRESENTATIVE, view.today).exclude(token=actor.token).order_by("name"),
    }
    return render(request, "cases/case.html", context)


def _page(token: str) -> str:
    return reverse("cases:case", args=[token])


@declared("cases.comment", "add", writes="add")
def comment(request: HttpRequest, token: str) -> HttpResponse:
    """Add a comment."""
    actor = actor_of(request)
    found = case_or_404(actor, token)

    def do() -> None:
        work.add_comment(
            actor,
            found,
            request.POST.get("text", ""),
            corrects=request.POST.get("corrects", ""),
            at=timezone.now(),
        )

    if request.method != "POST":
        return case_page_instead(request, token)
    return act_once(request, do, then=_page(token), said=_("The comment was added."))


@declared("cases.case", "work", writes="work")
def item(request: HttpRequest, token: str) -> HttpResponse:
    """Settle an item of the work list, or add one."""
    actor = actor_of(request)
    found = case_or_404(actor, token, "work")
    sent = request.POST

    def do() -> None:
        if sent.get("title"):
            work.add_item(actor, found, sent["title"], why=sent.get("why", ""), at=timezone.now())
        else:
            work.settle_item(
                actor,
                found,
                sent.get("key", ""),
                sent.get("state", ""),
                reason=sent.get("reason", ""),
                at=timezone.now(),
            )

    if request.method != "POST":
        return case_page_instead(request, token)
    return act_once(request, do, then=_page(token), said=_("The work list was changed."))


@declared("cases.case", "work", writes="work")
def sync(request: HttpRequest, token: str) -> HttpResponse:
    """One review date for all open programs."""
    actor = actor_of(request)
    found = case_or_404(actor, token, "work")

    def do() -> None:
        earliest: date | None = sync_date(one.review_due for one in programs_of(found) if one.status == "open")
        if earliest is None:
            refuse("nothing-to-sync")
        work.sync_review_dates(actor, found, earliest, at=timezone.now())

    if request.method != "POST":
        return case_page_instead(request, token)
    return act_once(request, do, then=_page(token), said=_("All open programs share one review date."))


@declared("cases.correction", "add", writes="add")
def correction(request: HttpRequest, token: str) -> HttpResponse:
    """Report what was corrected going forward."""
    actor = actor_of(request)
    found = case_or_404(actor, token)

    def do() -> None:
        work.report_correction(
            actor,
            found,
            what_was_wrong=request.POST.get("what_was_wrong", ""),
            corrected_how=request.POST.get("corrected_how", ""),
            previous_worker=request.POST.get("previous_worker", ""),
            at=timezone.now(),
        )

    if request.method != "POST":
        return case_page_instead(request, token)
    said = _("Noted. The previous worker's supervisor is told in private; nobody else sees it.")
    return act_once(request, do, then=_page(token), said=said)


@declared("cases.callback", "request", writes="request")
def ask_callback(request: HttpRequest, token: str) -> HttpResponse:
    """Ask the assigned worker of a confidential case to call back."""
    actor = actor_of(request)
    if request.method != "POST":
        return case_page_instead(request, token)

    def do() -> None:
        callbacks.request_callback(
            actor,
            token,
            caller_name=request.POST.get("caller_name", ""),
            phone=request.POST.get("phone", ""),
            best_time=request.POST.get("best_time", ""),
            at=timezone.now(),
        )

    case_or_cover(actor, token)
    said = _("The assigned worker and the leads were asked. Tell the caller when they will be called.")
    return act_once(request, do, then=_page(token), said=said)


def case_page_instead(request: HttpRequest, token: str) -> HttpResponse:
    """Someone opened the address of a form, perhaps after signing in again: show them the case it belongs to."""
    case_or_cover(actor_of(request), token)
    return render(request, "cases/elsewhere.html", {"url": _page(token)})
