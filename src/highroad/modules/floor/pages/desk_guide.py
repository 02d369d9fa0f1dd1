"""The call guide, drafts and the wrap: the desk's addresses about the contact that is on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest

from highroad.core.playbooks import Step
from highroad.modules.cases.api import (
    ContactFacts,
    case_or_404,
    case_view,
    compare,
    conclude,
    earlier_workers,
    look_up,
    practice,
    prefill_comment,
)
from highroad.modules.cases.api import Refused as CaseRefused
from highroad.modules.floor.actions import drafting, guiding, wrapping
from highroad.modules.floor.actions.briefing import attach_brief
from highroad.modules.floor.models import GuideRun
from highroad.modules.floor.queries.desk import contact_on_desk, names_for, not_on_desk
from highroad.modules.floor.queries.guide import escalations_json, guide_json, run_of, speaker_of
from highroad.modules.floor.queries.handled import practice_for
from highroad.modules.floor.queries.helpline import own_brief
from highroad.modules.floor.running import RunningFloor
from highroad.modules.floor.service.host import NotReadable
from highroad.modules.floor.wording import Refused, refuse, say, title_of
from highroad.modules.people.api import Actor, actor_of, declared

from .answers import Answer, answering, body_of, now_on, running, text, texts, whole
from .desk_actions import carry_out, command_id

FOUND_BY: dict[str, Literal["case_number", "ssn"]] = {"case_number": "case_number", "ssn": "ssn"}
"""The identifiers by which the case store can find a case; any other is written down and finds none."""


@declared("floor.desk", "read")
@answering
def contact(request: HttpRequest, number: int) -> Answer:
    """Everything about the contact on this desk that is not news of the floor: its guide, case, drafts, wrap."""
    floor, actor = running(), actor_of(request)
    call = contact_on_desk(floor, actor, number)
    run = guiding.begin_run(actor, number, at=now_on(floor))
    return contact_json(floor, actor, call, run)


def contact_json(floor: RunningFloor, actor: Actor, call: Mapping[str, Any], run: GuideRun) -> Answer:
    """The contact, as the desk keeps it beside the live topic."""
    run.refresh_from_db()
    playbook = practice_for(run)
    helping = {one["guide"]: guide_json(run, call, actor, one["guide"]) for one in escalations_json(floor, playbook)}
    outcome = next((one for one in playbook.identity.outcomes if one.key == run.outcome), None)
    return {
        "contact": run.contact,
        "guide": guide_json(run, call, actor),
        "helping": helping,
        "escalations": escalations_json(floor, playbook),
        "flags": run.flags,
        "case": run.case,
        "covered": run.covered,
        "speaker": speaker_of(run),
        "relation": title_of(playbook.identity.relations, run.relation) if run.relation else "",
        "relation_key": run.relation,
        "checks": run.checks,
        "identity": None
        if outcome is None
        else {
            "outcome": outcome.key,
            "title": say(outcome.title),
            "may": [title_of(playbook.identity.permissions, one) for one in outcome.may],
            "say": {"en": outcome.say.en, "es": outcome.say.say("es")},
        },
        "drafts": drafting.drafts_of(actor, run.contact),
        "brief": own_brief(actor, run.contact),
        "comment": comment_draft(actor, run, floor),
        "dispositions": wrapping.dispositions_json(playbook, run, call),
        "names": names_for([call.get("briefed") or 0, (call.get("consult") or {}).get("agent", 0)]),
    }


def comment_draft(actor: Actor, run: GuideRun, floor: RunningFloor) -> str:
    """The case comment as far as it can be written from what was done."""
    if not run.case or run.covered:
        return ""
    playbook, contact_token = practice_for(run), str(run.contact)
    case = case_or_404(actor, run.case)
    view = case_view(case, today=now_on(floor).date(), contact=contact_token, language="en")
    drafts = drafting.drafts_of(actor, run.contact)
    return prefill_comment(
        ContactFacts(
            speaker=speaker_of(run),
            relation=title_of(playbook.identity.relations, run.relation) if run.relation else "",
            identity=title_of(playbook.identity.outcomes, run.outcome) if run.outcome else "",
            about=guiding.need_in_words(run),
            done=[one.title for one in view.work_list if one.state == "done"],
            deferred=[(one.title, one.reason) for one in view.work_list if one.state == "deferred"],
            signatures=[one.signature_id for one in view.signatures if one.contact == contact_token],
            notes=str(drafts.get("notes", {}).get("text", "")),
        )
    )


@declared("floor.desk", "read")
@answering
def workers(request: HttpRequest, number: int) -> Answer:
    """Who worked on the case of this contact before: whoever corrects an error names one of them."""
    floor, actor = running(), actor_of(request)
    contact_on_desk(floor, actor, number)
    run = run_of(actor, number)
    if run is None or not run.case or run.covered:
        refuse("step_unknown")
    case = case_or_404(actor, run.case)
    return {
        "workers": [
            {
                "token": one.person.token,
                "name": one.person.display_name,
                "assigned": one.assigned,
                "at": one.at.isoformat(timespec="seconds") if one.at else "",
            }
            for one in earlier_workers(actor, case)
        ]
    }


@declared("floor.desk", "read", writes="work")
@answering
def record(request: HttpRequest) -> Answer:
    """Take a step, or skip it with a reason. Sent again under the same id, it answers as the first time."""
    floor, actor, body = running(), actor_of(request), body_of(request)
    call, run = _call_and_run(floor, actor, body)
    guide, step = guiding.find_step(run, text(body, "guide"), text(body, "step"))
    fields, skipped, made = _fields(body), text(body, "skipped"), command_id(body)
    if not run.records.filter(made=made).exists():
        guiding.check_step(run, guide, step, fields, skipped)
        at = now_on(floor)
        if not skipped:
            _act_of_step(floor, actor, step, call, fields, made)
            if step.kind == "identify":
                _bring_up(floor, actor, run, body, made)
        guiding.take_step(actor, run, guide, step, fields, skipped=skipped, made=made, at=at)
        sent = [f"{guide.key}.{step.key}.{name}" for name in (*(one.key for one in step.fields), "number")]
        drafting.forget_drafts(actor, run.contact, sent)
    return contact_json(floor, actor, _fresh(floor, actor, call), run)


def _call_and_run(floor: RunningFloor, actor: Actor, body: Mapping[str, Any]) -> tuple[dict[str, Any], GuideRun]:
    number = whole(body, "contact")
    return contact_on_desk(floor, actor, number), guiding.begin_run(actor, number, at=now_on(floor))


def _fresh(floor: RunningFloor, actor: Actor, call: dict[str, Any]) -> dict[str, Any]:
    """The contact after what was just done; as it was, when that has taken it from this desk."""
    try:
        return contact_on_desk(floor, actor, call["id"])
    except Refused:
        return call


def _fields(body: Mapping[str, Any]) -> dict[str, str]:
    fields = body.get("fields") or {}
    if isinstance(fields, dict) and all(isinstance(one, str) for one in fields.values()):
        return fields
    message = "“fields” is an object of texts."
    raise NotReadable(message)


def brief_in(fields: Mapping[str, str]) -> str:
    """What a step of the kind `brief` has the agent write for the lead: all of its fields, in order."""
    return "\n".join(words for words in fields.values() if words.strip())


def _act_of_step(
    floor: RunningFloor, actor: Actor, step: Step, call: Mapping[str, Any], fields: Mapping[str, str], made: str
) -> None:
    """What a step of an escalation does on the phone; a refusal of the engine is one of the step."""
    number = {"contact": call["id"]}
    if step.kind == "hold" and call["state"] == "talking":
        carry_out(floor, actor, "hold", number, f"{made}:hold")
    elif step.kind == "call" and call["state"] != "consulting":
        queue = next(one.key for one in practice().queues if one.purposes[0] == "helpline_escalated")
        carry_out(floor, actor, "consult_queue", {**number, "queue": queue, "purpose": ""}, f"{made}:call")
    elif step.kind == "brief":
        # Before the step is recorded and long before the transfer: the lead reads it while they listen.
        attach_brief(call["id"], brief_in(fields), actor, now_on(floor))
    elif step.kind == "transfer":
        lead = (call.get("consult") or {}).get("agent") or call.get("briefed") or 0
        reasons = {"hand_over": "still_unhappy", "to_lead": "insists_on_worker"}
        carry_out(floor, actor, "tell_caller", number, f"{made}:tell")
        to_lead = {**number, "other": lead, "kind": "lead", "reason": reasons.get(step.key, "still_unhappy")}
        carry_out(floor, actor, "transfer_person", to_lead, f"{made}:transfer")


def _bring_up(floor: RunningFloor, actor: Actor, run: GuideRun, body: Mapping[str, Any], made: str) -> None:
    """Find the case by the number that the caller gave, and tell the engine which it is (by its token)."""
    given = _fields(body).get("identifier_given", "case_number")
    if given not in FOUND_BY:
        run.found_by = given
        run.save(update_fields=["found_by"])
        return
    purpose = f"contact:{run.contact}"
    found = look_up(actor, FOUND_BY[given], text(body, "number"), purpose=purpose, at=now_on(floor))
    guiding.attach_case(run, found.case, given)
    carry_out(floor, actor, "identify", {"contact": run.contact, "case": found.case.token}, f"{made}:case")


@declared("floor.desk", "read", writes="work")
@answering
def said(request: HttpRequest) -> Answer:
    """Compare what the caller says with the file: matches, differs, or how many digits are still to come."""
    floor, actor, body = running(), actor_of(request), body_of(request)
    _, run = _call_and_run(floor, actor, body)
    if not run.case or run.covered:
        refuse("step_unknown")
    case, at = case_or_404(actor, run.case, "work"), now_on(floor)
    told = compare(actor, case, str(run.contact), kind=text(body, "kind"), said=text(body, "said"), at=at)
    if told.result != "incomplete":
        run.checks = {**run.checks, text(body, "kind"): told.result}
        run.outcome = _outcome_so_far(actor, case, run, at)
        run.save(update_fields=["checks", "outcome"])
    identity = practice_for(run).identity
    outcome = next((one for one in identity.outcomes if one.key == run.outcome), None)
    return {
        "result": told.result,
        "digits_to_go": told.digits_to_go,
        "outcome": run.outcome,
        "may": [title_of(identity.permissions, one) for one in outcome.may] if outcome else [],
    }


def _outcome_so_far(actor: Actor, case: Any, run: GuideRun, at: datetime) -> str:
    try:
        return conclude(actor, case, str(run.contact), at=at).outcome
    except CaseRefused:
        return ""  # it is not said yet who is speaking


@declared("floor.desk", "read", writes="work")
@answering
def draft(request: HttpRequest) -> Answer:
    """Keep what is being typed."""
    floor, actor, body = running(), actor_of(request), body_of(request)
    number = whole(body, "contact")
    if run_of(actor, number) is None:
        raise not_on_desk()
    kept = drafting.keep_draft(actor, number, text(body, "key"), text(body, "text"), at=now_on(floor))
    return {"ok": True, "at": int(kept.timestamp() * 1000)}


@declared("floor.desk", "read", writes="work")
@answering
def mark(request: HttpRequest) -> Answer:
    """Note something about the caller that opens another guide, such as that they are still unhappy."""
    floor, actor, body = running(), actor_of(request), body_of(request)
    call, run = _call_and_run(floor, actor, body)
    guiding.mark(run, text(body, "flag"), value=text(body, "value"), on=bool(body.get("on", True)))
    return contact_json(floor, actor, call, run)


@declared("floor.desk", "read", writes="work")
@answering
def skip_open(request: HttpRequest) -> Answer:
    """Skip what is open for one reason, as when the caller has gone."""
    floor, actor, body = running(), actor_of(request), body_of(request)
    call, run = _call_and_run(floor, actor, body)
    guiding.skip_open(actor, run, call, text(body, "reason"), at=now_on(floor))
    return contact_json(floor, actor, call, run)


@declared("floor.desk", "read", writes="work")
@answering
def wrap(request: HttpRequest) -> Answer:
    """Finish the contact. A required step that is open refuses it, and is named."""
    floor, actor, body = running(), actor_of(request), body_of(request)
    number, made = whole(body, "contact"), command_id(body)
    disposition, met, foreseen = text(body, "disposition"), texts(body, "met"), texts(body, "foreseen")
    run = run_of(actor, number)
    if run is None:
        refuse("step_unknown")
    if not wrapping.was_wrapped(actor, number):
        wrapping.check_wrap(run, contact_on_desk(floor, actor, number), disposition, met, foreseen)
    outcome = carry_out(floor, actor, "wrap", {"contact": number, "disposition": disposition}, made)
    wrapping.keep_wrap(actor, run, disposition, met, foreseen, at=now_on(floor))
    return {"ok": True, "seq": outcome.seq}
