"""The call guide of one contact as the desk shows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson

from highroad.core.playbooks import Guide, Playbook, Recorded, Step
from highroad.modules.cases.api import opened
from highroad.modules.floor.models import GuideRecord, GuideRun
from highroad.modules.floor.rules.guide import COVERED, Known, Shown, shown_steps, why_not_wrap
from highroad.modules.floor.running import RunningFloor
from highroad.modules.floor.wording import say, title_of
from highroad.modules.people.api import Actor

from .desk import names_for, open_purposes
from .handled import practice_for

LANGUAGES = ("en", "es")


def run_of(actor: Actor, contact: int) -> GuideRun | None:
    """This person's way through the guide of a contact, if it was begun."""
    return GuideRun.objects.filter(contact=contact, agent_id=actor.person_id).first()


def progress_of(run: GuideRun, guide: str) -> list[Recorded]:
    """What was recorded in one guide, in order. Words of the caller are not in it: no condition asks about them."""
    taken = [Recorded(one.step, one.fields, one.skipped) for one in run.records.all() if one.guide == guide]
    if run.covered:
        checks = (
            step
            for one in practice_for(run).guides
            if one.key == guide
            for step in one.steps
            if step.kind == "verify"
        )
        taken += [Recorded(step.key, {}, COVERED) for step in checks]
    return taken


def private_of(record: GuideRecord) -> dict[str, str]:
    """What the caller said at a step, opened for the agent who wrote it down."""
    written = opened(record, "private")
    return dict(orjson.loads(written)) if written else {}


def known_of(run: GuideRun, call: Mapping[str, Any], playbook: Playbook) -> Known:
    """What the guide's conditions may ask about."""
    outcome = next((one for one in playbook.identity.outcomes if one.key == run.outcome), None)
    return Known(
        language=str(call.get("language", "")),
        channel=str(call.get("channel", "voice")),
        queue=str(call.get("queue", "")),
        identified=bool(run.case),
        found_by=run.found_by,
        confidential=run.covered,
        relation=run.relation,
        outcome=run.outcome,
        may=outcome.may if outcome is not None else None,
        checks=run.checks,
        flags=run.flags,
    )


def guide_json(run: GuideRun, call: Mapping[str, Any], actor: Actor, key: str = "") -> dict[str, Any]:
    """One guide: its steps with their state, the words to say with names filled in, what may be recorded."""
    playbook = practice_for(run)
    guide = playbook.guide(key)
    progress, known = progress_of(run, guide.key), known_of(run, call, playbook)
    records = [one for one in run.records.all() if one.guide == guide.key]
    shown = shown_steps(guide, progress, known)
    names = names_in_texts(run, call, actor, playbook)
    numbered = [step_json(one, number, records, names, playbook) for number, one in enumerate(shown, start=1)]
    return {
        "guide": guide.key,
        "title": say(guide.title),
        "steps": numbered,
        "current": next((one["key"] for one in numbered if one["state"] in {"now", "blocked"}), ""),
        "open": [{"key": one.key, "title": say(one.title)} for one in why_not_wrap(guide, progress, known)],
        "version": run.version,
        "playbook": run.playbook,
    }


def step_json(
    shown: Shown, number: int, records: list[GuideRecord], names: Mapping[str, str], playbook: Playbook
) -> dict[str, Any]:
    """One step. The fields of a step that was recorded carry what was recorded last."""
    step = shown.step
    last = next((one for one in reversed(records) if one.step == step.key), None)
    kept = {**last.fields, **private_of(last)} if last else {}
    return {
        "key": step.key,
        "number": number,
        "rule": step.rule,
        "kind": step.kind,
        "title": say(step.title),
        "say": {language: step.say.say(language, names) for language in LANGUAGES} if step.say else None,
        "note": step.note.say("en", names) if step.note else "",
        "state": shown.state,
        "required": shown.required,
        "repeatable": step.repeatable,
        "after_call": step.after_call,
        "skip": [{"key": one, "title": title_of(playbook.reasons, one)} for one in step.skip_reasons],
        "skipped": title_of(playbook.reasons, last.skipped) if last and last.skipped else "",
        "mark": mark_of(step, last, playbook),
        "at": int(last.at.timestamp() * 1000) if last else 0,
        "fields": [_field(one, kept) for one in step.fields],
        "refused": None
        if shown.refusal is None
        else {"rule": shown.refusal.rule, "words": f"{say(shown.refusal.why)} {say(shown.refusal.instead)}".strip()},
    }


def _field(field: Any, kept: Mapping[str, str]) -> dict[str, Any]:
    return {
        "key": field.key,
        "title": say(field.title),
        "kind": field.kind,
        "required": field.required,
        "private": field.private,
        "choices": [{"key": one.key, "title": say(one.title)} for one in field.choices],
        "value": kept.get(field.key, ""),
    }


def mark_of(step: Step, record: GuideRecord | None, playbook: Playbook) -> str:
    """The one word behind a step that was taken: what was chosen there, or how the check went."""
    if record is None or record.skipped:
        return ""
    if step.kind == "verify" and record.fields.get("outcome"):
        return title_of(playbook.identity.outcomes, record.fields["outcome"])
    for field in step.fields:
        chosen = next((one for one in field.choices if one.key == record.fields.get(field.key)), None)
        if chosen is not None:
            return say(chosen.title)
    return ""


def names_in_texts(run: GuideRun, call: Mapping[str, Any], actor: Actor, playbook: Playbook) -> dict[str, str]:
    """What the texts' braces stand for. A name that is not known yet leaves the sentence whole without it."""
    briefed = int(call.get("briefed") or 0)
    return {
        "agent": actor.name.split()[0] if actor.name else "",
        "caller": speaker_of(run).split()[0] if speaker_of(run) else "",
        "lead": names_for([briefed]).get(str(briefed), ""),
        "queue": title_of(playbook.queues, str(run.flags.get("contact.transfer_wanted", ""))),
        "phone": next(
            (one.phone for one in playbook.directory if one.key == run.flags.get("contact.consortium")), ""
        ),
    }


def speaker_of(run: GuideRun) -> str:
    """The name of whoever is speaking, once they have given it."""
    for record in reversed(list(run.records.all())):
        name = private_of(record).get("caller_name") if record.private else None
        if name:
            return name
    return ""


def escalations_json(floor: RunningFloor, playbook: Playbook) -> list[dict[str, Any]]:
    """The shorter guides that may be entered, and whether somebody is there to take such a caller."""
    hours = open_purposes(floor)
    return [
        {
            "key": one.key,
            "rule": one.rule,
            "title": say(one.title),
            "guide": one.guide,
            "flag": sorted(one.when.names())[0],
            "open": hours.get(one.purpose, False),
            "closed": say(one.closed),
        }
        for one in playbook.escalations
    ]


def guide_named(playbook: Playbook, key: str) -> Guide | None:
    """A guide of the playbook; None when it has none of this name."""
    try:
        return playbook.guide(key)
    except KeyError:
        return None
