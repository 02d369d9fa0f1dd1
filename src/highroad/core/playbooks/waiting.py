"""How callers wait: hours by purpose, queues and their widening rings, the limits of every waiting state."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from highroad.core.playbooks.notes import Between, Names, PurposeRef, QueueRef, Rule, SkillRef
from highroad.core.playbooks.staffing import SkillLevel
from highroad.core.playbooks.values import Duration, Interval, Text
from highroad.core.words.policy import AtClose, AtLimit, Channel, Order

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun", "mon-fri", "mon-sat", "mon-sun", "sat-sun"]


@dataclass(frozen=True, slots=True)
class DayHours:
    """The intervals of one weekday or a run of weekdays; written `mon-fri: [8:00-16:00]`."""

    key: Annotated[Day, "A weekday or a run of them."]
    open: Annotated[tuple[Interval, ...], "Opening intervals in local time; an empty list is a closed day."]


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A date on which other intervals hold than on its weekday."""

    date: Annotated[date, "The date, as 2026-12-24."]
    title: Annotated[Text, "What the day is."]
    open: Annotated[tuple[Interval, ...], "The intervals that replace the weekday's; empty for a closed day."] = ()


@dataclass(frozen=True, slots=True)
class Holidays:
    """Public holidays by rule: closed all day, unless a special day says otherwise."""

    country: Annotated[str, "Two-letter country code."]
    subdivision: Annotated[str, "State or region code; empty for the national ones."] = ""
    open_on: Annotated[tuple[str, ...], "Holidays, by their English name, on which it is open all the same."] = ()


@dataclass(frozen=True, slots=True)
class Purpose:
    """What hours are for. Hours belong to a purpose, not to a line: one Helpline may have two purposes."""

    key: Annotated[str, Names("purpose")]
    rule: Rule
    title: Annotated[Text, "What people ask for when it is open."]
    weekly: Annotated[tuple[DayHours, ...], "The week; a day not named is closed."]
    holidays: Annotated[Holidays | None, "Public holidays on which it is closed."] = None
    special: Annotated[tuple[SpecialDay, ...], "Dates on which other hours hold; they win over holidays."] = ()
    zone: Annotated[str, "Time zone, when it is not the playbook's."] = ""


@dataclass(frozen=True, slots=True)
class WideningRing:
    """From a length of waiting on, who may be offered the contact. Rings only widen."""

    after_ms: Annotated[Duration, "From how long a wait on."] = 0
    required: Annotated[tuple[SkillLevel, ...], "Skills a person must have, each with its least level."] = ()
    language: Annotated[bool, "Whether the person must speak the caller's language."] = True


@dataclass(frozen=True, slots=True)
class ServiceTarget:
    """The service level aimed at: which share of contacts is answered within which wait."""

    within_ms: Annotated[Duration, "The wait that still counts."] = 20_000
    share: Annotated[float, Between(0, 1), "The share aimed at, 0 to 1."] = 0.8


@dataclass(frozen=True, slots=True)
class QueueRules:
    """One line of waiting contacts and the rules of its waiting."""

    key: Annotated[str, Names("queue")]
    rule: Rule
    title: Annotated[Text, "The queue as people call it."]
    purposes: Annotated[tuple[PurposeRef, ...], "It is open when one of these purposes is."]
    rings: Annotated[tuple[WideningRing, ...], "Who is offered the contact, wider as it waits; the first from 0 s."]
    channel: Annotated[Channel, "What waits in it."] = "voice"
    entry: Annotated[bool, "Callers come in here; otherwise only by transfer or overflow."] = True
    preferred: Annotated[tuple[SkillRef, ...], "Skills that come first among those who may take it."] = ()
    order: Annotated[Order, "Who comes first among equals."] = "longest_idle"
    level: Annotated[int, Between(0, 9), "Strict priority: a higher level is served first."] = 0
    head_start_ms: Annotated[Duration, "Counts as time already waited."] = 0
    offer_ms: Annotated[Duration, "How long an offer rings before it counts as missed."] = 20_000
    wrap_limit_ms: Annotated[Duration, "After-call work expected at most."] = 180_000
    waiting_max: Annotated[int, Between(0, 100_000), "At most this many wait; 0 for no limit."] = 0
    wait_limit_ms: Annotated[Duration, "A contact waiting this long meets `at_limit`."] = 3_600_000
    at_limit: Annotated[AtLimit, "What happens at the limit."] = "stay"
    overflow_to: Annotated[QueueRef | None, "The queue that takes over at the limit."] = None
    callback_after_ms: Annotated[Duration, "Estimated wait from which a callback is offered; 0 s never."] = 0
    at_close: Annotated[AtClose, "What happens to those still waiting when it closes."] = "serve"
    target: Annotated[ServiceTarget, "The service level aimed at."] = field(default_factory=ServiceTarget)


@dataclass(frozen=True, slots=True)
class WaitingLimits:
    """Time-outs of the waiting states that do not depend on a queue."""

    hold_warn_ms: Annotated[Duration, "A hold this long reminds the agent."] = 120_000
    hold_max_ms: Annotated[Duration, "A hold this long alerts the supervisor."] = 300_000
    consult_offer_ms: Annotated[Duration, "How long a consultation rings."] = 30_000
    direct_offer_ms: Annotated[Duration, "How long a direct transfer rings."] = 30_000
    reconnect_ms: Annotated[Duration, "How long a lost connection keeps its call."] = 30_000
    wrap_frees: Annotated[bool, "After-call work at its limit makes the agent available."] = False
