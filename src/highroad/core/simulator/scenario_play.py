"""Plays a scenario on an engine and holds what happens against what the text says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from highroad.core.engine import life
from highroad.core.engine.engine import Engine
from highroad.core.engine.explain import why_not
from highroad.core.engine.explain_journal import explain_offer, explain_wait
from highroad.core.engine.explain_words import Teller, refusal_words, words
from highroad.core.engine.facts import Facts
from highroad.core.engine.floor import Floor
from highroad.core.engine.record import Recorded, Recorder
from highroad.core.engine.refusals import Refusal
from highroad.core.simulator.scenario_commands import CHANNELS, COMMANDS, LANGUAGES, Order, Stage
from highroad.core.simulator.scenario_outcomes import FACT_LINES, STATE_LINES
from highroad.core.simulator.scenario_text import BadScenario, Expected, Head, Scenario, Step, span_ms
from highroad.core.words.hours import moment

NewFloor = Callable[[Facts, int], Engine]
"""Makes a floor with its people known, nobody signed in, at the epoch ms given."""

DAY: Final = date(2026, 11, 24)
"""A Tuesday without a holiday: the day of a scenario that names none."""


class Differs(AssertionError):
    """What happened is not what the scenario says; the message names the line."""


def play(scenario: Scenario, floors: Mapping[str, NewFloor]) -> Stage:
    """Play a scenario to its end. Raises `Differs` where the engine does not do what the text says, `BadScenario`
    where the text says nothing that can be played."""
    named = next((head.values[0] for head in scenario.head if head.what == "floor"), "small")
    day = next((date.fromisoformat(head.values[0]) for head in scenario.head if head.what == "day"), DAY)
    midnight = moment(floors[named](Facts(), 0).floor.rules.zone, day, 0)
    recorder = Recorder()
    engine = floors[named](recorder, midnight)
    for head in scenario.head:
        _prepare(scenario, head, engine, midnight)
    stage = Stage(engine, recorder)
    for step in scenario.steps:
        _play_step(scenario, step, stage, midnight + step.time_ms)
    return stage


def _prepare(scenario: Scenario, head: Head, engine: Engine, at: int) -> None:
    """Change the floor's practice or people as a line of the head says."""
    kind, _, key = head.what.partition(" ")
    policy = engine.floor.rules.policy
    try:
        if kind == "queue":
            changed = tuple(_with(queue, head.values) if queue.key == key else queue for queue in policy.queues)
            engine.adopt(at, replace(policy, version=policy.version + 1, queues=changed), 0)
        elif kind == "limits":
            limits = _with(policy.limits, head.values)
            engine.adopt(at, replace(policy, version=policy.version + 1, limits=limits), 0)
        elif kind == "person":
            _make_known(engine, at, key, head.values)
    except (KeyError, ValueError, TypeError) as wrong:
        message = f"{scenario.name}:{head.line}: {wrong}"
        raise BadScenario(message) from wrong


def _with(rules: Any, values: tuple[str, ...]) -> Any:
    """Rules with some fields changed: `wait limit 5:00`, `overflow to family`, `wrap frees yes`, `level 5`."""
    changes: dict[str, Any] = {}
    for value in values:
        words_of, said = value.rsplit(" ", 1)
        field = words_of.replace(" ", "_")
        if ":" in said:
            changes[f"{field}_ms"] = span_ms(said)
        elif said in ("yes", "no"):
            changes[field] = said == "yes"
        else:
            changes[field] = int(said) if said.isdigit() else said
    return replace(rules, **changes)


def _make_known(engine: Engine, at: int, token: str, values: tuple[str, ...]) -> None:
    """`person zed: agent, family, foodshare 4, spanish 3`: kind, group (or -), skills with levels."""
    kind, group, *skills = values
    levels = {}
    for skill in skills:
        key, level = skill.rsplit(" ", 1)
        levels[f"lang:{LANGUAGES[key]}" if key in LANGUAGES else key] = int(level)
    agent = max(engine.floor.agents) + 1
    own = "" if group == "-" else group
    engine.know_agent(at, agent, token, kind, own, tuple(levels.items()), CHANNELS)


def _play_step(scenario: Scenario, step: Step, stage: Stage, at: int) -> None:
    stage.heard_from = len(stage.recorder.facts)
    stage.refusals = []
    stage.engine.advance(at)
    for command in step.commands:
        refusal = _carry_out(scenario, step, stage, at, command)
        if refusal is not None:
            stage.refusals.append(refusal)
    unread = list(enumerate(stage.step_facts(), start=stage.heard_from))
    refused = list(stage.refusals)
    for expected in step.expected:
        where = f"{scenario.name}:{expected.line}"
        if expected.refused:
            _hold_refusal(where, expected, stage, refused)
        else:
            unread = _hold_outcome(where, expected, stage, at, unread)
    if refused:
        message = f"{scenario.name}:{step.line}: refused with {refused[0].code} ({refused[0].rule}), and no ✗ says so"
        raise Differs(message)
    offers = [fact for _, fact in unread if fact[0] == "contact_offered"]
    if offers and step.expected:
        message = f"{scenario.name}:{step.line}: caller {offers[0][2]} rings {stage.name(offers[0][3])}, unsaid"
        raise Differs(message)


