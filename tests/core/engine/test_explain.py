"""Explanations: the reason given is the engine's own, and what would have changed it would have."""

from __future__ import annotations

import random
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from core.engine.floors import ADA, BEN, BOB, HAL, HEDY, NINE, a_policy
from core.engine.test_everything_holds import a_wild_day
from highroad.core.engine import desk, snapshot
from highroad.core.engine.engine import Engine
from highroad.core.engine.explain import CONTACT_RULES, RULES, Change, Explanation, eligible_for, on
from highroad.core.engine.explain_journal import explain_from_journal, explain_offer, replay_until
from highroad.core.engine.explain_words import CHANGES, anonymous, words
from highroad.core.engine.facts import QUEUE_OFFER, Facts
from highroad.core.engine.floor import Floor
from highroad.core.engine.record import Recorded, Recorder
from highroad.core.engine.timers import RING_DUE
from highroad.core.words.policy import Queue, Ring, SkillNeed

NEW = 7_000_000
NAMES = {ADA: "Ada", BEN: "Ben", BOB: "Bob", HAL: "Hal", HEDY: "Hedy", 4: "Carmen"}


def name(agent: int) -> str:
    return NAMES[agent]


# -- the engine, asked again by its own facts and decisions ----------------------------------------------------------


def copy_of(floor: Floor) -> tuple[Engine, Recorder]:
    recorder = Recorder()
    engine = Engine()
    engine.floor = snapshot.load(snapshot.dump(floor), recorder)
    return engine, recorder


def twin(floor: Floor) -> Floor:
    return snapshot.load(snapshot.dump(floor))


def offered(recorder: Recorder) -> list[tuple[int, int, int]]:
    """(at, contact, agent) of what was offered."""
    return [tuple(fact[1:4]) for fact in recorder.facts if fact[0] == "contact_offered"]


def arrive_instead(engine: Engine, at: int, contact: int, *, language: str | None, age_from: int) -> None:
    """Put a new contact in the place of one that waits."""
    floor = engine.floor
    call = floor.contacts[contact]
    ring = call.ring
    spoken = call.language if language is None else language
    floor.contact_closed(at, contact, "replaced")
    floor.contact_arrived(at, NEW, call.channel, call.purpose, spoken, "", 0)
    floor.contact_queued(at, NEW, call.queue, age_from, ring)


def set_free(engine: Engine, agent: int, at: int) -> None:
    person = engine.floor.agents[agent]
    person.connected = True
    engine.floor._enter(person, desk.AVAILABLE, "", at)
    engine._occupy(at, person)


def holds(before: Floor, just_before: Floor, told: Explanation, change: Change) -> bool:
    """Whether a change does what it says, decided by an engine on a copy that was changed by facts."""
    engine, recorder = copy_of(just_before if change.code == "sooner" else before)
    floor, at, call = engine.floor, told.at, told.contact
    match change.code:
        case "free_shorter":
            floor.desk_moved(at, told.agent, desk.BREAK, "break", told.agent, "")
            floor.desk_moved(at, told.agent, desk.AVAILABLE, "", told.agent, "")
            engine._place(at, floor.contacts[call])
            return offered(recorder) == [(at, call, change.agent)]
        case "without_skill":
            person = floor.agents[told.agent]
            assert person.profile is not None
            skills = {k: v for k, v in person.profile.skills.items() if not k.startswith("group:")}
            skills[change.subject] = change.count
            kept = tuple(sorted((k, v) for k, v in skills.items() if v))
            floor.agent_known(at, person.id, person.token, person.kind, person.group, kept, person.profile.channels)
            engine._place(at, floor.contacts[call])
            return offered(recorder) == [(at, call, change.agent)]
        case "other_language" | "any_language":
            age = floor.contacts[call].age_from
            arrive_instead(engine, at, call, language=change.subject, age_from=age)
            engine._place(at, floor.contacts[NEW])
            return offered(recorder) == [(at, NEW, change.agent)]
        case "rival_older":
            age = floor.contacts[change.contact].age_from - change.ms
            arrive_instead(engine, at, change.contact, language=None, age_from=age)
            engine._occupy(at, floor.agents[told.agent])
            return offered(recorder) == [(at, NEW, told.agent)]
        case "sooner":
            set_free(engine, change.agent, change.at - change.ms)
            return offered(recorder) == [(change.at - change.ms, call, change.agent)]
        case "ring_widens":
            floor.timers.heap = [timer for timer in floor.timers.heap if timer[2] == RING_DUE]
            engine.advance(change.at)
            return (change.at, call, change.agent) in offered(recorder)
        case "next_free":
            count = 0
            need = before.contacts[call].need
            assert need is not None
            for agent in eligible_for(before, need, before.contacts[call].ring):
                engine, recorder = copy_of(before)
                if engine.floor.agents[agent.id].state != desk.AVAILABLE:
                    set_free(engine, agent.id, at)
                    count += offered(recorder) == [(at, call, agent.id)]
            return count == change.count
    raise AssertionError(change)


