"""Which steps of a guide are shown, which one is next, and why a contact cannot be wrapped yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from highroad.core.playbooks import (
    Blocked,
    Finished,
    Guide,
    NextStep,
    Recorded,
    Refusal,
    Step,
    Text,
    is_required,
    next_step,
    open_required_steps,
    why_not_record,
)

NOT_NEEDED = "not_needed"
"""The reason with which a step that is not required is passed."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a contact when its guide is asked."""

    language: str = ""
    channel: str = "voice"
    queue: str = ""
    identified: bool = False
    found_by: str = ""
    confidential: bool = False
    relation: str = ""
    outcome: str = ""
    may: tuple[str, ...] | None = None
    checks: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, bool] = field(default_factory=dict)
    after_call: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A step as the desk lists it. `state` is done, skipped, now, blocked or ahead."""

    step: Step
    state: str
    required: bool
    records: tuple[Recorded, ...]
    refusal: Refusal | None = None


def facts_of(known: Known) -> dict[str, Any]:
    """The flat facts that the playbook's conditions ask about. What is not known is absent, and decides nothing."""
    facts: dict[str, Any] = {
        "contact.channel": known.channel,
        "contact.queue": known.queue,
        "identity.identified": known.identified,
        "case.confidential": known.confidential,
    }
    if known.language:
        facts["contact.language"] = known.language
    if known.found_by:
        facts["identity.by"] = known.found_by
    if known.relation:
        facts["caller.relation"] = known.relation
    if known.outcome:
        facts["identity.outcome"] = known.outcome
    facts |= {f"check.{check}": result for check, result in known.checks.items()}
    facts |= {name: value for name, value in known.flags.items() if value}
    return facts


def shown_steps(guide: Guide, progress: Sequence[Recorded], known: Known) -> list[Shown]:
    """The guide as a list: what was taken, what is next, what lies ahead.

    A step ahead that asks about something not known yet is listed, since it may well come; one that is known not to
    apply is left out.
    """
    facts = facts_of(known)
    following = next_step(guide, progress, facts, known.may)
    open_now = {step.key for step in open_required_steps(guide, progress, facts)}
    current = following.step.key if isinstance(following, NextStep | Blocked) else ""
    shown = []
    for step in guide.steps:
        records = tuple(record for record in progress if record.step == step.key)
        required = step.key in open_now or is_required(step, facts)
        if step.key == current:
            refusal = following.refusal if isinstance(following, Blocked) else None
            shown.append(Shown(step, "blocked" if refusal else "now", required, records, refusal))
        elif records:
            shown.append(Shown(step, "skipped" if records[-1].skipped else "done", required, records))
        elif step.when is None or step.when.holds(facts) or _open_question(step, facts):
            shown.append(Shown(step, "ahead", required, ()))
    return shown


def is_finished(guide: Guide, progress: Sequence[Recorded], known: Known) -> bool:
    """Whether every step was taken."""
    return isinstance(next_step(guide, progress, facts_of(known), known.may), Finished)


def _open_question(step: Step, facts: Mapping[str, Any]) -> bool:
    """Whether the step's condition asks about something that is not known yet."""
    assert step.when is not None
    may_come = {"identity.outcome", "identity.identified"}
    asked = step.when.names()
    if "case.confidential" in asked and facts["case.confidential"] and "identity" not in step.when.text:
        return False
    unknown = {name for name in asked if name not in facts}
    if not facts["identity.identified"] and "identity.by" not in facts:
        unknown |= asked & {"identity.identified"}
    return bool(unknown & may_come)


def why_not_take(step: Step, record: Recorded, progress: Sequence[Recorded]) -> Refusal | None:
    """Why a step cannot be recorded or skipped like this. One that is not required may always be passed."""
    if record.skipped == NOT_NEEDED and not step.required:
        return None
    return why_not_record(step, record, progress)


def why_not_wrap(guide: Guide, progress: Sequence[Recorded], known: Known) -> list[Step]:
    """The required steps that are still open: while there are any, the contact cannot be wrapped."""
    return list(open_required_steps(guide, progress, facts_of(known)))


def skip_reason_for(step: Step, reason: str) -> str:
    """The reason with which an open step may be skipped when the contact ended early; empty when it may not be."""
    return reason if reason in step.skip_reasons else ""


def refusal_of_open(steps: Sequence[Step]) -> Refusal:
    """The refusal of a wrap, naming what is open."""
    english = "; ".join(step.title.en for step in steps)
    spanish = "; ".join(step.title.say("es") for step in steps)
    return Refusal(
        steps[0].rule,
        Text(f"Still open: {english}.", f"Todavía abierto: {spanish}."),
        Text("Take these steps, or skip them with a reason.", "Complete estos pasos, u omítalos con un motivo."),
    )