def _carry_out(scenario: Scenario, step: Step, stage: Stage, at: int, command: str) -> Refusal | None:
    for pattern, act in COMMANDS:
        found = re.fullmatch(pattern, command)
        if found is not None:
            try:
                return act(stage, Order(at, found))
            except KeyError as unknown:
                message = f"{scenario.name}:{step.line}: nobody and nothing here is called {unknown}"
                raise BadScenario(message) from unknown
    message = f"{scenario.name}:{step.line}: “{command}” is nothing that anybody can do; see scenarios/README.md"
    raise BadScenario(message)


Unread = list[tuple[int, Recorded]]
"""(number, fact) of what was heard in a step and not yet told by a line."""


def _hold_refusal(where: str, expected: Expected, stage: Stage, refused: list[Refusal]) -> None:
    """`✗ not_briefed (T-3)`: the next refusal of the step, with the rule that it names."""
    if not refused:
        message = f"{where}: nothing was refused"
        raise Differs(message)
    refusal = refused.pop(0)
    said = f"{refusal.code} ({refusal.rule})" if refusal.rule else refusal.code
    if said != expected.what:
        message = f"{where}: refused with “{said}”"
        raise Differs(message)
    _hold_reason(where, expected, refusal_words(refusal, stage.engine.floor.rules))


def _hold_outcome(where: str, expected: Expected, stage: Stage, at: int, unread: Unread) -> Unread:
    """A fact of this step, in order, or a state as it is now. Returns the facts that are still untold."""
    for pattern, state in STATE_LINES:
        found = re.fullmatch(pattern, expected.what)
        if found is not None:
            is_so = state(stage, found)
            if is_so != expected.what:
                message = f"{where}: {is_so}"
                raise Differs(message)
            _hold_reason(where, expected, _why_waiting(stage, at))
            return unread
    for pattern, meant in FACT_LINES:
        found = re.fullmatch(pattern, expected.what)
        if found is None:
            continue
        for place, (number, fact) in enumerate(unread):
            if meant(stage, found, fact):
                if fact[0] == "contact_offered":
                    _hold_reason(where, expected, why_offered(stage, number))
                offers = [pair for pair in unread[:place] if pair[1][0] == "contact_offered"]
                return offers + unread[place + 1 :]
        heard = ", ".join(f"{fact[0]}{fact[2:]}" for _, fact in unread) or "nothing"
        message = f"{where}: “{expected.what}” did not happen; heard {heard}"
        raise Differs(message)
    message = f"{where}: “{expected.what}” is nothing that can follow; see scenarios/README.md"
    raise BadScenario(message)


def _hold_reason(where: str, expected: Expected, lines: list[str]) -> None:
    """What stands after `because` must be among the words of the explanation."""
    wanted = expected.because.rstrip(".").lower()
    if wanted and not any(wanted in line.lower() for line in lines):
        message = f"{where}: the explanation does not say “{expected.because}”, but: {' '.join(lines)}"
        raise Differs(message)


def why_offered(stage: Stage, number: int) -> list[str]:
    """The words of an offer's explanation, and of why each of the others was not considered."""
    facts = stage.recorder.facts
    told = explain_offer(facts, number)
    lines = words(told, stage.name)
    if told.rule.code in ("direct_transfer", "direct_call", "consult"):
        return lines
    return lines + _others(stage, told.contact, told.agent)


def _others(stage: Stage, contact: int, but: int) -> list[str]:
    """Why each of the others is not considered for a contact now, in words."""
    teller = Teller(stage.name, 0, str, str)
    call = stage.engine.floor.contacts.get(contact)
    if call is None or call.need is None:
        return []
    return [
        teller.one_left_out(agent.id, why_not(call.need, call.ring, agent))
        for agent in stage.engine.floor.agents.values()
        if agent.id != but
    ]


def _why_waiting(stage: Stage, at: int) -> list[str]:
    """The words of why each waiting contact waits."""
    floor: Floor = stage.engine.floor
    lines: list[str] = []
    for call in floor.contacts.values():
        if call.state == life.QUEUED:
            lines += words(explain_wait(floor, call.id, at), stage.name) + _others(stage, call.id, 0)
    return lines
