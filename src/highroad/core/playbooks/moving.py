"""Moving a caller on, or not: transfers, referrals to the local agency, the directory, callbacks by a worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from highroad.core.playbooks.expressions import Expression
from highroad.core.playbooks.guide import RecordedField
from highroad.core.playbooks.notes import GuideRef, Names, PurposeRef, QueueRef, ReasonRef, Rule
from highroad.core.playbooks.values import Duration, Text
from highroad.core.words.policy import TransferKind

Recipient = Literal["assigned_worker", "leads", "supervisor"]


@dataclass(frozen=True, slots=True)
class TransferPolicy:
    """One permitted or forbidden kind of transfer; its key is the rule's own name."""

    key: Annotated[str, Names("rule", "The rule's own name, such as T-1, by which a refusal names it.")]
    kind: Annotated[TransferKind, "What kind of transfer it speaks of."]
    title: Annotated[Text, "The rule in one sentence."]
    allowed: Annotated[bool, "Whether it is permitted at all."] = True
    reasons: Annotated[tuple[ReasonRef, ...], "One of these must be given; empty: none is asked."] = ()
    caller_told: Annotated[bool, "The caller must be told of the transfer and a short wait first."] = False
    briefed: Annotated[bool, "Only to the lead consulted in this very contact."] = False
    queues: Annotated[tuple[QueueRef, ...], "Where a queue transfer may go; empty: any queue."] = ()
    say: Annotated[Text, "What to tell the caller before it."] = field(default_factory=Text)
    instead: Annotated[Text, "What to do instead, when it is refused."] = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Referral:
    """A reason for which a caller may be sent to their local agency. There are no others."""

    key: Annotated[str, Names("referral")]
    rule: Rule
    title: Annotated[Text, "The reason as people read it."]
    when: Annotated[Expression | None, "What must hold; empty: nothing further."] = None
    otherwise: Annotated[Text, "What to do when it does not hold."] = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class OtherOffice:
    """An organization the caller may belong to instead: its number is given, the call is not moved."""

    key: Annotated[str, Names("office")]
    title: Annotated[Text, "The organization, by its kind."]
    phone: Annotated[str, "The number to give."]
    areas: Annotated[tuple[str, ...], "The counties or regions it serves."] = ()


@dataclass(frozen=True, slots=True)
class Mail:
    """A notice by mail. Mail is not private, so it carries a link and a deadline and no word about the caller."""

    subject: Annotated[Text, "The subject line."]
    body: Annotated[Text, "The text; may name {link} and {deadline} only."]


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder some time before the deadline."""

    before_ms: Annotated[Duration, "How long before the deadline."]
    to: Annotated[tuple[Recipient, ...], "Who is reminded."]


@dataclass(frozen=True, slots=True)
class CallbackContract:
    """A promise that the right person calls back in time."""

    key: Annotated[str, Names("callback")]
    rule: Rule
    title: Annotated[Text, "The promise in one sentence."]
    due_ms: Annotated[Duration, "Due at the latest this long after it was promised."]
    inside: Annotated[Literal["own_shift", "open_hours", "any_time"], "When the call itself may be made."]
    to: Annotated[Recipient, "Who calls back."]
    when: Annotated[Expression | None, "When this contract holds."] = None
    hours: Annotated[PurposeRef | None, "For open_hours: of which purpose."] = None
    at_least_ms: Annotated[Duration, "A shift counts only when this much of it is left."] = 600_000
    no_time: Annotated[Literal["ask_lead", "due_anyway"], "When no permitted time is left before it is due."] = (
        "ask_lead"
    )
    copy_to: Annotated[tuple[Recipient, ...], "Who else sees the task."] = ()
    fields: Annotated[tuple[RecordedField, ...], "What the agent records for it."] = ()
    reminders: Annotated[tuple[Reminder, ...], "Reminders before the deadline."] = ()
    at_breach: Annotated[tuple[Recipient, ...], "Who is told when the deadline has passed."] = ()
    mail: Annotated[Mail | None, "The notice mailed to the one who calls back."] = None
    say: Annotated[Text, "What to tell the caller."] = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Escalation:
    """When a caller goes to the Helpline, and by which guide."""

    key: Annotated[str, Names("escalation")]
    rule: Rule
    title: Annotated[Text, "The situation in one sentence."]
    when: Annotated[Expression, "When it is offered."]
    guide: Annotated[GuideRef, "The guide that leads through it."]
    purpose: Annotated[PurposeRef, "The purpose that must be open."]
    closed: Annotated[Text, "What to do when it is closed."] = field(default_factory=Text)
