"""Examples written in a playbook, which run as its tests. Each names one situation and what must follow."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any

from highroad.core.playbooks.notes import CallbackRef, GuideRef, PurposeRef
from highroad.core.playbooks.values import Interval
from highroad.core.words.policy import TransferKind

FactMap = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TransferExample:
    """A transfer someone wants to make."""

    kind: Annotated[TransferKind, "What kind of transfer."]
    then: Annotated[str, "`allowed`, or `refused by T-1`."]
    reason: Annotated[str, "The reason code given."] = ""
    told: Annotated[bool, "The caller was told."] = False
    briefed: Annotated[bool, "The receiver was consulted in this contact."] = False
    queue: Annotated[str, "The queue it should go to."] = ""


@dataclass(frozen=True, slots=True)
class OpenExample:
    """A purpose at a local time."""

    purpose: Annotated[PurposeRef, "Whose hours."]
    at: Annotated[str, "Local time, as 2026-12-24 15:30."]
    then: Annotated[str, "`open` or `closed`."]


@dataclass(frozen=True, slots=True)
class ExpectedItem:
    """An item the list must have at this place."""

    item: Annotated[str, "The work item's name."]
    why: Annotated[str, "Words its reason must contain, in English."] = ""


@dataclass(frozen=True, slots=True)
class WorkListExample:
    """A case on a day, and its work list."""

    today: Annotated[str, "The day, as 2026-11-19."]
    then: Annotated[tuple[ExpectedItem, ...], "The whole list, in order."]
    case: Annotated[FactMap, "Facts of the case, without their prefix."] = field(default_factory=dict)
    programs: Annotated[tuple[FactMap, ...], "Facts of each program."] = ()
    documents: Annotated[tuple[FactMap, ...], "Facts of each document."] = ()
    pending: Annotated[tuple[FactMap, ...], "Facts of each pending item."] = ()
    appointments: Annotated[tuple[FactMap, ...], "Facts of each appointment."] = ()
    facts: Annotated[FactMap, "What else is known, by full name."] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RecordedStep:
    """A step already recorded or skipped."""

    step: Annotated[str, "The step's name."]
    fields: Annotated[FactMap, "What was recorded."] = field(default_factory=dict)
    skipped: Annotated[str, "The reason code, if it was skipped."] = ""


@dataclass(frozen=True, slots=True)
class GuideExample:
    """A guide on its way."""

    guide: Annotated[GuideRef, "Which guide."]
    then: Annotated[str, "`STEP`, `blocked at STEP`, or `finished`."]
    done: Annotated[tuple[RecordedStep, ...], "What has been recorded, in order."] = ()
    facts: Annotated[FactMap, "What is known, by full name."] = field(default_factory=dict)
    open: Annotated[tuple[str, ...], "Required steps still open, in order; not looked at when empty."] = ()


@dataclass(frozen=True, slots=True)
class ReferralExample:
    """A referral someone wants to make."""

    reason: Annotated[str, "The referral's name."]
    then: Annotated[str, "`allowed`, or `refused by R-1`."]
    facts: Annotated[FactMap, "What is known, by full name."] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CallbackExample:
    """A callback promised at a local time, with the worker's shifts."""

    contract: Annotated[CallbackRef, "Which contract."]
    created: Annotated[str, "Local time, as 2026-11-19 15:30."]
    then: Annotated[str, "`due 2026-11-20 12:00`, or `ask a lead`."]
    shifts: Annotated[tuple[ExampleShift, ...], "When the worker is on the call center."] = ()


@dataclass(frozen=True, slots=True)
class ExampleShift:
    """A worker's hours on one date."""

    date: Annotated[str, "The date, as 2026-11-20."]
    hours: Annotated[Interval, "From when to when, as 9:00-12:00."]


@dataclass(frozen=True, slots=True)
class IdentityExample:
    """A caller and what they could say."""

    then: Annotated[str, "The outcome's name."]
    by: Annotated[str, "The identifier that found the case; empty: none did."] = ""
    relation: Annotated[str, "Who is speaking."] = ""
    authorized: Annotated[bool, "An authorization is on file."] = False
    checks: Annotated[FactMap, "For each check: matches, differs or not_said."] = field(default_factory=dict)
    may: Annotated[tuple[str, ...], "What the agent may do, exactly; not looked at when empty."] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """One example. Exactly one of its kinds is given."""

    name: Annotated[str, "The example as a sentence."]
    transfer: Annotated[TransferExample | None, "A transfer, allowed or refused."] = None
    open: Annotated[OpenExample | None, "A purpose, open or closed."] = None
    work_list: Annotated[WorkListExample | None, "A case and its work list."] = None
    guide: Annotated[GuideExample | None, "Where a guide goes on."] = None
    referral: Annotated[ReferralExample | None, "A referral, allowed or refused."] = None
    callback: Annotated[CallbackExample | None, "When a callback is due."] = None
    identity: Annotated[IdentityExample | None, "An identity check's outcome."] = None
