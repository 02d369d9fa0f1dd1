"""The call guide: the ordered steps of a contact, the words to say, and what the agent records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from highroad.core.playbooks.expressions import Expression
from highroad.core.playbooks.notes import CallTypeRef, Names, PermissionRef, QueueRef, ReasonRef, Rule, StepRef
from highroad.core.playbooks.staffing import SkillLevel
from highroad.core.playbooks.values import Duration, Text
from highroad.core.words.policy import AgentKind

StepKind = Literal[
    "say",
    "ask",
    "identify",
    "verify",
    "view",
    "read",
    "resolve",
    "hold",
    "call",
    "brief",
    "transfer",
    "close",
    "comment",
]
FieldKind = Literal["text", "choice", "truth", "number", "date", "phone", "address"]


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that may be chosen; written `yes: {en: Yes, es: Sí}`."""

    key: Annotated[str, "The answer's code."]
    title: Annotated[Text, "The answer as people read it."]


@dataclass(frozen=True, slots=True)
class RecordedField:
    """Something the agent records at a step. Conditions know it as `field.KEY`."""

    key: Annotated[str, Names("field")]
    title: Annotated[Text, "What is recorded."]
    kind: Annotated[FieldKind, "How it is recorded."] = "text"
    choices: Annotated[tuple[Choice, ...], "For a choice: the answers."] = ()
    required: Annotated[bool, "The step cannot be recorded without it."] = False
    private: Annotated[bool, "Personal data: kept in the vault, never in the journal."] = True


@dataclass(frozen=True, slots=True)
class Next:
    """Where the guide goes on. Branches are tried in order; the last has no condition."""

    to: Annotated[StepRef, "The step that follows."]
    when: Annotated[Expression | None, "Only when this holds."] = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a guide."""

    key: Annotated[str, Names("step")]
    rule: Rule
    kind: Annotated[StepKind, "What the agent does here."]
    title: Annotated[Text, "The step in a few words."]
    say: Annotated[Text, "Words to say; {agent} and {caller} are filled in."] = field(default_factory=Text)
    note: Annotated[Text, "A hint for the agent, not said."] = field(default_factory=Text)
    when: Annotated[
        Expression | None, "The step applies only when this holds; else the one written next is looked at."
    ] = None
    required: Annotated[bool, "It must be recorded before the contact can be wrapped."] = False
    required_when: Annotated[Expression | None, "It is required only when this holds."] = None
    repeatable: Annotated[bool, "It may be recorded several times."] = False
    skip_reasons: Annotated[tuple[ReasonRef, ...], "Reasons for which it may be skipped; empty: never."] = ()
    fields: Annotated[tuple[RecordedField, ...], "What the agent records."] = ()
    permission: Annotated[PermissionRef | None, "What the identity outcome must permit first."] = None
    needs: Annotated[Expression | None, "What must hold before it can be recorded."] = None
    needs_why: Annotated[Text, "What to do when `needs` does not hold."] = field(default_factory=Text)
    by: Annotated[tuple[AgentKind, ...], "Who may do it."] = ("agent", "lead", "supervisor")
    skills: Annotated[tuple[SkillLevel, ...], "Skills needed to do it."] = ()
    after_call: Annotated[bool, "It may be done after the caller has gone."] = False
    next: Annotated[tuple[Next, ...], "Where to go on; empty: the step written next, or the end after the last."] = ()
    usual_ms: Annotated[Duration, "How long it usually takes."] = 0


@dataclass(frozen=True, slots=True)
class Guide:
    """A sequence of steps: the guide of every call, or a shorter one the agent enters from it."""

    key: Annotated[str, Names("guide")]
    title: Annotated[Text, "The guide as people call it."]
    kind: Annotated[Literal["call", "escalation"], "The guide of every call, or one entered when needed."]
    steps: Annotated[tuple[Step, ...], "The steps in order, by name."]
    when: Annotated[Expression | None, "When it is offered to the agent."] = None


@dataclass(frozen=True, slots=True)
class Reason:
    """A coded reason, for skipping, transferring, deferring or overriding."""

    key: Annotated[str, Names("reason")]
    title: Annotated[Text, "The reason as people read it."]


@dataclass(frozen=True, slots=True)
class CallType:
    """What calls are about, where they belong, and how long they usually take."""

    key: Annotated[str, Names("call type")]
    title: Annotated[Text, "What the call is about."]
    queue: Annotated[QueueRef, "The queue such callers come in by."]
    usual_talk_ms: Annotated[Duration, "Usual time with the caller, holds included."]
    usual_wrap_ms: Annotated[Duration, "Usual after-call work."]
    skills: Annotated[tuple[SkillLevel, ...], "Skills it usually takes."] = ()


@dataclass(frozen=True, slots=True)
class Disposition:
    """How a contact ended."""

    key: Annotated[str, Names("disposition")]
    title: Annotated[Text, "The outcome as the agent reads it."]
    resolved: Annotated[Literal["yes", "partly", "no"], "Whether the caller's need was resolved."]
    when: Annotated[Expression | None, "Offered only when this holds."] = None


@dataclass(frozen=True, slots=True)
class Need:
    """A need a caller has, met now or foreseen."""

    key: Annotated[str, Names("need")]
    title: Annotated[Text, "The need in the caller's words."]
    call_type: Annotated[CallTypeRef | None, "The kind of call it would otherwise bring."] = None
    foreseen: Annotated[bool, "It may be noted as foreseen, not only as met."] = True
