"""Confidential callbacks: asked for, tried, done, decided, reassigned; `rules/callback.py` is the table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.http import Http404

from highroad.modules.cases.actions.acting import person_behind
from highroad.modules.cases.due import promise, reminders_before, to_ms
from highroad.modules.cases.models import CallbackEvent, ConfidentialCallback
from highroad.modules.cases.notices import leads, send_link
from highroad.modules.cases.practice import callback_contract
from highroad.modules.cases.queries.lists import callback_or_404
from highroad.modules.cases.queries.seen import covered, visible
from highroad.modules.cases.rules.callback import (
    ENDED,
    WAITING,
    Hand,
    Reminder,
    State,
    due_now,
    state_after,
    why_not_callback,
)
from highroad.modules.cases.rules.numbers import digits_to_go
from highroad.modules.cases.wording import refuse, refuse_if
from highroad.modules.people.api import Actor, Person, record, working

NOTE_LENGTH_MAX = 200


@transaction.atomic
def request_callback(
    by: Actor, case_token: str, *, caller_name: str, phone: str, best_time: str = "", contact: str = "", at: datetime
) -> ConfidentialCallback:
    """Ask the assigned worker to call back. A second request for the same case joins the one that waits.

    It is answered alike in both cases, so that nobody learns whether someone asked before.
    """
    case = (covered(by) | visible(by)).filter(token=case_token).first() if case_token else None
    if case is None:
        raise Http404
    contract = callback_contract()
    if contract is None:
        refuse("callback-none")
    if not case.confidential:
        refuse("callback-not-confidential", rule=contract.rule)
    if not caller_name.strip():
        refuse("name-missing", rule=contract.rule)
    if digits_to_go(phone):
        refuse("phone-missing", rule=contract.rule)
    said = {"caller_name": caller_name.strip(), "phone": phone.strip(), "best_time": best_time.strip()}
    waiting = ConfidentialCallback.objects.select_for_update().filter(case=case, state__in=_values(WAITING)).first()
    if waiting is not None:
        return _asked_again(by, waiting, said, contact, at)
    worker = case.assigned if case.assigned is not None and case.assigned.active else None
    due = promise(contract, worker, asked_at=at, at=at)
    callback = ConfidentialCallback.objects.create(
        case=case,
        contact=contact,
        worker=worker,
        requested_by=person_behind(by),
        requested_at=at,
        limit_at=due.limit_at,
        due_at=due.due_at,
        reminders=[asdict(one) for one in due.reminders],
        state=(State.OPEN if due.has_time else State.LEAD_ASKED).value,
        **said,
    )
    note(callback, "requested", "requested", at, by=by)
    if not due.has_time:
        note(callback, "lead-asked", f"lead-asked:{at.isoformat()}", at)
    record(by, "callback-requested", f"callback:{callback.token}", f"contact:{contact}", at)
    send_link([*_one(worker), *leads(at)], callback, contract)
    return callback


def try_callback(by: Actor, token: str, *, words: str = "", at: datetime) -> ConfidentialCallback:
    """The caller was called and not reached; the deadline stays."""
    return _step(by, token, "tried", at=at, words=words)


def finish_callback(by: Actor, token: str, *, words: str = "", at: datetime) -> ConfidentialCallback:
    """The caller was called back. Saying it twice changes nothing."""
    return _step(by, token, "done", at=at, words=words)


def withdraw_callback(by: Actor, token: str, *, words: str, at: datetime) -> ConfidentialCallback:
    """A lead ends it without a call, and says why."""
    if not words.strip():
        refuse("reason-missing")
    return _step(by, token, "withdrawn", at=at, words=words)


def decide_callback(
    by: Actor, token: str, *, due_at: datetime, words: str = "", at: datetime
) -> ConfidentialCallback:
    """A lead decides when the worker calls, where shift and limit do not meet or the limit has passed."""
    if due_at <= at:
        refuse("time-passed")
    return _step(by, token, "decided", at=at, words=words, due_at=due_at)


def reassign_callback(by: Actor, token: str, *, worker: str, words: str = "", at: datetime) -> ConfidentialCallback:
    """A lead gives it to another worker; the limit still counts from when the caller asked."""
    person = working(token=worker)
    if person is None:
        refuse("worker-unknown")
    return _step(by, token, "reassigned", at=at, words=words, worker=person)


@transaction.atomic
def _step(
    by: Actor,
    token: str,
    action: str,
    *,
    at: datetime,
    words: str = "",
    due_at: datetime | None = None,
    worker: Person | None = None,
) -> ConfidentialCallback:
    """One row of the table: who may, from where to where; then the event, the audit entry and the mail."""
    seen = callback_or_404(by, token)
    callback = (
        ConfidentialCallback.objects.select_for_update(of=("self",)).select_related("case", "worker").get(pk=seen.pk)
    )
    state = State(callback.state)
    if action == state.value and state in ENDED:
        return callback
    refuse_if(why_not_callback(action, state, hands_of(by, callback)))
    contract = callback_contract()
    has_time = True
    if worker is not None and contract is not None:
        if worker.pk == callback.worker_id:
            return callback
        due = promise(contract, worker, asked_at=callback.requested_at, at=at)
        has_time = due.has_time
        callback.worker, callback.due_at = worker, due.due_at
        callback.reminders = [asdict(one) for one in due.reminders]
    if due_at is not None and contract is not None:
        callback.due_at = due_at
        callback.reminders = [asdict(one) for one in reminders_before(contract, due_at, at=at)]
    callback.state = state_after(action, state, has_time=has_time).value
    if State(callback.state) in ENDED:
        callback.ended_at = at
    callback.save()
    note(callback, action, f"{action}:{at.isoformat()}", at, by=by, words=words)
    record(by, f"callback-{action}", f"callback:{callback.token}", "", at)
    if action in {"decided", "reassigned"}:
        send_link([*_one(callback.worker), *([] if has_time else leads(at))], callback, contract)
    return callback


def sweep(at: datetime) -> int:
    """Send the reminders and note the breaches that are due at `at`; returns how many. Repeating it does nothing."""
    waiting = ConfidentialCallback.objects.filter(state__in=[State.OPEN.value, State.LEAD_ASKED.value])
    return sum(_sweep_one(pk, at) for pk in waiting.values_list("pk", flat=True))


@transaction.atomic
def _sweep_one(pk: int, at: datetime) -> int:
    callback = ConfidentialCallback.objects.select_for_update(of=("self",)).select_related("worker").get(pk=pk)
    state, contract = State(callback.state), callback_contract()
    if callback.due_at <= at:
        if why_not_callback("breached", state, frozenset({Hand.SYSTEM})) is not None:
            return 0
        callback.state = state_after("breached", state).value
        callback.save(update_fields=["state"])
        note(callback, "breached", f"breached:{callback.due_at.isoformat()}", at)
        told = contract.at_breach if contract is not None and contract.at_breach else ("assigned_worker", "leads")
        send_link(_recipients(callback, told, at), callback, contract)
        return 1
    if why_not_callback("reminded", state, frozenset({Hand.SYSTEM})) is not None:
        return 0
    return _remind(callback, at)


def _remind(callback: ConfidentialCallback, at: datetime) -> int:
    planned = [Reminder(one["number"], one["at"], tuple(one["to"])) for one in callback.reminders]
    due = callback.due_at.isoformat()
    marks = {mark for mark in callback.events.values_list("mark", flat=True) if mark.startswith(f"reminded:{due}:")}
    sent = frozenset(int(mark.rpartition(":")[2]) for mark in marks)
    one = due_now(planned, sent, to_ms(at))
    if one is None:
        return 0
    note(callback, "reminded", f"reminded:{due}:{one.number}", at)
    send_link(_recipients(callback, one.to, at), callback, callback_contract())
    return 1


def hands_of(by: Actor, callback: ConfidentialCallback) -> frozenset[Hand]:
    """In what capacity somebody touches this callback."""
    hands = set()
    if callback.worker_id is not None and callback.worker_id == by.person_id:
        hands.add(Hand.WORKER)
    if by.limits("assign", "cases.callback").everything:
        hands.add(Hand.LEAD)
    return frozenset(hands)


def note(
    callback: ConfidentialCallback, what: str, mark: str, at: datetime, *, by: Actor | None = None, words: str = ""
) -> None:
    """Add to the history. The mark makes what must happen once happen once."""
    CallbackEvent.objects.get_or_create(
        callback=callback,
        mark=mark,
        defaults={"what": what, "at": at, "by_id": by.person_id if by else None, "note": words[:NOTE_LENGTH_MAX]},
    )


def _asked_again(
    by: Actor, callback: ConfidentialCallback, said: dict[str, str], contact: str, at: datetime
) -> ConfidentialCallback:
    for name, value in said.items():
        setattr(callback, name, value or getattr(callback, name))
    callback.save(update_fields=list(said))
    note(callback, "asked-again", f"asked-again:{contact or at.isoformat()}", at, by=by)
    record(by, "callback-requested", f"callback:{callback.token}", f"contact:{contact}", at)
    return callback


def _recipients(callback: ConfidentialCallback, kinds: Iterable[str], at: datetime) -> list[Person]:
    told: list[Person] = []
    for kind in kinds:
        if kind == "leads":
            told += leads(at)
        elif callback.worker is not None:
            told += _one(callback.worker if kind == "assigned_worker" else callback.worker.supervisor)
    return told


def _one(person: Person | None) -> list[Person]:
    return [person] if person is not None else []


def _values(states: Iterable[State]) -> list[str]:
    return [state.value for state in states]
