"""Guides that cannot be followed: dead ends, steps no one reaches, required steps that no one may do."""

from __future__ import annotations

from collections.abc import Iterator

from highroad.core.playbooks.findings import Finding, Severity, did_you_mean
from highroad.core.playbooks.guide import Guide, Step
from highroad.core.playbooks.playbook import Playbook


def check_guides(playbook: Playbook) -> Iterator[Finding]:
    """What is wrong with the guides."""
    calls = [guide.key for guide in playbook.guides if guide.kind == "call"]
    if len(calls) != 1:
        sentence = f"there are {len(calls)} guides of kind call."
        yield _finding(playbook, ("guides",), sentence, "Every call follows one guide: mark exactly one.")
    for guide in playbook.guides:
        path = ("guides", guide.key)
        if not guide.steps:
            yield _finding(playbook, path, f'guide "{guide.key}" has no step.', "Add a step, or remove the guide.")
            continue
        yield from _ways(playbook, guide)
        for step in guide.steps:
            yield from _step(playbook, guide, step)
    yield from _fields(playbook)


def _ways(playbook: Playbook, guide: Guide) -> Iterator[Finding]:
    """Steps that lead nowhere or to which nothing leads."""
    path = ("guides", guide.key, "steps")
    steps = {step.key: step for step in guide.steps}
    ways = ways_of(guide)
    for key, step in steps.items():
        for place, branch in enumerate(step.next):
            if branch.to not in steps:
                sentence = f'step "{branch.to}" belongs to another guide than "{guide.key}".'
                yield _finding(playbook, (*path, key, "next", place, "to"), sentence, did_you_mean(branch.to, steps))
            if branch.when is None and place < len(step.next) - 1:
                sentence = f'what follows branch {place + 1} of step "{key}" is never tried.'
                yield _finding(
                    playbook, (*path, key, "next", place), sentence, "Put the branch without condition last."
                )
        if step.next and step.next[-1].when is not None:
            sentence = f'step "{key}" is a dead end when none of its branches holds.'
            yield _finding(playbook, (*path, key, "next"), sentence, "End with a branch without a condition.")
    reached = _closure(ways, next(iter(steps)))
    ending = {key for key in steps if END in ways[key]}
    for key in steps:
        if key not in reached:
            sentence = f'nothing leads to step "{key}" of guide "{guide.key}".'
            yield _finding(playbook, (*path, key), sentence, "Let a branch lead there, or remove it.")
        elif not _closure(ways, key) & ending:
            sentence = f'from step "{key}" the guide "{guide.key}" never ends.'
            yield _finding(playbook, (*path, key), sentence, "Let one way lead on to the last step.")


END = ""


def ways_of(guide: Guide) -> dict[str, set[str]]:
    """For each step, the steps that may follow it; `END` among them when the guide may end there."""
    keys = [step.key for step in guide.steps]
    following = dict(zip(keys, [*keys[1:], END], strict=True))
    ways: dict[str, set[str]] = {}
    for step in guide.steps:
        ways[step.key] = {branch.to for branch in step.next if branch.to in following}
        if not ways[step.key] or step.when is not None:
            ways[step.key].add(following[step.key])
    return ways


def _closure(ways: dict[str, set[str]], start: str) -> set[str]:
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        key = waiting.pop()
        if key not in reached and key != END:
            reached.add(key)
            waiting.extend(ways[key])
    return reached


def _step(playbook: Playbook, guide: Guide, step: Step) -> Iterator[Finding]:
    path = ("guides", guide.key, "steps", step.key)
    must = step.required or step.required_when is not None
    if must and not step.by:
        sentence = f'step "{step.key}" is required and no one may do it.'
        yield _finding(playbook, (*path, "by"), sentence, "Name who may: agent, lead or supervisor.")
    elif must and guide.kind == "call" and "agent" not in step.by and not step.skip_reasons:
        sentence = f'step "{step.key}" is required and the agent on the call may not do it.'
        yield _finding(playbook, (*path, "by"), sentence, "Add agent, or a reason for which it may be skipped.")
    if must and step.permission and not any(step.permission in outcome.may for outcome in playbook.identity.outcomes):
        sentence = f'step "{step.key}" is required, and no identity outcome permits {step.permission}.'
        yield _finding(playbook, (*path, "permission"), sentence, "Add it to what an outcome permits.")
    elif must and step.permission and not step.skip_reasons and step.when is None:
        missing = [outcome.key for outcome in playbook.identity.outcomes if step.permission not in outcome.may]
        if missing:
            sentence = f'step "{step.key}" is required and cannot be done when identity is {" or ".join(missing)}.'
            yield _finding(playbook, path, sentence, "Add when: identity.outcome == …, or a reason to skip it.")
    if step.needs is not None and not step.needs_why:
        sentence = f'step "{step.key}" may be blocked without saying what to do.'
        yield _finding(playbook, (*path, "needs"), sentence, "Add needs_why: what to do first.", "warning")
    if step.kind in {"say", "ask"} and not step.say:
        sentence = f'step "{step.key}" has no words to say.'
        yield _finding(playbook, path, sentence, "Add say: the words, in both languages.", "warning")
    for recorded in step.fields:
        if recorded.kind == "choice" and not recorded.choices:
            sentence = f'field "{recorded.key}" is a choice without answers.'
            yield _finding(playbook, (*path, "fields", recorded.key), sentence, "Add choices, or another kind.")


def _fields(playbook: Playbook) -> Iterator[Finding]:
    """One name, one meaning: a field of the same name elsewhere must be recorded in the same way."""
    first: dict[str, str] = {}
    for guide in playbook.guides:
        for step in guide.steps:
            for recorded in step.fields:
                if first.setdefault(recorded.key, recorded.kind) != recorded.kind:
                    sentence = f'field "{recorded.key}" is a {first[recorded.key]} elsewhere.'
                    path = ("guides", guide.key, "steps", step.key, "fields", recorded.key)
                    yield _finding(playbook, path, sentence, "Give it another name.")


def check_identity(playbook: Playbook) -> Iterator[Finding]:
    """What is wrong with the identity check."""
    outcomes = playbook.identity.outcomes
    path = ("identity", "outcomes")
    if not outcomes or outcomes[-1].when is not None:
        sentence = "the identity check can end without an outcome."
        yield _finding(playbook, path, sentence, "End with an outcome without a condition.")
    for outcome in outcomes[:-1]:
        if outcome.when is None:
            sentence = f'no outcome after "{outcome.key}" is ever reached.'
            yield _finding(playbook, (*path, outcome.key), sentence, "Give it a condition, or put it last.")
    granted = {permission for outcome in outcomes for permission in outcome.may}
    for permission in playbook.identity.permissions:
        if permission.key not in granted:
            sentence = f'no outcome permits "{permission.key}".'
            yield _finding(
                playbook, ("identity", "permissions", permission.key), sentence, "Permit it, or remove it.", "warning"
            )


def _finding(
    playbook: Playbook, path: tuple[str | int, ...], sentence: str, mend: str, severity: Severity = "error"
) -> Finding:
    return Finding(playbook.at(*path), severity, sentence, mend)
