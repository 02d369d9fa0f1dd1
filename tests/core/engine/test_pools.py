"""The two indexes against plain references: whatever was done, they name who a look at everyone would name."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highroad.core.engine.pools import Agent, Contact, Need, Profile
from highroad.core.engine.rulebook import Rulebook, missing
from highroad.core.words.policy import Policy, Queue, Ring, SkillNeed

AVAILABLE, ELSEWHERE = 1, 8
LEVELS = range(4)


def a_rulebook(order: str = "longest_idle", preferred: tuple[str, ...] = ("x", "y")) -> Rulebook:
    queue = Queue(
        key="q",
        purposes=("always",),
        rings=(
            Ring(0, (SkillNeed("a", 2),)),
            Ring(10, (SkillNeed("a", 1),)),
            Ring(20, (), language=False),
        ),
        preferred=preferred,
        order=order,  # type: ignore[arg-type]  # one of two words
    )
    other = Queue(key="r", purposes=("always",), rings=(Ring(0, (SkillNeed("b"),)),))
    rules = Rulebook()
    rules.adopt(Policy("t", 1, "UTC", (queue, other), (), (), ()))
    return rules


def a_contact(number: int, queue: str, language: str, channel: str = "voice") -> Contact:
    call = Contact(number, channel, "always", language, "", 0, 0)
    call.version, call.queue = 1, queue
    return call


class Reference:
    """A small floor of people who come and go, indexed and listed."""

    def __init__(self, dice: random.Random, order: str) -> None:
        self.dice = dice
        self.order = order
        self.rules = a_rulebook(order)
        self.agents: list[Agent] = []
        self.needs = [self.rules.need_of(a_contact(1, "q", "")), self.rules.need_of(a_contact(1, "q", "es"))]
        self.place = 0

    def newcomer(self) -> None:
        skills = {"a": self.dice.choice(LEVELS), "b": self.dice.choice(LEVELS), "lang:es": self.dice.choice([0, 1])}
        skills.update({"x": self.dice.choice([0, 1]), "y": self.dice.choice([0, 1])})
        channels = ("voice",) if self.dice.random() < 0.9 else ("message",)
        agent = Agent(len(self.agents) + 1, "", "agent", "")
        held = tuple(sorted((skill, level) for skill, level in skills.items() if level))
        agent.profile = self.rules.profile_of("", held, channels)
        agent.state = ELSEWHERE
        self.agents.append(agent)

    def comes(self, agent: Agent) -> None:
        if agent.state != AVAILABLE:
            self.place += 1
            agent.idle_order = self.place
            self.lists(agent)

    def lists(self, agent: Agent) -> None:
        agent.state = AVAILABLE
        agent.stamp += 1
        assert agent.profile is not None
        agent.profile.add_idle(agent)

    def goes(self, agent: Agent) -> None:
        if agent.state == AVAILABLE:
            agent.state = ELSEWHERE
            agent.stamp += 1
            assert agent.profile is not None
            agent.profile.idle_count -= 1

    def takes_place_back(self, agent: Agent) -> None:
        """Offered a contact, and the offer withdrawn at once or after a while."""
        if agent.state == ELSEWHERE and agent.idle_order:
            self.lists(agent)

    def best(self, need: Need, ring: int) -> int:
        free = [(a, a.profile) for a in self.agents if a.state == AVAILABLE and a.profile is not None]
        able = [
            (*self.fit(need, profile), agent.idle_order, agent.id)
            for agent, profile in free
            if need.channel in profile.channels and any(not missing(need, profile.skills, r) for r in range(ring + 1))
        ]
        return min(able)[-1] if able else 0

    def fit(self, need: Need, profile: Profile) -> tuple[int, ...]:
        if need.queue.key == "r":
            return ()
        preferred = tuple(int(skill not in profile.skills) for skill in ("x", "y"))
        return (*preferred, -profile.skills.get("a", 0)) if self.order == "most_skilled" else preferred

    def agrees(self) -> None:
        for need in self.needs:
            for ring in range(len(need.queue.rings)):
                found = need.best_agent(ring)
                assert (found.id if found else 0) == self.best(need, ring)


@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 2**32), order=st.sampled_from(["longest_idle", "most_skilled"]), asked=st.floats(0.05, 1))
def test_the_best_agent_is_whom_a_look_at_everyone_finds(seed: int, order: str, asked: float) -> None:
    dice = random.Random(seed)
    floor = Reference(dice, order)
    for step in range(150):
        if step < 5 or dice.random() < 0.1:
            floor.newcomer()
        agent = dice.choice(floor.agents)
        dice.choice([floor.comes, floor.comes, floor.goes, floor.goes, floor.takes_place_back])(agent)
        if step == 60:
            floor.needs.append(floor.rules.need_of(a_contact(1, "r", "")))
            floor.needs.append(floor.rules.need_of(a_contact(1, "q", "", "message")))
        if dice.random() < asked:
            floor.agrees()
    floor.agrees()


@settings(max_examples=100, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_the_oldest_contact_is_whom_a_look_at_the_line_finds(seed: int) -> None:
    dice = random.Random(seed)
    need = Need(1, a_rulebook().queues["q"], 1, "", "voice")
    line: list[Contact] = []
    for number in range(120):
        if dice.random() < 0.55 or not line:
            call = a_contact(number + 1, "q", "")
            call.age_from = dice.randrange(1000)
            need.add_waiting(call)
            line.append(call)
        else:
            call = line.pop(dice.randrange(len(line)))
            need.drop_waiting()
            call.stamp += 1
            if dice.random() < 0.3:
                need.add_waiting(call)
                line.append(call)
        if dice.random() < 0.4:
            oldest = need.oldest()
            found = min(line, key=lambda c: (c.age_from, c.id)) if line else None
            assert oldest is found
        assert need.waiting_count == len(line)


def test_a_line_where_somebody_is_always_free_keeps_nobody() -> None:
    need = Need(1, a_rulebook().queues["q"], 1, "", "voice")
    for number in range(1000):
        call = a_contact(number, "q", "")
        need.add_waiting(call)
        need.drop_waiting()
        call.stamp += 1
    assert need.waiting == []


def test_one_agent_who_comes_and_goes_is_listed_once_with_each_need() -> None:
    rules = a_rulebook()
    needs = [rules.need_of(a_contact(1, "q", language)) for language in ("", "es", "hmn")]
    profile = rules.profile_of("", (("a", 3),), ("voice",))
    agent = Agent(1, "", "agent", "")
    agent.profile = profile
    for order in range(1, 500):
        agent.idle_order = order
        agent.stamp += 1
        profile.add_idle(agent)
        profile.idle_count -= 1
        agent.stamp += 1
    assert sum(len(heap) for need in needs for ring in need.heaps for heap in ring) == len(profile.links)


def test_places_that_are_taken_back_again_and_again_leave_no_dead_entries_behind() -> None:
    rules = a_rulebook()
    need = rules.need_of(a_contact(1, "q", ""))
    profile = rules.profile_of("", (("a", 3),), ("voice",))
    pair = [Agent(number, "", "agent", "") for number in (1, 2)]
    for agent in pair:
        agent.profile, agent.idle_order = profile, agent.id
        profile.add_idle(agent)
    for _ in range(200):
        pair[0].stamp += 1
        profile.idle_count -= 1
        assert need.best_agent(0) is pair[1]
        profile.add_idle(pair[0])
        assert need.best_agent(0) is pair[0]
    assert sum(len(heap) for ring in need.heaps for heap in ring) <= 3


# -- the rulebook ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("skills", "ring", "tier"),
    [
        ({"a": 2, "x": 1, "y": 1}, 0, 0),
        ({"a": 2, "x": 1}, 0, 1),
        ({"a": 5, "y": 1}, 0, 2),
        ({"a": 2}, 0, 3),
        ({"a": 1}, 1, 3),
        ({}, 2, 3),
    ],
)
def test_a_profile_is_linked_from_its_first_ring_with_its_tier(skills: dict[str, int], ring: int, tier: int) -> None:
    rules = a_rulebook()
    need = rules.need_of(a_contact(1, "q", ""))
    rules.profile_of("", tuple(sorted(skills.items())), ("voice",))
    assert [(link.ring, link.tier) for link in need.links] == [(ring, tier)]


def test_where_skill_decides_the_higher_level_is_the_better_tier() -> None:
    rules = a_rulebook("most_skilled", ())
    need = rules.need_of(a_contact(1, "q", ""))
    for level in (1, 3, 5):
        rules.profile_of("", (("a", level),), ("voice",))
    assert [link.tier for link in need.links] == [4, 2, 0]


def test_a_language_is_asked_for_until_the_ring_that_does_without() -> None:
    need = a_rulebook().need_of(a_contact(1, "q", "es"))
    assert missing(need, {"a": 5}, 0) == [("lang:es", 1)]
    assert missing(need, {"a": 1, "lang:es": 1}, 0) == [("a", 2)]
    assert missing(need, {}, 2) == []


def test_nobody_is_linked_to_a_channel_they_do_not_work_on() -> None:
    rules = a_rulebook()
    need = rules.need_of(a_contact(1, "q", "", "message"))
    rules.profile_of("", (("a", 5),), ("voice",))
    assert need.links == []


def test_a_staffing_group_is_a_skill_of_its_people() -> None:
    profile = a_rulebook().profile_of("family", (("a", 1),), ("voice",))
    assert profile.skills == {"a": 1, "group:family": 5}


def test_a_contact_keeps_the_rules_it_arrived_under() -> None:
    rules = a_rulebook()
    call = a_contact(1, "q", "")
    rules.adopt(Policy("t", 2, "UTC", (Queue(key="q", purposes=("always",), rings=(Ring(0),), level=9),), (), (), ()))
    assert rules.need_of(call).queue.level == 0
    call.version = 2
    assert rules.need_of(call).queue.level == 9
