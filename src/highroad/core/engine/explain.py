"""Why a contact came to whom it came to, or why it still waits: the decision's grounds, as plain data.

An explanation is worked out on demand from the floor as it was just before the decision, so that nothing is kept
for it while callers wait. It reads everyone and every waiting contact once, which a decision never does. Ids, codes
and numbers only: `explain_words` has the sentences, `explain_journal` the floor of the moment and the timeline,
`explain_changes` what would have changed the decision.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Final

from highroad.core.engine import desk, life
from highroad.core.engine.floor import Floor
from highroad.core.engine.matching import Matching
from highroad.core.engine.pools import Agent, Contact, Need
from highroad.core.engine.rulebook import missing
from highroad.core.words.policy import SkillNeed

RIVALS_MAX: Final = 5
"""How many other waiting contacts are told apart, the next ones and the last; a line of hundreds explains no more."""


@dataclass(frozen=True, slots=True)
class Considered:
    """Somebody who was free and whom the contact's ring admits. `levels` are of the skills asked for or preferred;
    `languages` those they speak that were not asked for."""

    agent: int
    tier: int
    free_ms: int
    levels: tuple[tuple[str, int], ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many were not considered for one reason, and how many of those were free at the time.

    `code` is `lacks` (`lacking` names skill and least level), `channel`, `not_connected`, or `desk` (`state`).
    """

    code: str
    count: int = 1
    free: int = 0
    state: str = ""
    lacking: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What put the chosen one first. `code` is one of `RULES`; `subject` is the skill, or the playbook's rule."""

    code: str
    subject: str = ""


RULES: Final = (
    "only_one_free", "preferred_skill", "most_skilled", "longest_idle",
    "direct_transfer", "direct_call", "consult", "nobody_free",
)  # fmt: skip
CONTACT_RULES: Final = ("only_contact", "highest_level", "oldest_contact", "oldest_of_level")


@dataclass(frozen=True, slots=True)
class Rival:
    """Another contact that waited and could have come to the same person."""

    contact: int
    level: int
    waited_ms: int


@dataclass(frozen=True, slots=True)
class Moment:
    """One point of a contact's way. `since_ms` counts from its arrival; `eligible` and `free` tell how many the ring
    admitted and how many of them were free when it was reached, -1 where that says nothing."""

    code: str
    at: int
    since_ms: int
    agent: int = 0
    ring: int = -1
    eligible: int = -1
    free: int = -1
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """Something that would have changed the decision; each was decided again on a floor with just that changed.

    `agent` (0: nobody) would have got the contact, or `contact` would have come first, as `code` says.
    """

    code: str
    agent: int = 0
    contact: int = 0
    ms: int = 0
    at: int = 0
    subject: str = ""
    count: int = 0


