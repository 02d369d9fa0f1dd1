"""Whole explanations, from the journal alone: the floor of the moment is reproduced, then asked.

`start` may be a floor loaded from a snapshot; the facts are then those after it, and the timeline of a contact that
arrived before it begins there. The floor given as `start` is used up.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from highroad.core.engine import desk, life
from highroad.core.engine.engine import Engine
from highroad.core.engine.explain import (
    Explanation,
    Moment,
    Rule,
    considered,
    eligible_for,
    explain,
    free_for,
    left_out,
)
from highroad.core.engine.explain_changes import altered, changes_of_offer, changes_of_wait, sooner
from highroad.core.engine.facts import QUEUE_OFFER, Facts
from highroad.core.engine.floor import Floor
from highroad.core.engine.record import Recorded, apply

AFTER_MS: Final = 60_000
"""How long after an offer somebody who came free is still worth telling of."""

WAITS: Final = ("contact_queued", "ring_widened")

FREEING: Final = frozenset({
    "desk_moved", "contact_wrapped", "contact_ended", "offer_withdrawn", "contact_taken_over",
})  # fmt: skip
"""Facts after which somebody may be free who was not before."""

TOLD: Final = {
    "contact_arrived": "arrived",
    "contact_queued": "queued",
    "ring_widened": "ring",
    "contact_moved": "moved",
    "wait_limit_passed": "wait_limit",
    "contact_offered": "offered",
    "offer_missed": "missed",
    "offer_refused": "refused",
    "offer_cut_off": "cut_off",
    "offer_withdrawn": "withdrawn",
    "contact_answered": "answered",
    "contact_transferred": "transferred",
    "contact_taken_over": "taken_over",
    "contact_abandoned": "abandoned",
    "callback_requested": "callback",
    "contact_closed": "closed",
    "contact_ended": "ended",
}
"""The facts of a contact's way that a timeline tells, and the codes under which it does."""


def replay_until(facts: Iterable[Recorded], n: int, start: Floor | None = None) -> Floor:
    """The floor after the first `n` facts."""
    floor = start if start is not None else Floor(Facts())
    for fact in islice(facts, n):
        apply(floor, fact)
    return floor


def explain_from_journal(facts: Sequence[Recorded], fact_number: int, start: Floor | None = None) -> Explanation:
    """Explain the fact with this number (0 is the first): an offer, or a contact's beginning to wait or wider ring.

    Raises ValueError for any other fact: nothing was decided there about who gets what.
    """
    fact = facts[fact_number]
    if fact[0] in WAITS:
        # Waiting that ended in the same moment was none: what is to be explained is the offer.
        following = fact_number + 1
        while following < len(facts) and facts[following][:3] == ["ring_widened", *fact[1:3]]:
            following += 1
        if following < len(facts) and facts[following][:3] == ["contact_offered", *fact[1:3]]:
            fact_number, fact = following, facts[following]
    if fact[0] == "contact_offered":
        return explain_offer(facts, fact_number, start)
    if fact[0] in WAITS:
        floor = replay_until(facts, fact_number + 1, start)
        return explain_wait(floor, fact[2], fact[1])
    message = f"fact {fact_number} is {fact[0]}; give an offer, or where a contact was queued or its ring widened"
    raise ValueError(message)


def explain_offer(facts: Iterable[Recorded], offer_index: int, start: Floor | None = None) -> Explanation:
    """Why the contact of the offer with this number was offered to its agent, with its timeline up to the answer or
    whatever else came of the offer, and what would have changed it."""
    history = list(facts)
    if history[offer_index][0] != "contact_offered":
        message = f"fact {offer_index} is {history[offer_index][0]}, not an offer"
        raise ValueError(message)
    _, at, contact, agent, kind, _ = history[offer_index]
    floor = start if start is not None else Floor(Facts())
    line: list[Moment] = []
    before: list[Recorded] = []
    for fact in history[:offer_index]:
        if fact[1] == at:
            before.append(fact)
            continue
        _hear(floor, fact, contact, line)
    just_before = altered(floor)
    for fact in before:
        _hear(floor, fact, contact, line)
    if kind == QUEUE_OFFER:
        told = explain(floor, contact, agent, at)
        changes = changes_of_offer(floor, told)
        freed, line_after = _afterwards(floor, history[offer_index:], contact, line)
        changes += sooner(just_before, told, freed)
    else:
        told = _direct(floor, history, offer_index)
        changes = []
        _, line_after = _afterwards(floor, history[offer_index:], contact, line)
    return replace(told, timeline=tuple(line_after), changes=tuple(changes))


