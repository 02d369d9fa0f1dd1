"""Run the examples written in a playbook: each tells whether the practice does what its author meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from highroad.core.playbooks.compiling import hours_of
from highroad.core.playbooks.examples import (
    CallbackExample,
    Example,
    GuideExample,
    IdentityExample,
    OpenExample,
    ReferralExample,
    TransferExample,
    WorkListExample,
)
from highroad.core.playbooks.findings import Finding, Position, did_you_mean
from highroad.core.playbooks.guiding import Blocked, Finished, Recorded, next_step, open_required_steps
from highroad.core.playbooks.listing import as_date, work_list
from highroad.core.playbooks.permitting import Answers, Refusal, identity_outcome, why_not_refer, why_not_transfer
from highroad.core.playbooks.playbook import Playbook
from highroad.core.playbooks.promising import AskLead, callback_due
from highroad.core.playbooks.vocabulary import EACH
from highroad.core.words.hours import Span, is_open, local_date, moment

KINDS = ("transfer", "open", "work_list", "guide", "referral", "callback", "identity")


@dataclass(frozen=True, slots=True)
class Result:
    """What an example expected and what came of it; they differ when it failed."""

    name: str
    kind: str
    expected: str
    found: str
    at: Position

    @property
    def is_as_written(self) -> bool:
        """Whether the practice does what the example says."""
        return self.expected == self.found

    def finding(self) -> Finding | None:
        """The finding of a failed example."""
        if self.is_as_written:
            return None
        sentence = f'example "{self.name}": written is {self.expected}, the playbook says {self.found}.'
        return Finding(self.at, "error", sentence, "Change the rule, or the example if the practice has changed.")


def run_examples(playbook: Playbook) -> tuple[Result, ...]:
    """The result of every example, in order."""
    return tuple(run_example(playbook, example, place) for place, example in enumerate(playbook.examples))


def run_example(playbook: Playbook, example: Example, place: int) -> Result:
    """The result of one example; one that cannot be run says why in `found`."""
    at = playbook.at("examples", place)
    given = [kind for kind in KINDS if getattr(example, kind) is not None]
    if len(given) != 1:
        kinds = " and ".join(given) or "none"
        return Result(example.name, kinds, f"exactly one of {', '.join(KINDS)}", kinds, at)
    kind = given[0]
    try:
        expected, found = _RUN[kind](playbook, getattr(example, kind))
    except (ValueError, KeyError) as why:
        expected, found = "an example that can be run", str(why).strip("'\"")
    return Result(example.name, kind, expected, found, at)


def _say(refusal: Refusal | None) -> str:
    return f"refused by {refusal.rule}" if refusal else "allowed"


def _transfer(playbook: Playbook, given: TransferExample) -> tuple[str, str]:
    refusal = why_not_transfer(
        playbook, given.kind, reason=given.reason, caller_told=given.told, briefed=given.briefed, queue=given.queue
    )
    return given.then, _say(refusal)


def _referral(playbook: Playbook, given: ReferralExample) -> tuple[str, str]:
    return given.then, _say(why_not_refer(playbook, given.reason, _known(playbook, given.facts)))


def _open(playbook: Playbook, given: OpenExample) -> tuple[str, str]:
    day, minute = _local(given.at)
    hours = hours_of(playbook, given.purpose, (day.year - 1, day.year, day.year + 1))
    return given.then, "open" if is_open(hours, moment(hours.zone, day, minute)) else "closed"


def _work_list(playbook: Playbook, given: WorkListExample) -> tuple[str, str]:
    for prefix, records in (("case", (given.case,)), *((one, getattr(given, many)) for one, many in EACH.items())):
        for record in records:
            _known(playbook, {f"{prefix}.{name}": value for name, value in record.items()})
    facts = {
        **_known(playbook, given.facts),
        "case": given.case,
        "programs": given.programs,
        "documents": given.documents,
        "pending": given.pending,
        "appointments": given.appointments,
    }
    today = as_date(given.today)
    if today is None:
        message = f'"{given.today}" is not a date'
        raise ValueError(message)
    listed = work_list(playbook, facts, today)
    found = [item.key for item in listed]
    expected = [item.item for item in given.then]
    if found == expected:
        # Reasons are compared by the words an example gives, so that it need not repeat whole sentences.
        for wanted, item in zip(given.then, listed, strict=True):
            if wanted.why not in item.why.en:
                return f'{wanted.item} because "{wanted.why}"', f'{item.key} because "{item.why.en}"'
    return ", ".join(expected) or "nothing", ", ".join(found) or "nothing"


def _guide(playbook: Playbook, given: GuideExample) -> tuple[str, str]:
    guide = playbook.guide(given.guide)
    progress = [Recorded(done.step, done.fields, done.skipped) for done in given.done]
    known = [step.key for step in guide.steps]
    for recorded in given.done:
        if recorded.step not in known:
            message = f'no step "{recorded.step}" in {guide.key}. {did_you_mean(recorded.step, known)}'
            raise ValueError(message)
    facts = _known(playbook, given.facts)
    outcome = next((o for o in playbook.identity.outcomes if o.key == facts.get("identity.outcome")), None)
    place = next_step(guide, progress, facts, outcome.may if outcome else None)
    match place:
        case Finished():
            found = "finished"
        case Blocked(step=step):
            found = f"blocked at {step.key}"
        case _:
            found = place.step.key
    if found == given.then and given.open:
        still = [step.key for step in open_required_steps(guide, progress, facts)]
        return f"open: {', '.join(given.open)}", f"open: {', '.join(still)}"
    return given.then, found


def _callback(playbook: Playbook, given: CallbackExample) -> tuple[str, str]:
    contract = next(each for each in playbook.callbacks if each.key == given.contract)
    zone = playbook.about.zone
    shifts: list[Span] = []
    for shift in given.shifts:
        day = date.fromisoformat(shift.date)
        shifts.append((moment(zone, day, shift.hours[0]), moment(zone, day, shift.hours[1])))
    due = callback_due(contract, moment(zone, *_local(given.created)), shifts)
    if isinstance(due, AskLead):
        return given.then, "ask a lead"
    day = local_date(zone, due.at)
    minutes = (due.at - moment(zone, day, 0)) // 60_000
    return given.then, f"due {day} {minutes // 60:02}:{minutes % 60:02}"


def _identity(playbook: Playbook, given: IdentityExample) -> tuple[str, str]:
    checks = {str(key): str(value) for key, value in given.checks.items()}
    unknown = sorted(set(checks) - {check.key for check in playbook.identity.checks})
    if unknown:
        message = f'no check "{unknown[0]}". {did_you_mean(unknown[0], (c.key for c in playbook.identity.checks))}'
        raise ValueError(message)
    identity = identity_outcome(playbook, Answers(given.by, given.relation, given.authorized, checks))
    if identity.outcome == given.then and given.may:
        return f"may {', '.join(sorted(given.may))}", f"may {', '.join(sorted(identity.may))}"
    return given.then, identity.outcome


def _known(playbook: Playbook, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Facts by full name. Raises `ValueError` for one that no condition could ask about."""
    vocabulary = playbook.vocabulary()
    for name in facts:
        if name not in vocabulary:
            message = f'unknown fact "{name}". {did_you_mean(name, vocabulary)}'
            raise ValueError(message)
    return dict(facts)


def _local(written: str) -> tuple[date, int]:
    """A local time written as `2026-11-19 15:30`, as its date and minute."""
    try:
        at = datetime.strptime(written, "%Y-%m-%d %H:%M")  # noqa: DTZ007 - a local time, given its zone where used
    except ValueError:
        message = f'"{written}" is not a local time; write 2026-11-19 15:30'
        raise ValueError(message) from None
    return at.date(), at.hour * 60 + at.minute


_RUN: Mapping[str, Any] = {
    "transfer": _transfer,
    "open": _open,
    "work_list": _work_list,
    "guide": _guide,
    "referral": _referral,
    "callback": _callback,
    "identity": _identity,
}
