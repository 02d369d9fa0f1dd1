"""Where a call guide goes on, and what is still open before a contact can be wrapped.

A guide is walked from its first step along what has been recorded. A recorded field is the fact `field.KEY` from
there on, so a later branch can ask about it, and a loop ("is there anything else?") sees the newest answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from highroad.core.playbooks.guide import Guide, Step
from highroad.core.playbooks.permitting import Refusal
from highroad.core.playbooks.values import Text


@dataclass(frozen=True, slots=True)
class Recorded:
    """A step as recorded by the agent, or skipped for a reason."""

    step: str
    fields: Mapping[str, Any] = field(default_factory=dict)
    skipped: str = ""


@dataclass(frozen=True, slots=True)
class NextStep:
    """The step to take now, and whether it must be recorded."""

    step: Step
    required: bool


@dataclass(frozen=True, slots=True)
class Blocked:
    """The guide cannot go on: at which step and why."""

    step: Step
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class Finished:
    """Every step has been taken."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A step met on the way, with what was known there and how it was recorded, if it was."""

    step: Step
    facts: Mapping[str, Any]
    record: Recorded | None


def next_step(
    guide: Guide, progress: Sequence[Recorded], facts: Mapping[str, Any], may: Sequence[str] | None = None
) -> NextStep | Blocked | Finished:
    """Where the guide goes on after `progress`.

    `facts` is the flat mapping of what is known; `may` the permissions of the identity outcome, or None where they
    are not yet to be asked about.
    """
    for place in _walk(guide, progress, facts):
        if place.record is None:
            refusal = why_not_begin(place.step, place.facts, may)
            return (
                Blocked(place.step, refusal)
                if refusal
                else NextStep(place.step, is_required(place.step, place.facts))
            )
    return Finished()


def open_required_steps(guide: Guide, progress: Sequence[Recorded], facts: Mapping[str, Any]) -> tuple[Step, ...]:
    """The required steps not yet recorded, in order: while there are any, the contact cannot be wrapped.

    Steps ahead are taken by the branches that hold with what is known now.
    """
    return tuple(
        place.step
        for place in _walk(guide, progress, facts)
        if place.record is None and is_required(place.step, place.facts)
    )


def why_not_begin(step: Step, facts: Mapping[str, Any], may: Sequence[str] | None) -> Refusal | None:
    """Why a step cannot be taken now."""
    if step.permission and may is not None and step.permission not in may:
        why = Text(
            "The identity check does not permit this yet.",
            "La verificación de identidad todavía no lo permite.",
        )
        return Refusal(step.rule, why, step.needs_why)
    if step.needs is not None and not step.needs.holds(facts):
        why = Text("Something must be done before this step.", "Algo debe hacerse antes de este paso.")
        return Refusal(step.rule, why, step.needs_why)
    return None


def why_not_record(step: Step, record: Recorded, progress: Sequence[Recorded]) -> Refusal | None:
    """Why a step cannot be recorded, or skipped, as given."""
    if record.skipped:
        if record.skipped in step.skip_reasons:
            return None
        reasons = ", ".join(step.skip_reasons)
        if not reasons:
            return Refusal(step.rule, Text("This step cannot be skipped.", "Este paso no se puede omitir."))
        why = Text(f"Give one of these reasons: {reasons}.", f"Indique uno de estos motivos: {reasons}.")
        return Refusal(step.rule, why)
    if not step.repeatable and any(done.step == step.key and not done.skipped for done in progress):
        why = Text(
            "This step is recorded already; correct the record instead.", "Este paso ya está registrado; corríjalo."
        )
        return Refusal(step.rule, why)
    for wanted in step.fields:
        value = record.fields.get(wanted.key)
        if wanted.required and is_blank(value):
            why = Text(f"Missing: {wanted.title.en}.", f"Falta: {wanted.title.say('es')}.")
            return Refusal(step.rule, why)
        if not is_blank(value) and wanted.choices and value not in {choice.key for choice in wanted.choices}:
            why = Text(
                f"Not one of the answers: {wanted.title.en}.", f"Respuesta no prevista: {wanted.title.say('es')}."
            )
            return Refusal(step.rule, why)
    return None


def is_required(step: Step, facts: Mapping[str, Any]) -> bool:
    """Whether a step must be recorded, given what is known."""
    return step.required or (step.required_when is not None and step.required_when.holds(facts))


def _walk(guide: Guide, progress: Sequence[Recorded], facts: Mapping[str, Any]) -> list[_Place]:
    """The steps on the way that apply, in order: the recorded ones and then what lies ahead.

    A step that does not apply is passed over to the one written next; its branches are its own business. Each record
    is used once, so a loop back to a repeatable step leads to it again; a step that is not repeatable is passed
    when it was recorded before. Ahead, nothing is visited twice.
    """
    steps = {step.key: step for step in guide.steps}
    following = dict(zip(steps, list(steps)[1:], strict=False))
    records = {key: [record for record in progress if record.step == key] for key in steps}
    used = dict.fromkeys(steps, 0)
    ahead: set[str] = set()
    known = dict(facts)
    places: list[_Place] = []
    key: str | None = next(iter(steps), None)
    for _ in range((len(progress) + 2) * len(steps)):
        if key is None or key in ahead:
            break
        step = steps[key]
        if step.when is not None and not step.when.holds(known):
            key = following.get(key)
            continue
        record, fresh = _record_for(step, records[key], used)
        if record is None or fresh:
            # What this step recorded in an earlier round is not this round's answer.
            known = {name: value for name, value in known.items() if name not in _recorded_names(step)}
        if record is None:
            ahead.add(key)
            places.append(_Place(step, dict(known), None))
        elif fresh:
            known.update({f"field.{name}": value for name, value in record.fields.items()})
            places.append(_Place(step, dict(known), record))
        key = _after(step, following.get(key), known)
    return places


def _recorded_names(step: Step) -> frozenset[str]:
    return frozenset(f"field.{recorded.key}" for recorded in step.fields)


def _record_for(step: Step, records: list[Recorded], used: dict[str, int]) -> tuple[Recorded | None, bool]:
    """The record of this visit, and whether it was not used before."""
    place = used[step.key]
    if place < len(records):
        used[step.key] += 1
        return records[place], True
    if records and not step.repeatable:
        return records[-1], False
    return None, False


def _after(step: Step, following: str | None, facts: Mapping[str, Any]) -> str | None:
    if not step.next:
        return following
    for branch in step.next:
        if branch.when is None or branch.when.holds(facts):
            return branch.to
    return None


def is_blank(value: Any) -> bool:
    """Whether nothing was recorded; `False` and `0` are answers."""
    return value is None or value == ""