def _hear(floor: Floor, fact: Recorded, contact: int, line: list[Moment]) -> None:
    """Apply a fact, and tell it in the contact's timeline if it is one of its own."""
    apply(floor, fact)
    if fact[0] in TOLD and fact[2] == contact:
        line.append(_moment(floor, fact, line))


def _moment(floor: Floor, fact: Recorded, line: list[Moment]) -> Moment:
    """A fact of the contact as a point of its timeline, on the floor just after it."""
    name, at, contact, *rest = fact
    call = floor.contacts.get(contact)
    since = at - (line[0].at if line else at)
    agent = rest[0] if name in WITH_AGENT else 0
    subject = _subject(name, rest)
    if name in WAITS and call is not None and call.need is not None:
        able = len(eligible_for(floor, call.need, call.ring))
        free = len(free_for(floor, call.need, call.ring))
        return Moment(TOLD[name], at, since, ring=call.ring, eligible=able, free=free, subject=subject)
    return Moment(TOLD[name], at, since, agent=agent, subject=subject)


WITH_AGENT: Final = frozenset({
    "contact_offered", "offer_missed", "offer_refused", "offer_cut_off", "offer_withdrawn", "contact_answered",
    "contact_transferred", "contact_taken_over", "contact_ended",
})  # fmt: skip
"""The facts whose first argument after the contact is an agent."""


def _subject(name: str, rest: list[object]) -> str:
    """The queue, reason or rule that a point of the timeline names."""
    places = {
        "contact_queued": 0, "contact_moved": 0, "offer_refused": 1, "contact_transferred": 4, "contact_closed": 0,
        "contact_ended": 1,
    }  # fmt: skip
    return str(rest[places[name]]) if name in places else ""


def _afterwards(
    floor: Floor, facts: list[Recorded], contact: int, line: list[Moment]
) -> tuple[list[tuple[int, int]], list[Moment]]:
    """From the offer on: (agent, at) of whoever came free, and the timeline up to what became of the offer."""
    began = facts[0][1]
    freed: list[tuple[int, int]] = []
    settled = False
    for fact in facts:
        if settled and fact[1] > began + AFTER_MS:
            break
        free = (
            {agent.id for agent in floor.agents.values() if agent.state == desk.AVAILABLE} if _frees(fact) else set()
        )
        if settled:
            apply(floor, fact)
        else:
            _hear(floor, fact, contact, line)
            settled = fact[2] == contact and fact[0] in OUTCOMES
        if _frees(fact) and began < fact[1] <= began + AFTER_MS:
            freed += [
                (agent.id, fact[1])
                for agent in floor.agents.values()
                if agent.state == desk.AVAILABLE and agent.id not in free
            ]
    return freed, line


OUTCOMES: Final = frozenset({"contact_answered", "offer_missed", "offer_refused", "offer_cut_off", "offer_withdrawn"})


def _frees(fact: Recorded) -> bool:
    return fact[0] in FREEING


def _direct(floor: Floor, history: list[Recorded], offer_index: int) -> Explanation:
    """Why a desk rang directly: a transfer under a rule, a consult, or a call of the person's own."""
    _, at, contact, agent, _, _ = history[offer_index]
    call = floor.contacts[contact]
    last = history[offer_index - 1]
    rule = Rule("direct_call", call.channel)
    if last[0] == "contact_transferred" and last[2] == contact:
        rule = Rule("direct_transfer", last[7])
    elif call.parent:
        rule = Rule("consult")
    return Explanation(
        at=at,
        contact=contact,
        agent=agent,
        queue=call.queue,
        language=call.language,
        channel=call.channel,
        ring=-1,
        required=(),
        waited_ms=at - call.arrived,
        age_ms=at - call.age_from,
        rule=rule,
    )


def explain_wait(floor: Floor, contact: int, at: int) -> Explanation:
    """Why a contact waits at `at`, and what will end its waiting. Raises ValueError when it does not wait."""
    call = floor.contacts.get(contact)
    if call is None or call.state != life.QUEUED or call.need is None:
        message = f"contact {contact} does not wait in a queue"
        raise ValueError(message)
    rows = considered(floor, call.need, call.ring, at)
    engine = Engine()
    engine.floor = floor
    place = engine.place_in_line(contact)
    return Explanation(
        at=at,
        contact=contact,
        agent=0,
        queue=call.queue,
        language=call.language,
        channel=call.channel,
        ring=call.ring,
        required=call.need.queue.rings[call.ring].required,
        waited_ms=at - call.arrived,
        age_ms=at - call.age_from,
        rule=Rule("nobody_free"),
        place=place,
        considered=rows,
        left_out=left_out(floor, call.need, call.ring),
        changes=tuple(changes_of_wait(floor, call, at)),
    )
