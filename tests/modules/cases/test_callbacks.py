"""Confidential callbacks: the table of their life, their deadlines, what is sent when, and who may touch them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.core import mail
from django.http import Http404
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from cast import THEN, Cast
from highroad.modules.cases.actions.callbacks import (
    decide_callback,
    finish_callback,
    reassign_callback,
    request_callback,
    sweep,
    try_callback,
    withdraw_callback,
)
from highroad.modules.cases.models import CallbackEvent, ConfidentialCallback
from highroad.modules.cases.ports import Span, use_shifts
from highroad.modules.cases.queries.lists import waiting_callbacks
from highroad.modules.cases.rules.callback import (
    ACTIONS,
    ENDED,
    STEPS,
    WAITING,
    Hand,
    Reminder,
    State,
    due_now,
    state_after,
    why_not_callback,
)
from highroad.modules.cases.vault import opened
from highroad.modules.cases.wording import Refused
from modules.cases.casework import Cases, Desk

HOUR = timedelta(hours=1)


class Roster:
    """Shifts as a list of spans, for everyone or by staff number."""

    def __init__(self, spans: dict[str, list[tuple[datetime, datetime]]]) -> None:
        self.given = spans

    def spans(self, staff_number: str, start: int, end: int) -> list[Span]:
        found = self.given.get(staff_number, [])
        spans = [(int(a.timestamp() * 1000), int(b.timestamp() * 1000)) for a, b in found]
        return [span for span in spans if span[1] > start and span[0] < end]


def on_shift(**spans: list[tuple[datetime, datetime]]) -> None:
    roster = Roster(spans)
    use_shifts(lambda: roster)


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def ask(cast: Cast, cases: Cases, *, when: datetime = THEN, who: str = "ada") -> ConfidentialCallback:
    return request_callback(
        cast.actor(who),
        cases.secret.token,
        caller_name="Clover Ashgrove",
        phone="608 555 0177",
        best_time="after four",
        contact="c1",
        at=when,
    )


# --- the table ---


@pytest.mark.parametrize(("action", "state", "hand"), list(product(ACTIONS, State, Hand)))
def test_what_is_not_in_the_table_is_refused(action: str, state: State, hand: Hand) -> None:
    step = STEPS.get((action, state))
    refusal = why_not_callback(action, state, frozenset({hand}))
    assert (refusal is None) == (step is not None and hand in step.by)
    if state in ENDED:
        assert refusal == "callback-ended"


def test_every_waiting_state_can_be_ended_by_its_worker_and_by_a_lead() -> None:
    for state in WAITING:
        for hand in (Hand.WORKER, Hand.LEAD):
            assert why_not_callback("done", state, frozenset({hand})) is None
            assert state_after("done", state) is State.DONE


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])  # the machine may be busy with other tests
@given(some.lists(some.integers(0, 1000), max_size=6), some.integers(0, 1000))
def test_sending_what_is_due_until_nothing_is_due_sends_each_reminder_at_most_once(
    times: list[int], now: int
) -> None:
    planned = [Reminder(number, when, ()) for number, when in enumerate(sorted(times))]
    sent: set[int] = set()
    while (one := due_now(planned, frozenset(sent), now)) is not None:
        assert one.at <= now
        assert one.number not in sent
        sent.add(one.number)
    assert due_now(planned, frozenset(sent), now) is None


# --- deadlines ---


@pytest.mark.parametrize(
    ("asked", "shifts", "due", "state"),
    [
        # today's shift goes on until 16:30 Chicago; tomorrow's begins before the 24 h are over
        (at(19, 15), [(at(19, 14), at(19, 22, 30)), (at(20, 14), at(20, 22, 30))], at(20, 15), "open"),
        # asked after the shift: tomorrow's has two hours before the limit
        (at(19, 23), [(at(20, 14), at(20, 22))], at(20, 22), "open"),
        # Friday evening, next shift on Monday: no time, a lead is asked at once
        (at(20, 23), [(at(23, 14), at(23, 22))], at(21, 23), "lead-asked"),
        # five minutes of shift before the limit are not enough for a call
        (at(19, 15), [(at(20, 14, 55), at(20, 22))], at(20, 15), "lead-asked"),
        # no shift at all
        (at(19, 15), [], at(20, 15), "lead-asked"),
        # across the end of daylight saving: 24 hours are 24 hours, shifts are local
        (at(31, 20, month=10), [(at(1, 15), at(1, 23))], at(1, 20), "open"),
    ],
)
def test_it_is_due_within_24_hours_and_inside_the_workers_own_shift(
    cast: Cast, cases: Cases, asked: datetime, shifts: list[tuple[datetime, datetime]], due: datetime, state: str
) -> None:
    on_shift(S002=shifts)
    callback = ask(cast, cases, when=asked)
    assert (callback.due_at, callback.state) == (due, state)
    assert callback.limit_at == asked + 24 * HOUR


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        # 7 Mar 2026 is the Saturday before clocks go forward; the site works Monday to Friday in Chicago
        (datetime(2026, 3, 9, 21, 45, tzinfo=UTC), datetime(2026, 3, 10, 21, 30, tzinfo=UTC)),
        # the Monday after clocks went back: 16:30 in Chicago is 22:30 UTC
        (datetime(2026, 11, 2, 23, 0, tzinfo=UTC), datetime(2026, 11, 3, 22, 30, tzinfo=UTC)),
    ],
)
def test_without_a_roster_the_hours_of_the_site_hold_across_daylight_saving(
    cast: Cast, cases: Cases, asked: datetime, due: datetime
) -> None:
    assert ask(cast, cases, when=asked).due_at == due


def test_nobody_assigned_means_that_a_lead_is_asked(cast: Cast, cases: Cases) -> None:
    cases.secret.assigned = None
    cases.secret.save()
    callback = ask(cast, cases)
    assert callback.state == State.LEAD_ASKED
    assert callback.events.filter(what="lead-asked").count() == 1
    assert callback in waiting_callbacks(cast.actor("hal"))


# --- what is sent ---


def letters(who: Iterable[str]) -> list[str]:
    return sorted(f"{one}@example.org" for one in who)


def test_worker_and_leads_get_a_link_and_no_word_of_the_caller(
    cast: Cast, cases: Cases, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        callback = ask(cast, cases)
    assert sorted(one.to[0] for one in mail.outbox) == letters(["bob", "hal"])
    for one in mail.outbox:
        words = f"{one.subject}{one.body}"
        assert f"/cases/callbacks/{callback.token}/" in words
        for secret in ("Clover", "0177", "4018300", "four"):
            assert secret not in words


def test_reminders_and_the_breach_go_out_once(
    cast: Cast, cases: Cases, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    on_shift(S002=[(at(19, 14), at(19, 22)), (at(20, 13), at(20, 22))])
    callback = ask(cast, cases)
    assert sweep(THEN + HOUR) == 0
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        assert sweep(callback.due_at - 3 * HOUR) == 1
        assert sweep(callback.due_at - 3 * HOUR) == 0
    assert [one.to[0] for one in mail.outbox] == letters(["bob"])
    assert sweep(callback.due_at + HOUR) == 1
    assert sweep(callback.due_at + HOUR) == 0
    callback.refresh_from_db()
    assert callback.state == State.LATE
    assert list(callback.events.values_list("what", flat=True)) == ["requested", "reminded", "breached"]


def test_after_a_long_pause_one_reminder_goes_out_not_all(cast: Cast, cases: Cases) -> None:
    on_shift(S002=[(at(19, 14), at(19, 22)), (at(20, 13), at(20, 22))])
    callback = ask(cast, cases)
    assert sweep(callback.due_at - timedelta(minutes=1)) == 1
    assert sweep(callback.due_at - timedelta(minutes=1)) == 0


def test_an_ended_callback_is_left_alone(cast: Cast, cases: Cases) -> None:
    callback = ask(cast, cases)
    finish_callback(cast.actor("bob"), callback.token, at=THEN + HOUR)
    assert sweep(THEN + 48 * HOUR) == 0


# --- who, and what follows ---


def test_the_caller_asking_again_joins_the_callback_that_waits(cast: Cast, cases: Cases) -> None:
    first = ask(cast, cases)
    second = request_callback(
        cast.actor("carmen"), cases.secret.token, caller_name="Clover", phone="608 555 0178", at=THEN + HOUR
    )
    assert (second.pk, second.due_at) == (first.pk, first.due_at)
    assert opened(ConfidentialCallback.objects.get(), "phone") == "608 555 0178"


def test_only_worker_and_leads_find_it(cast: Cast, cases: Cases) -> None:
    callback = ask(cast, cases)
    for who in ("bob", "hal"):
        assert list(waiting_callbacks(cast.actor(who))) == [callback]
    for who in ("ada", "carmen", "eve", "ines", "tove"):
        assert not waiting_callbacks(cast.actor(who)).exists()
        with pytest.raises(Http404):
            finish_callback(cast.actor(who), callback.token, at=THEN)


def test_a_worker_may_try_and_finish_but_not_move_or_withdraw(cast: Cast, cases: Cases) -> None:
    bob, callback = cast.actor("bob"), ask(cast, cases)
    assert try_callback(bob, callback.token, at=THEN + HOUR).state == State.OPEN
    with pytest.raises(Refused) as no:
        withdraw_callback(bob, callback.token, words="no", at=THEN)
    assert no.value.code == "callback-not-yours"
    with pytest.raises(Refused) as no:
        reassign_callback(bob, callback.token, worker=cast["ada"].token, at=THEN)
    assert no.value.code == "callback-not-yours"
    assert finish_callback(bob, callback.token, at=THEN + HOUR).state == State.DONE
    assert finish_callback(bob, callback.token, at=THEN + HOUR).state == State.DONE
    assert CallbackEvent.objects.filter(what="done").count() == 1


def test_a_lead_decides_a_time_where_shift_and_limit_do_not_meet(cast: Cast, cases: Cases) -> None:
    on_shift(S002=[])
    hal, callback = cast.actor("hal"), ask(cast, cases)
    with pytest.raises(Refused):
        decide_callback(hal, callback.token, due_at=THEN - HOUR, at=THEN)
    decided = decide_callback(hal, callback.token, due_at=THEN + 30 * HOUR, words="agreed with the caller", at=THEN)
    assert (decided.state, decided.due_at) == (State.OPEN, THEN + 30 * HOUR)
    assert len(decided.reminders) == 2


def test_a_new_worker_gets_the_case_and_what_is_left_of_the_limit(
    cast: Cast, cases: Cases, desk: Callable[[str], Desk]
) -> None:
    on_shift(S002=[], S001=[(at(19, 14), at(19, 22)), (at(20, 14), at(20, 22))])
    callback = ask(cast, cases, who="carmen")
    assert "number" not in desk("ada").get(cases.secret.token).json()
    moved = reassign_callback(cast.actor("hal"), callback.token, worker=cast["ada"].token, at=THEN + HOUR)
    assert (moved.state, moved.due_at) == (State.OPEN, THEN + 24 * HOUR)
    assert desk("ada").get(cases.secret.token).json()["number"] == "4018300"
    assert not waiting_callbacks(cast.actor("bob")).exists()
    finish_callback(cast.actor("ada"), callback.token, at=THEN + 2 * HOUR)
    assert "number" not in desk("ada").get(cases.secret.token).json()


def test_an_open_case_needs_no_callback(cast: Cast, cases: Cases) -> None:
    with pytest.raises(Refused) as no:
        request_callback(cast.actor("ada"), cases.plain.token, caller_name="R", phone="6085550142", at=THEN)
    assert (no.value.code, no.value.rule) == ("callback-not-confidential", "C-1")


@pytest.mark.parametrize(
    ("name", "phone", "code"), [("", "6085550142", "name-missing"), ("R", "608555", "phone-missing")]
)
def test_who_and_which_number_must_be_said(cast: Cast, cases: Cases, name: str, phone: str, code: str) -> None:
    with pytest.raises(Refused) as no:
        request_callback(cast.actor("ada"), cases.secret.token, caller_name=name, phone=phone, at=THEN)
    assert no.value.code == code