@dataclass(frozen=True, slots=True)
class Explanation:
    """A decision and its grounds. `agent` is 0 when nobody has been found. Times in epoch ms, spans end in `_ms`.

    `waited_ms` counts from its arrival; `age_ms` is what its place in line goes by, a kept place or a head start
    included.
    """

    at: int
    contact: int
    agent: int
    queue: str
    language: str
    channel: str
    ring: int
    required: tuple[SkillNeed, ...]
    waited_ms: int
    age_ms: int
    rule: Rule
    contact_rule: str = ""
    place: int = 0
    considered: tuple[Considered, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    rivals: tuple[Rival, ...] = ()
    timeline: tuple[Moment, ...] = ()
    changes: tuple[Change, ...] = ()


def on(floor: Floor) -> Matching:
    """The engine's own decisions, on this floor."""
    engine = Matching()
    engine.floor = floor
    return engine


def free_for(floor: Floor, need: Need, ring: int) -> list[tuple[int, Agent]]:
    """(tier, agent) of everyone free whom the ring admits, first who comes first."""
    tiers = {link.profile.id: link.tier for link in need.links if link.ring <= ring}
    found = [
        (tiers[agent.profile.id], agent)
        for agent in floor.agents.values()
        if agent.state == desk.AVAILABLE and agent.profile is not None and agent.profile.id in tiers
    ]
    return sorted(found, key=lambda pair: (pair[0], pair[1].idle_order))


def eligible_for(floor: Floor, need: Need, ring: int) -> list[Agent]:
    """Everyone signed in whom the ring admits, free or not, by id."""
    profiles = {link.profile.id for link in need.links if link.ring <= ring}
    return [
        agent
        for _, agent in sorted(floor.agents.items())
        if agent.state != desk.SIGNED_OUT and agent.profile is not None and agent.profile.id in profiles
    ]


def considered(floor: Floor, need: Need, ring: int, at: int) -> tuple[Considered, ...]:
    """Who could have been given the contact, in order."""
    asked = dict.fromkeys([want.skill for want in need.queue.rings[ring].required] + list(need.queue.preferred))
    if need.language:
        asked[f"lang:{need.language}"] = None
    rows = []
    for tier, agent in free_for(floor, need, ring):
        assert agent.profile is not None
        skills = agent.profile.skills
        levels = tuple((skill, skills[skill]) for skill in asked if skill in skills and ":" not in skill)
        spoken = tuple(
            skill.removeprefix("lang:")
            for skill in sorted(skills)
            if skill.startswith("lang:") and skill != f"lang:{need.language}"
        )
        rows.append(Considered(agent.id, tier, at - agent.since, levels, spoken))
    return tuple(rows)


def left_out(floor: Floor, need: Need, ring: int) -> tuple[LeftOut, ...]:
    """Why everyone else who was signed in was not considered; the reason that lies deepest is the one counted."""
    counts: Counter[LeftOut] = Counter()
    free: Counter[LeftOut] = Counter()
    for agent in floor.agents.values():
        why = None if agent.state == desk.SIGNED_OUT else why_not(need, ring, agent)
        if why is not None:
            counts[why] += 1
            free[why] += agent.state == desk.AVAILABLE
    rows = [replace(why, count=count, free=free[why]) for why, count in counts.items()]
    return tuple(sorted(rows, key=lambda row: (row.code != "desk", -row.count, row.state, row.lacking)))


def why_not(need: Need, ring: int, agent: Agent) -> LeftOut | None:
    """Why one person is not considered for contacts of this need and ring; None when they are."""
    if agent.profile is None or need.channel not in agent.profile.channels:
        return LeftOut("channel")
    lacking = tuple(missing(need, agent.profile.skills, ring))
    if lacking:
        return LeftOut("lacks", lacking=lacking)
    if agent.state == desk.AVAILABLE:
        return None
    if not agent.connected:
        return LeftOut("not_connected")
    return LeftOut("desk", state=desk.STATE_NAMES[agent.state])


def agent_rule(floor: Floor, need: Need, rows: tuple[Considered, ...]) -> Rule:
    """What put the first of those considered before the second."""
    if not rows:
        return Rule("nobody_free")
    if len(rows) == 1:
        return Rule("only_one_free")
    first, second = rows[0], rows[1]
    if first.tier == second.tier:
        return Rule("longest_idle")
    ours, theirs = skills_of(floor, first.agent), skills_of(floor, second.agent)
    for skill in need.queue.preferred:
        if (skill in ours) != (skill in theirs):
            return Rule("preferred_skill", skill)
    return Rule("most_skilled", need.queue.rings[0].required[0].skill)


def skills_of(floor: Floor, agent: int) -> dict[str, int]:
    """An agent's skills and levels, the staffing group among them; empty when nothing is known."""
    profile = floor.agents[agent].profile
    return profile.skills if profile is not None else {}


def rivals(floor: Floor, call: Contact, agent: Agent, at: int) -> tuple[Rival, ...]:
    """The other contacts that waited and could have come to this agent, first who comes next."""
    if agent.profile is None:
        return ()
    rings = {link.need.id: link.ring for link in agent.profile.links}
    others = [
        other
        for other in floor.contacts.values()
        if other.id != call.id
        and other.state == life.QUEUED
        and other.need is not None
        and rings.get(other.need.id, other.ring + 1) <= other.ring
    ]
    others.sort(key=lambda other: (-_level(other), other.age_from, other.id))
    told = others if len(others) <= RIVALS_MAX else [*others[: RIVALS_MAX - 1], others[-1]]
    return tuple(Rival(other.id, _level(other), at - other.age_from) for other in told)


def _level(call: Contact) -> int:
    return call.need.queue.level if call.need is not None else 0


def contact_rule(call: Contact, others: tuple[Rival, ...]) -> str:
    """What put this contact before the others."""
    if not others:
        return "only_contact"
    if _level(call) > others[0].level:
        return "highest_level"
    return "oldest_contact" if others[-1].level == _level(call) else "oldest_of_level"


def explain(floor_before: Floor, contact: int, agent: int, at: int) -> Explanation:
    """Why `contact`, waiting in a queue on `floor_before`, was offered to `agent` at `at`. Without a timeline and
    without what would have changed it; `explain_journal.explain_offer` gives both.

    Raises ValueError when that floor would have decided otherwise: the journal and the engine then disagree.
    """
    call = floor_before.contacts[contact]
    if call.state != life.QUEUED or call.need is None:
        message = f"contact {contact} is not waiting in a queue; a direct offer is explained by its rule"
        raise ValueError(message)
    rows = considered(floor_before, call.need, call.ring, at)
    decided = call.need.best_agent(call.ring)
    if decided is None or decided.id != agent or rows[0].agent != agent:
        message = f"contact {contact} was offered to {agent}, but this floor decides for {decided and decided.id}"
        raise ValueError(message)
    others = rivals(floor_before, call, decided, at)
    return Explanation(
        at=at,
        contact=contact,
        agent=agent,
        queue=call.queue,
        language=call.language,
        channel=call.channel,
        ring=call.ring,
        required=call.need.queue.rings[call.ring].required,
        waited_ms=at - call.arrived,
        age_ms=at - call.age_from,
        rule=agent_rule(floor_before, call.need, rows),
        contact_rule=contact_rule(call, others),
        considered=rows,
        left_out=left_out(floor_before, call.need, call.ring),
        rivals=others,
    )
