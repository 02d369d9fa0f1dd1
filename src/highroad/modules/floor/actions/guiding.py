"""Taking, skipping and marking steps of a guide. The playbook decides what may be recorded, and the engine and the
cases do what a step stands for: a step whose act is refused is not recorded.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import orjson
from django.db import transaction

from highroad.core.engine.engine import Engine
from highroad.core.playbooks import Guide, Recorded, Step
from highroad.modules.cases.api import (
    Covered,
    add_comment,
    case_or_404,
    conclude,
    name_speaker,
    practice,
    request_callback,
)
from highroad.modules.cases.api import Refused as CaseRefused
from highroad.modules.floor.models import GuideRecord, GuideRun
from highroad.modules.floor.queries.guide import known_of, private_of, progress_of, speaker_of
from highroad.modules.floor.queries.handled import practice_for
from highroad.modules.floor.rules.guide import refusal_of_open, skip_reason_for, why_not_take, why_not_wrap
from highroad.modules.floor.running import the_floor
from highroad.modules.floor.wording import from_cases, refuse, refuse_by
from highroad.modules.people.api import Actor, record

from .handing_down import hand_down

PRIVATE_MAX = 8000
MADE_MAX = 64
TRANSFER_WANTED = "contact.transfer_wanted"
MARKED = frozenset({TRANSFER_WANTED, "contact.consortium", "caller.upset", "caller.asks_worker", "caller.insists"})
"""What an agent can say of a contact that no record of a step says."""
PASSES_MAX = 30
"""Skipping what is open opens what follows; a guide has far fewer steps than this."""


def begin_run(by: Actor, contact: int, *, at: datetime) -> GuideRun:
    """The way through the guide, begun now unless it was before."""
    playbook = practice()
    version = arrived_under(contact) or playbook.about.version
    defaults = {"playbook": playbook.about.name, "version": version, "begun_at": at}
    run, new = GuideRun.objects.get_or_create(contact=contact, agent_id=by.person_id, defaults=defaults)
    if new:
        hand_down(by, run)
    return run


def arrived_under(contact: int) -> int:
    """The version of the practice that was in force when the contact arrived; 0 when the floor does not know it."""

    def look(engine: Engine) -> int:
        call = engine.floor.contacts.get(contact)
        return call.version if call is not None else 0

    return the_floor().host.look(look)


def find_step(run: GuideRun, guide: str, step: str) -> tuple[Guide, Step]:
    """A step by its names. Raises Refused when the contact's playbook has none."""
    pairs = ((one, each) for one in practice_for(run).guides if one.key == guide for each in one.steps)
    found = next((pair for pair in pairs if pair[1].key == step), None)
    if found is None:
        refuse("step_unknown")
    return found


def check_step(run: GuideRun, guide: Guide, step: Step, fields: Mapping[str, Any], skipped: str) -> None:
    """Raise Refused when the practice does not let this step be recorded, or skipped, like this."""
    written = Recorded(step.key, dict(fields), skipped)
    refusal = why_not_take(step, written, progress_of(run, guide.key))
    if refusal is not None:
        refuse_by("step_refused", refusal)


@transaction.atomic
def take_step(
    by: Actor,
    run: GuideRun,
    guide: Guide,
    step: Step,
    fields: Mapping[str, Any],
    *,
    skipped: str = "",
    made: str,
    at: datetime,
) -> GuideRecord:
    """Record a step or its skipping, and do for the case what the step stands for."""
    check_step(run, guide, step, fields, skipped)
    more: dict[str, Any] = {}
    if not skipped:
        try:
            more = _do_for_case(by, run, step, fields, at)
        except CaseRefused as fault:
            raise from_cases(fault) from fault
    known = {one.key: one for one in step.fields}
    written = {
        key: str(value)[:PRIVATE_MAX] for key, value in fields.items() if key in known and value not in {None, ""}
    }
    plain = {key: value for key, value in written.items() if not known[key].private}
    # What a caller says to be compared with the file is compared and not kept.
    private = {} if step.kind == "verify" else {key: value for key, value in written.items() if known[key].private}
    kept = GuideRecord.objects.create(
        run=run,
        guide=guide.key,
        step=step.key,
        skipped=skipped,
        fields={**plain, **more},
        private=orjson.dumps(private).decode() if private else "",
        made=made,
        at=at,
    )
    record(by, f"step-{'skipped' if skipped else 'taken'}:{step.key}"[:60], f"contact:{run.contact}", "", at)
    return kept


