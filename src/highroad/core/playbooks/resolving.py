"""Resolving at the first contact: the work list, signatures by telephone, and correcting what was done wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from highroad.core.playbooks.expressions import Expression
from highroad.core.playbooks.notes import Between, Names, Rule, ScriptRef
from highroad.core.playbooks.values import Duration, Text

ForEach = Literal["case", "program", "document", "pending", "appointment"]
SignatureKey = Literal["case_number", "request_number", "signature_id", "recorded_on", "agent"]


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Something worth doing in this contact, when the case says so."""

    key: Annotated[str, Names("work item")]
    rule: Rule
    title: Annotated[Text, "What is to be done; may name facts in braces."]
    why: Annotated[Text, "Why it is on the list, in one line; may name facts in braces."]
    when: Annotated[Expression, "When it is on the list."]
    value: Annotated[int, Between(0, 100), "Worth to this caller; the list begins with the highest."]
    for_each: Annotated[ForEach, "Once for the case, or for each program, document, pending item, appointment."] = (
        "case"
    )
    sooner: Annotated[str, "Among equals the lowest of this fact comes first."] = ""
    about_ms: Annotated[Duration, "How long it usually takes."] = 0
    needs_signature: Annotated[ScriptRef | None, "The statement it needs signed, if any."] = None
    signs: Annotated[bool, "This item is the signing itself: it follows what needs it."] = False
    syncs_dates: Annotated[bool, "Doing it brings review dates together."] = False


@dataclass(frozen=True, slots=True)
class Script:
    """A statement signed by telephone. Its version is recorded with each signature."""

    key: Annotated[str, Names("script")]
    rule: Rule
    version: Annotated[int, Between(1, 9999), "Raised whenever a word changes."]
    title: Annotated[Text, "What is signed."]
    announcement: Annotated[Text, "Said before recording begins."]
    summary: Annotated[Text, "What is read back inside the recording before assent is asked."]
    statement: Annotated[Text, "The statement assented to."]
    assent: Annotated[Text, "The question that asks for assent."]
    correction_window_ms: Annotated[Duration, "How long the caller may correct the written copy."]
    keep_ms: Annotated[Duration, "How long the record is kept at least."]
    copy: Annotated[Literal["mail", "electronic", "as_preferred"], "How the written copy is sent."] = "as_preferred"
    interpreter_recorded: Annotated[bool, "An interpreter's identification is part of the record."] = True
    found_by: Annotated[tuple[SignatureKey, ...], "By what a signature can be found."] = (
        "case_number",
        "request_number",
        "signature_id",
        "recorded_on",
        "agent",
    )


@dataclass(frozen=True, slots=True)
class Corrections:
    """What happens when an error made before is found."""

    rule: Rule
    fix: Annotated[Literal["going_forward", "from_the_start"], "From when on the case is put right."]
    notify: Annotated[Literal["previous_workers_supervisor", "nobody"], "Who is told."]
    visible_to: Annotated[
        tuple[Literal["previous_workers_supervisor", "steward", "previous_worker"], ...], "Who may read the notice."
    ]
    note: Annotated[Text, "What the agent reads when filing the notice."] = field(default_factory=Text)