def journal_holds(facts: list[Recorded]) -> Counter[str]:
    """Explain every offer and wait of a journal, and hold each against the engine; the codes that were seen."""
    seen: Counter[str] = Counter()
    past, moment = Floor(Facts()), 0
    for number, (fact, at, *rest) in enumerate(facts):
        if at > facts[moment][1]:
            past, moment = replay_until(facts[moment:], number - moment, past), number
        if fact == "contact_offered":
            contact, agent, kind, _ = rest
            told = explain_offer(facts[moment:], number - moment, twin(past))
            assert (told.contact, told.agent, told.at) == (contact, agent, at)
            before = replay_until(facts[moment:], number - moment, twin(past))
            if kind == QUEUE_OFFER:
                assert told.considered[0].agent == agent
                first = on(before).first_for(before.agents[agent])
                assert first is not None
                assert first.id == contact
                seen[told.contact_rule] += 1
        elif fact in ("contact_queued", "ring_widened"):
            told = explain_from_journal(facts[moment:], number - moment, twin(past))
            before = replay_until(facts[moment:], number + 1 - moment, twin(past))
            if told.agent:
                continue
        else:
            continue
        just_before = past
        for change in told.changes:
            assert change.agent == 0 or change.agent != told.agent, "that would have changed nothing"
            assert holds(before, just_before, told, change), (number, change)
        seen.update(change.code for change in told.changes)
        seen[told.rule.code] += 1
        assert all("{" not in line and line for line in words(told, anonymous(told), told.agent))
    return seen


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_every_offer_of_a_wild_day_is_explained_as_it_was_decided(seed: int) -> None:
    _, recorder = a_wild_day(seed, 120)
    journal_holds(recorder.facts)


def a_lively_day(seed: int, steps: int) -> list[Recorded]:
    """A floor of twelve where most calls are answered: several are free or waiting at once."""
    recorder = Recorder()
    skilled = Queue(
        key="family",
        purposes=("always",),
        rings=(Ring(0, (SkillNeed("foodshare", 3),)), Ring(20_000, (SkillNeed("foodshare", 1),), language=False)),
        preferred=("reviews",),
        order="most_skilled",
        offer_ms=15_000,
    )
    plain = Queue(key="ebd", purposes=("always",), rings=(Ring(0), Ring(15_000, language=False)))
    urgent = Queue(key="urgent", purposes=("always",), rings=(Ring(0, (SkillNeed("foodshare", 2),)),), level=5)
    engine = Engine(recorder)
    engine.adopt(NINE, a_policy(queues=(skilled, plain, urgent)), 0)
    dice = random.Random(seed)
    crew = list(range(1, 13))
    for agent in crew:
        skills = {"foodshare": dice.randrange(1, 6)}
        skills.update({skill: 3 for skill in ("reviews", "lang:es", "lang:hmn") if dice.random() < 0.3})
        channels = ("voice", "message") if dice.random() < 0.9 else ("message",)
        engine.know_agent(NINE, agent, f"a{agent}", "agent", "", tuple(skills.items()), channels)
        engine.move_desk(NINE, agent, desk.AWAY, "", agent)
    at = NINE
    for number in range(steps):
        at += dice.choice([10, 500, 2_000, 6_000])
        engine.advance(at)
        lively_step(engine, dice, at, 1000 + number, crew)
    return recorder.facts


def lively_step(engine: Engine, dice: random.Random, at: int, fresh: int, crew: list[int]) -> None:
    """Mostly what should be done next at somebody's desk, sometimes something else."""
    luck, agent = dice.random(), dice.choice(crew)
    person = engine.floor.agents[agent]
    if luck < 0.3:
        language = dice.choice(["", "", "es", "hmn"])
        engine.arrive(at, fresh, dice.choice(["family", "ebd", "urgent"]), language=language)
    elif luck < 0.34:
        engine.hang_up(at, dice.choice([*engine.floor.contacts, 0]))
    elif luck < 0.37:
        engine.lose_connection(at, agent)
    elif luck < 0.4 and person.contact:
        engine.consult_person(at, person.contact, agent, fresh, dice.choice(crew))
    elif luck < 0.42 and person.contact:
        engine.transfer_person(at, person.contact, agent, dice.choice(crew), "person", "long_term_care")
    elif person.state == desk.OFFERED:
        engine.answer(at, person.contact, agent)
    elif person.state in desk.ON_CALL:
        engine.end(at, person.contact, agent)
    elif person.state == desk.WRAPPING:
        engine.wrap(at, person.contact, agent, "done")
    elif person.state == desk.AVAILABLE and luck > 0.97:
        engine.move_desk(at, agent, desk.BREAK, "break", agent)
    else:
        engine.restore_connection(at, agent)
        engine.move_desk(at, agent, desk.AVAILABLE, "", agent)


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_every_offer_of_a_lively_day_is_explained_as_it_was_decided(seed: int) -> None:
    journal_holds(a_lively_day(seed, 100))


def test_the_lively_days_reach_all_that_can_be_said() -> None:
    seen: Counter[str] = Counter()
    for seed in range(4):
        seen += journal_holds(a_lively_day(seed, 220))
    assert set(RULES) - {"direct_call"} | set(CONTACT_RULES) | CHANGE_CODES == set(seen)


CHANGE_CODES = set(CHANGES) - {"next_free_one", "sooner_one", "lower_skill"}
"""The others are wordings of codes that are here."""