def _do_for_case(by: Actor, run: GuideRun, step: Step, fields: Mapping[str, Any], at: datetime) -> dict[str, Any]:
    """What a step means beyond being recorded; gives what the record keeps of it."""
    contact = str(run.contact)
    if "caller_relation" in fields:
        run.relation, run.outcome = str(fields["caller_relation"]), ""
        run.save(update_fields=["relation", "outcome"])
        if run.case and not run.covered:
            case = case_or_404(by, run.case, "work")
            name = str(fields.get("caller_name", ""))
            name_speaker(by, case, contact, name=name, relation=run.relation, found_by=run.found_by, at=at)
    if step.kind == "verify" and run.case and not run.covered:
        found = conclude(by, case_or_404(by, run.case, "work"), contact, at=at)
        run.outcome = found.outcome
        run.save(update_fields=["outcome"])
        return {"outcome": found.outcome}
    if "callback_phone" in fields and run.case:
        request_callback(
            by,
            run.case,
            caller_name=speaker_of(run) or str(fields.get("callback_caller", "")),
            phone=str(fields["callback_phone"]),
            best_time=str(fields.get("callback_time", "")),
            contact=contact,
            at=at,
        )
    if step.kind == "comment" and run.case and not run.covered:
        case = case_or_404(by, run.case)
        return {"comment": add_comment(by, case, str(fields.get("comment_text", "")), contact=contact, at=at).token}
    return {}


def attach_case(run: GuideRun, found: Any, found_by: str) -> None:
    """The caller's number brought up a case, or the cover of one."""
    run.covered = isinstance(found, Covered)
    run.case = found.token
    run.found_by = found_by
    run.outcome, run.checks = "", {}
    run.save(update_fields=["covered", "case", "found_by", "outcome", "checks"])


def mark(run: GuideRun, flag: str, *, value: str = "", on: bool = True) -> None:
    """Note something about the contact that the playbook asks about: `caller.upset`, or `contact.transfer_wanted`
    with the queue that is meant. `on=False` takes it back."""
    if flag in MARKED:
        run.flags = {**run.flags, flag: on and (value or True)}
        run.save(update_fields=["flags"])


def note_told(by: Actor, run: GuideRun, queue: str, *, made: str, at: datetime) -> None:
    """The caller was told of a transfer: the step that says so is taken with it."""
    mark(run, TRANSFER_WANTED, value=queue)
    guide = practice_for(run).guide()
    step = next((one for one in guide.steps if one.when is not None and TRANSFER_WANTED in one.when.names()), None)
    if step is not None and not run.records.filter(step=step.key).exists():
        take_step(by, run, guide, step, {}, made=f"told:{made}"[:MADE_MAX], at=at)


def skip_open(by: Actor, run: GuideRun, call: Mapping[str, Any], reason: str, *, at: datetime) -> int:
    """Skip all required steps that may be skipped for this reason, as when the caller has gone; how many."""
    playbook = practice_for(run)
    guide = playbook.guide()
    skipped = 0
    for _ in range(PASSES_MAX):
        open_steps = why_not_wrap(guide, progress_of(run, guide.key), known_of(run, call, playbook))
        step = next((one for one in open_steps if skip_reason_for(one, reason)), None)
        if step is None:
            break
        made = f"open:{step.key}:{run.records.count()}"
        take_step(by, run, guide, step, {}, skipped=reason, made=made, at=at)
        skipped += 1
    return skipped


def demand_finished(run: GuideRun, call: Mapping[str, Any]) -> None:
    """Raise Refused while a required step of the call guide is open."""
    playbook = practice_for(run)
    guide = playbook.guide()
    open_steps: Sequence[Step] = why_not_wrap(guide, progress_of(run, guide.key), known_of(run, call, playbook))
    if open_steps:
        refuse_by("steps_open", refusal_of_open(open_steps))


def comment_of(run: GuideRun) -> str:
    """The token of the case comment that was written in this contact; empty when there is none."""
    for one in reversed(list(run.records.all())):
        if one.fields.get("comment"):
            return str(one.fields["comment"])
    return ""


def need_in_words(run: GuideRun) -> str:
    """What the caller needs, as the agent wrote it down."""
    said = [private_of(one).get("need", "") for one in run.records.all() if one.private]
    return "; ".join(one for one in said if one)
