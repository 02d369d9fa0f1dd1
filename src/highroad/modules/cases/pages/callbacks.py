"""Confidential callbacks: the worker's with the time left, the leads' with what they are asked to decide."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from highroad.modules.cases.actions import callbacks as steps
from highroad.modules.cases.models import ConfidentialCallback
from highroad.modules.cases.pages.acting import act_once, form_key
from highroad.modules.cases.pages.forms import DecideForm, ReassignForm
from highroad.modules.cases.queries.lists import callback_or_404, callbacks, waiting_callbacks
from highroad.modules.cases.rules.callback import ENDED, State, why_not_callback
from highroad.modules.cases.vault import opened
from highroad.modules.cases.wording import refuse
from highroad.modules.people.api import Person, Role, actor_of, declared, holders, record

ENDED_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Shown:
    """A callback as a line: how much of its time is gone, and how much is left."""

    callback: ConfidentialCallback
    share_gone: float
    seconds_left: int
    late: bool
    asked: bool

    @property
    def left(self) -> str:
        """Hours and minutes left or over."""
        hours, minutes = divmod(abs(self.seconds_left) // 60, 60)
        return f"{hours}:{minutes:02d}"


def shown(callback: ConfidentialCallback, now: datetime) -> Shown:
    """The line at this moment."""
    whole = (callback.due_at - callback.requested_at).total_seconds() or 1
    left = (callback.due_at - now).total_seconds()
    return Shown(
        callback,
        share_gone=max(0.0, min(1.0, 1 - left / whole)),
        seconds_left=int(left),
        late=left < 0 or callback.state == State.LATE.value,
        asked=callback.state == State.LEAD_ASKED.value,
    )


@declared("cases.callback", "read")
def callback_list(request: HttpRequest) -> HttpResponse:
    """Those that wait, the next due first; those a lead must decide above them."""
    actor, now = actor_of(request), timezone.now()
    waiting = [shown(one, now) for one in waiting_callbacks(actor)]
    leads = actor.may("assign", "cases.callback")
    context = {
        "asked": [one for one in waiting if leads and (one.asked or one.late)],
        "waiting": [one for one in waiting if not (leads and (one.asked or one.late))],
        "ended": callbacks(actor).filter(state__in=[one.value for one in ENDED]).order_by("-ended_at")[:ENDED_SHOWN],
        "leads": leads,
    }
    return render(request, "cases/callbacks.html", context)


@declared("cases.callback", "read")
def callback(request: HttpRequest, token: str) -> HttpResponse:
    """One callback: whom to call, until when, what happened so far. Opening it is noted."""
    actor, now = actor_of(request), timezone.now()
    found = callback_or_404(actor, token)
    record(actor, "callback-read", f"callback:{found.token}", "callback", now)
    state, hands = State(found.state), steps.hands_of(actor, found)
    context = {
        "line": shown(found, now),
        "callback": found,
        "caller": opened(found, "caller_name"),
        "phone": opened(found, "phone"),
        "best_time": opened(found, "best_time"),
        "may": {action: why_not_callback(action, state, hands) is None for action in STEPS},
        "decide": DecideForm(),
        "reassign": ReassignForm(workers=_workers(found, now)),
        "once": form_key(),
        "ended": state in ENDED,
    }
    return render(request, "cases/callback.html", context)


@declared("cases.callback", "read", writes="work")
def step(request: HttpRequest, token: str, action: str) -> HttpResponse:
    """One row of the table of a callback's life."""
    found = callback_or_404(actor_of(request), token)
    page = reverse("cases:callback", args=[token])
    if request.method != "POST" or action not in STEPS:
        return render(request, "cases/elsewhere.html", {"url": page})
    return act_once(request, lambda: _take(request, found, action), then=page, said=str(STEPS[action]()))


STEPS = {
    "tried": lambda: _("Noted: not reached. The deadline stays."),
    "done": lambda: _("Noted: called back."),
    "decided": lambda: _("The worker was told the new time."),
    "reassigned": lambda: _("It was given to another worker."),
    "withdrawn": lambda: _("It was withdrawn."),
}


def _take(request: HttpRequest, found: ConfidentialCallback, action: str) -> None:
    actor, now, words = actor_of(request), timezone.now(), request.POST.get("words", "")
    if action == "done":
        steps.finish_callback(actor, found.token, words=words, at=now)
    elif action == "tried":
        steps.try_callback(actor, found.token, words=words, at=now)
    elif action == "withdrawn":
        steps.withdraw_callback(actor, found.token, words=words, at=now)
    elif action == "decided":
        form = DecideForm(request.POST)
        if not form.is_valid():
            refuse("time-passed")
        steps.decide_callback(actor, found.token, due_at=form.cleaned_data["due_at"], words=words, at=now)
    else:
        steps.reassign_callback(actor, found.token, worker=request.POST.get("worker", ""), words=words, at=now)


def _workers(found: ConfidentialCallback, now: datetime) -> list[Person]:
    others = holders(Role.REPRESENTATIVE, timezone.localdate(now))
    if found.worker is not None:
        others = others.exclude(pk=found.worker.pk)
    return list(others.order_by("name"))
