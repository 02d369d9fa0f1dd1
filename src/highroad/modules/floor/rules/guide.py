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

COVERED = "covered"
"""The reason with which the check is passed on a covered case: nothing of it may be compared with."""
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
    flags: Mapping[str, Any] = field(default_factory=dict)
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
    """The guide as a list: what was taken, what is next, what lies ahead on the way that holds with what is known.

    A step ahead that asks about something not known yet is listed, since it may well come; one that is known not to
    apply, or that the way does not lead to, is left out.
    """
    facts = facts_of(known)
    following = next_step(guide, progress, facts, known.may)
    current = following.step.key if isinstance(following, NextStep | Blocked) else ""
    refusal = following.refusal if isinstance(following, Blocked) else None
    ahead = _ahead(guide, current, facts)
    open_now = {step.key for step in open_required_steps(guide, progress, facts)}
    shown = []
    for step in guide.steps:
        records = tuple(record for record in progress if record.step == step.key)
        required = step.key in open_now or is_required(step, facts)
        if step.key == current:
            shown.append(Shown(step, "blocked" if refusal else "now", required, records, refusal))
        elif records:
            shown.append(Shown(step, "skipped" if records[-1].skipped else "done", required, records))
        elif step.key in ahead:
            shown.append(Shown(step, "ahead", required, ()))
    return shown


def _ahead(guide: Guide, current: str, facts: Mapping[str, Any]) -> set[str]:
    """The steps behind the current one, by the branches that hold now."""
    steps = {step.key: step for step in guide.steps}
    written = dict(zip(steps, list(steps)[1:], strict=False))
    ahead: set[str] = set()
    key: str | None = current or None
    while key is not None and key not in ahead:
        step = steps[key]
        applies = step.when is None or step.when.holds(facts) or _may_come(step, facts)
        if applies:
            ahead.add(key)
        branches = step.next if applies else ()
        branch = next((one for one in branches if one.when is None or one.when.holds(facts)), None)
        key = branch.to if branch is not None else None if branches else written.get(key)
    return ahead


def is_finished(guide: Guide, progress: Sequence[Recorded], known: Known) -> bool:
    """Whether every step was taken."""
    return isinstance(next_step(guide, progress, facts_of(known), known.may), Finished)


def _may_come(step: Step, facts: Mapping[str, Any]) -> bool:
    """Whether the step waits for the identity check, which is still to come."""
    assert step.when is not None
    asked = step.when.names()
    if "case.confidential" in asked and facts["case.confidential"]:
        return False
    unfound = not facts["identity.identified"] and "identity.by" not in facts
    return ("identity.outcome" in asked and "identity.outcome" not in facts) or (
        "identity.identified" in asked and unfound
    )


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
