"""What can be done at a desk: every act is a POST with an id that its client made, so that sending it twice does it
once.

The table names each act, the engine's command behind it, and how the body becomes its arguments. The agent is always
the one who is signed in; a body cannot name another.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

from highroad.core.engine import desk
from highroad.modules.cases.api import practice
from highroad.modules.floor import reasons
from highroad.modules.floor.actions import guiding
from highroad.modules.floor.running import RunningFloor
from highroad.modules.floor.service.commands import Command, Outcome
from highroad.modules.floor.service.host import NotReadable
from highroad.modules.floor.wording import from_engine, refuse
from highroad.modules.people.api import Actor, actor_of, declared

from .answers import Answer, answering, body_of, now_on, running, text, whole

Body = Mapping[str, Any]
Arguments = dict[str, Any]


def _move(body: Body) -> Arguments:
    """To another state of one's own desk: available, away, or off the phones for a reason of the playbook."""
    state = text(body, "state")
    if state not in desk.STATES:
        refuse("not_readable", why=state)
    why = text(body, "why")
    if why:
        _known(why, reasons.OWN_MORE_PROTECTED)
    return {"state": desk.STATES[state], "reason": text(body, "reason"), "why": why}


def _refuse(body: Body) -> Arguments:
    """A call that rings is refused for a reason of the list: no free text goes into the journal."""
    _known(text(body, "why"), reasons.REFUSE)
    return {**_contact(body), "why": text(body, "why")}


def _known(why: str, table: Mapping[str, Promise]) -> None:
    if why not in table:
        refuse("why_unknown", known=", ".join(reasons.choices(table, practice()).values()))


def _contact(body: Body) -> Arguments:
    return {"contact": whole(body, "contact")}


def _contact_and(*names: str) -> Callable[[Body], Arguments]:
    return lambda body: {**_contact(body), **{name: text(body, name) for name in names}}


def _other(*names: str) -> Callable[[Body], Arguments]:
    return lambda body: {
        **_contact(body),
        "other": whole(body, "other"),
        **{name: text(body, name) for name in names},
    }


ACTS: dict[str, tuple[str, Callable[[Body], Arguments]]] = {
    "move": ("move_desk", _move),
    "answer": ("answer", _contact),
    "refuse": ("refuse", _refuse),
    "hold": ("hold", _contact),
    "resume": ("resume", _contact),
    "consult-queue": ("consult_queue", _contact_and("queue", "purpose")),
    "consult-person": ("consult_person", _other()),
    "end-consult": ("end_consult", _contact),
    "tell-caller": ("tell_caller", _contact),
    "transfer-queue": ("transfer_queue", _contact_and("queue", "reason")),
    "transfer-person": ("transfer_person", _other("kind", "reason")),
    "end": ("end", _contact),
}


@declared("floor.desk", "read", writes="work")
@answering
def act(request: HttpRequest, name: str) -> Answer:
    """Do one act of the table."""
    if name not in ACTS or request.method != "POST":
        raise NotReadable(name)
    body = body_of(request)
    command, arguments = ACTS[name]
    floor, actor = running(), actor_of(request)
    outcome = carry_out(floor, actor, command, arguments(body), command_id(body))
    if command == "tell_caller":
        run = guiding.begin_run(actor, whole(body, "contact"), at=now_on(floor))
        guiding.note_told(actor, run, text(body, "queue"), made=command_id(body), at=now_on(floor))
    return {"ok": True, "seq": outcome.seq, "contact": outcome.contact}


def command_id(body: Body) -> str:
    """The id that the client made for this act."""
    made = text(body, "id")
    if not made:
        message = "“id” is missing."
        raise NotReadable(message)
    return made


def carry_out(floor: RunningFloor, by: Actor, command: str, arguments: Arguments, made_id: str) -> Outcome:
    """Have the engine do it, as this person at their own desk. Raises Refused in the reader's words."""
    given = {**arguments, "agent": by.person_id or 0}
    if command == "move_desk":
        given["by"] = by.person_id or 0
    # The person's own space of ids: nobody can use up the id of somebody else's act.
    outcome = floor.host.do(Command(f"desk:{by.person_id}:{made_id}", command, given, by=by.token))
    if outcome.refusal is not None:
        raise from_engine(outcome.refusal, practice())
    return outcome
