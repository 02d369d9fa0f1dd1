"""What would have changed a decision. Nothing is claimed that was not tried: the floor of the moment is copied with
one thing changed, and the engine's own decision is taken on the copy. What comes out the same is not mentioned.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from highroad.core.engine import desk, life, snapshot
from highroad.core.engine.engine import Engine
from highroad.core.engine.explain import Change, Explanation, eligible_for, on, skills_of
from highroad.core.engine.facts import Facts
from highroad.core.engine.floor import Floor
from highroad.core.engine.pools import Contact
from highroad.core.engine.record import Recorder
from highroad.core.engine.timers import RING_DUE

LANGUAGES_MAX: Final = 3
"""How many other languages are tried; a floor of twenty languages needs no twenty sentences."""

TRIED_MAX: Final = 10
"""How many of those who came free soon after are tried; each costs a copy of the floor."""

Dump = dict[str, Any]
AGENT_AT: Final = {name: place for place, name in enumerate(snapshot.AGENT_FIELDS, start=1)}
CONTACT_AT: Final = {name: place for place, name in enumerate(snapshot.CONTACT_FIELDS, start=1)}


def altered(floor: Floor, change: Callable[[Dump], None] | None = None, listener: Facts | None = None) -> Floor:
    """A copy of a floor in which `change` has changed the plain values."""
    data = snapshot.dump(floor)
    # Rows are new lists, but skills and policies are shared with the floor; a change replaces those whole.
    if change is not None:
        change(data)
    return snapshot.load(data, listener)


def _row(rows: Iterable[list[Any]], number: int) -> list[Any]:
    return next(row for row in rows if row[0] == number)


def chosen(floor: Floor, contact: int) -> int:
    """Whom the engine gives a waiting contact on this floor; 0 for nobody."""
    call = floor.contacts[contact]
    assert call.need is not None
    agent = call.need.best_agent(call.ring)
    return agent.id if agent is not None else 0


# -- the ways in which a copy differs --------------------------------------------------------------------------------


def freed_after(agent: int, other: int) -> Callable[[Dump], None]:
    """`agent` became free just after `other` did."""

    def change(data: Dump) -> None:
        place, since = AGENT_AT["idle_order"], AGENT_AT["since"]
        behind = _row(data["agents"], other)
        for row in data["agents"]:
            if row[place] > behind[place]:
                row[place] += 1
        ours = _row(data["agents"], agent)
        ours[place] = behind[place] + 1
        ours[since] = behind[since]
        data["idle_order"] += 1

    return change


def without_skill(agent: int, skill: str, level: int) -> Callable[[Dump], None]:
    """`agent` has `skill` at `level` only; at level 0 not at all."""

    def change(data: Dump) -> None:
        row = _row(data["agents"], agent)
        skills, channels = row[-1]
        kept = [pair for pair in skills if pair[0] != skill] + ([[skill, level]] if level else [])
        row[-1] = [sorted(kept), channels]

    return change


def in_language(contact: int, language: str) -> Callable[[Dump], None]:
    """The caller chose `language`; empty: none in particular."""

    def change(data: Dump) -> None:
        _row(data["contacts"], contact)[CONTACT_AT["language"]] = language

    return change


def aged(contact: int, age_from: int) -> Callable[[Dump], None]:
    """The contact has waited since `age_from`."""

    def change(data: Dump) -> None:
        _row(data["contacts"], contact)[CONTACT_AT["age_from"]] = age_from

    return change


def only_rings(data: Dump) -> None:
    """Nothing falls due any more but the widening of rings."""
    data["timers"] = [timer for timer in data["timers"] if timer[1] == RING_DUE]


def made_free(agent: int) -> Callable[[Dump], None]:
    """`agent` has just become free, whatever they were doing."""

    def change(data: Dump) -> None:
        data["idle_order"] += 1
        row = _row(data["agents"], agent)
        row[AGENT_AT["state"]] = desk.AVAILABLE
        row[AGENT_AT["connected"]] = True
        row[AGENT_AT["idle_order"]] = data["idle_order"]
        row[AGENT_AT["since"]] = data["now"]

    return change


# -- what is said ----------------------------------------------------------------------------------------------------


def changes_of_offer(floor: Floor, told: Explanation) -> list[Change]:
    """What would have changed an offer, on the floor just before it."""
    languages = _languages(floor, floor.contacts[told.contact], told.agent)
    return [*_idleness(floor, told), *_skill(floor, told), *languages, *_line(floor, told)]


def _idleness(floor: Floor, told: Explanation) -> list[Change]:
    """Free for a shorter time than the next of the same tier."""
    if told.rule.code != "longest_idle":
        return []
    other = told.considered[1]
    instead = chosen(altered(floor, freed_after(told.agent, other.agent)), told.contact)
    if instead != other.agent or other.free_ms == 0:
        return []
    return [Change("free_shorter", agent=instead, ms=other.free_ms)]


def _skill(floor: Floor, told: Explanation) -> list[Change]:
    """Without what put them first."""
    if told.rule.code not in ("preferred_skill", "most_skilled"):
        return []
    skill = told.rule.subject
    level = 0
    if told.rule.code == "most_skilled":
        level = skills_of(floor, told.considered[1].agent).get(skill, 0)
        asked = [want.level for want in told.required if want.skill == skill]
        if level < max(asked, default=0):
            return []
    instead = chosen(altered(floor, without_skill(told.agent, skill, level)), told.contact)
    if instead == told.agent:
        return []
    return [Change("without_skill", agent=instead, subject=skill, count=level)]


def _languages(floor: Floor, call: Contact, agent: int) -> list[Change]:
    """The caller had chosen another language, or none, and somebody other than `agent` had come first."""
    spoken = {skill for row in floor.agents.values() if row.profile is not None for skill in row.profile.skills}
    others = sorted(skill.removeprefix("lang:") for skill in spoken if skill.startswith("lang:"))
    tried = [language for language in others if language != call.language][:LANGUAGES_MAX]
    found = []
    for language in [*tried, *([""] if call.language else [])]:
        instead = chosen(altered(floor, in_language(call.id, language)), call.id)
        if instead not in (0, agent):
            found.append(Change("other_language" if language else "any_language", agent=instead, subject=language))
    return found


def _line(floor: Floor, told: Explanation) -> list[Change]:
    """The next contact had waited longer than this one."""
    if told.contact_rule not in ("oldest_contact", "oldest_of_level"):
        return []
    rival, call = told.rivals[0], floor.contacts[told.contact]
    copy = altered(floor, aged(rival.contact, call.age_from - 1))
    first = on(copy).first_for(copy.agents[told.agent])
    if first is None or first.id != rival.contact:
        return []
    ms = floor.contacts[rival.contact].age_from - (call.age_from - 1)
    return [Change("rival_older", contact=rival.contact, ms=ms)]


def sooner(before: Floor, told: Explanation, freed: Iterable[tuple[int, int]]) -> list[Change]:
    """Somebody came free just after the offer: the call was theirs, had it been just before.

    `before` is the floor before the moment of the offer; `freed` are (agent, at) of whoever became free after it, in
    order. Only the first of whom it is true is told.
    """
    call = before.contacts.get(told.contact)
    if call is None or call.state != life.QUEUED or call.need is None:
        return []
    able = {agent.id for agent in eligible_for(before, call.need, call.ring)}
    busy = [(agent, at) for agent, at in freed if agent in able and before.agents[agent].state != desk.AVAILABLE]
    for agent, at in [pair for pair in busy if pair[0] != told.agent][:TRIED_MAX]:
        copy = altered(before, made_free(agent))
        first = on(copy).first_for(copy.agents[agent])
        if first is not None and first.id == told.contact:
            return [Change("sooner", agent=agent, ms=at - told.at + 1, at=at, count=len(able))]
    return []


def changes_of_wait(floor: Floor, call: Contact, at: int) -> list[Change]:
    """What would end a contact's waiting, on the floor as it is."""
    assert call.need is not None
    found: list[Change] = []
    able = [agent for agent in eligible_for(floor, call.need, call.ring) if agent.state != desk.AVAILABLE]
    copy = altered(floor)
    theirs = 0
    for agent in able:
        twin = copy.agents[agent.id]
        was, twin.state = twin.state, desk.AVAILABLE
        first = on(copy).first_for(twin)
        twin.state = was
        theirs += first is not None and first.id == call.id
    if theirs:
        found.append(Change("next_free", count=theirs))
    return [*found, *_rings_ahead(floor, call, at), *_languages(floor, call, 0)]


def _rings_ahead(floor: Floor, call: Contact, at: int) -> list[Change]:
    """Who gets the contact when its rings widen and nothing else happens; older contacts' rings widen, too."""
    assert call.need is not None
    recorder = Recorder()
    engine = Engine()
    engine.floor = altered(floor, only_rings, recorder)
    engine.advance(max(at, call.age_from + call.need.queue.rings[-1].after_ms))
    for name, when, contact, *rest in recorder.facts:
        if name == "contact_offered" and contact == call.id and when > at:
            ring = engine.floor.contacts[contact].ring
            return [Change("ring_widens", agent=rest[0], ms=when - at, at=when, count=ring)]
    return []
