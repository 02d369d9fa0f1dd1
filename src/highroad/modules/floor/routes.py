"""The floor's API: calls of an existing telephone system, commands, boards, reports, one's own news.

Every write may be sent twice: a telephone system's messages are known by its own call id, commands by theirs.

No postponed annotations in this file: the framework reads them behind the decorators, where they would be words only.
"""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import Router

from highroad.core.engine.refusals import Refusal
from highroad.modules.cases.api import keep_words
from highroad.modules.people.api import actor_of, declared_route, person_of_staff_number

from . import bodies, telephony
from .pages.reports import BadQuestion, asked_from, read_report
from .reports.metrics import METRICS, figures
from .running import RunningFloor, the_floor
from .service.commands import Command, Outcome

__all__ = ["BadQuestion", "RefusedByFloor", "router"]

router = Router(tags=["floor"])

Answer = dict[str, Any]


class RefusedByFloor(Exception):
    """The floor refused a command; the API's door turns it into a 409 in words."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.code)
        self.refusal = refusal


def _answer(outcome: Outcome) -> Answer:
    if outcome.refusal is not None:
        raise RefusedByFloor(outcome.refusal)
    return {"seq": outcome.seq, "contact": outcome.contact, "repeated": outcome.repeated, "at": outcome.at}


# -- an existing telephone system ------------------------------------------------------------------------------------


@router.post("calls")
@declared_route("floor.api", "work")
def announce(request: HttpRequest, body: bodies.AnnouncedCall) -> Answer:
    """A call has arrived. The answer says whom to ring, or how long the caller will probably wait."""
    floor = the_floor()
    caller = _caller(floor, body)
    call = telephony.Announced(body.call_id, body.queue, body.purpose, body.language, body.channel, caller)
    outcome = telephony.announce(floor.host, call, actor_of(request).token)
    return {**_answer(outcome), "call": telephony.told(floor.host, body.call_id)}


def _caller(floor: RunningFloor, body: bodies.AnnouncedCall) -> str:
    """The caller's number, kept in the vault under this call's own key; a token stands for it from here on."""
    if not body.caller or telephony.contact_of(floor.host, body.call_id):
        return ""
    return keep_words(f"call:{telephony.command_id(body.call_id, 'caller')}", body.caller, at=timezone.now())


@router.post("calls/answered")
@declared_route("floor.api", "work")
def answered(request: HttpRequest, body: bodies.AnsweredCall) -> Answer:
    """Somebody has taken the call."""
    person = person_of_staff_number(body.staff_number)
    if person is None:
        raise Http404
    return _answer(telephony.answered(the_floor().host, body.call_id, person, actor_of(request).token))


@router.post("calls/ended")
@declared_route("floor.api", "work")
def ended(request: HttpRequest, body: bodies.OneCall) -> Answer:
    """The caller is gone."""
    return _answer(telephony.ended(the_floor().host, body.call_id, actor_of(request).token))


@router.post("calls/callback")
@declared_route("floor.api", "work")
def callback(request: HttpRequest, body: bodies.OneCall) -> Answer:
    """The caller has chosen a callback that keeps the place."""
    return _answer(telephony.request_callback(the_floor().host, body.call_id, actor_of(request).token))


@router.post("calls/told")
@declared_route("floor.api", "read")
def told(request: HttpRequest, body: bodies.OneCall) -> Answer:  # noqa: ARG001 - the framework passes it
    """Where the call is now. A POST: a telephone system's call id may hold a number, and addresses are logged."""
    call = telephony.told(the_floor().host, body.call_id)
    if call is None:
        raise Http404
    return call


# -- commands and views ----------------------------------------------------------------------------------------------


@router.post("commands")
@declared_route("floor.api", "work")
def command(request: HttpRequest, body: bodies.GivenCommand) -> Answer:
    """Any command of the floor's table, for those who drive the floor from outside."""
    return _answer(the_floor().host.do(Command(body.id, body.name, body.arguments, actor_of(request).token)))


@router.get("board")
@declared_route("floor.wallboard", "read")
def board(request: HttpRequest) -> Answer:  # noqa: ARG001 - the framework passes it
    """What the wallboard shows, now. Nobody is named."""
    floor = the_floor()
    return {"seq": floor.hub.seq, "at": floor.hub.at, "board": floor.hub.snapshot("board")}


@router.get("me/desk")
@declared_route("floor.desk", "read")
def my_desk(request: HttpRequest) -> Answer:
    """One's own desk, now."""
    floor = the_floor()
    return {"seq": floor.hub.seq, "at": floor.hub.at, **floor.hub.snapshot(f"desk:{actor_of(request).person_id}")}


@router.get("me/events")
@declared_route("floor.desk", "read")
def my_events(request: HttpRequest, after: int = 0) -> Answer:
    """What one was told personally since journal entry `after`: what a screen that was cut off asks for."""
    return {"events": the_floor().newsroom.missed(actor_of(request).person_id or 0, after)}


@router.get("reports")
@declared_route("floor.report", "read")
def reports(
    request: HttpRequest, start: date, end: date, by: str = "queue", every: int = 30, history: str = "main"
) -> Answer:
    """A report as data: shares from 0 to 1, durations in ms, null where there is nothing to divide by."""
    actor = actor_of(request)
    asked = asked_from(actor, {"start": start, "end": end, "by": by, "every": every, "history": history})
    report = read_report(actor, asked)
    rows = [{"key": name, **figures(counts, report.metrics)} for name, counts in report.rows]
    return {"by": by, "rows": rows, "all": figures(report.whole, report.metrics)}


@router.get("metrics")
@declared_route("floor.report", "read")
def metrics(request: HttpRequest) -> list[Answer]:  # noqa: ARG001 - the framework passes it
    """Every metric's written definition and formula."""
    return [
        {"id": one.id, "name": _(one.name), "formula": _(one.formula), "meaning": _(one.meaning), "unit": one.unit}
        for one in METRICS
    ]
