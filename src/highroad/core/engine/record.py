"""Facts as plain values, and back: what the journal keeps and a replay reads.

A recorded fact is a list `[name, at, ...]` of the fact's own arguments, nothing but integers, strings and lists, so
any encoder can write it. `apply` calls the fact's method with them. Names and the order of arguments are a promise:
old journals must replay on new code, so a fact is never changed, only joined by a new one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from highroad.core.engine.facts import FACT_NAMES, Facts, Skills
from highroad.core.words.policy import Policy

Recorded = list[Any]


class Recorder(Facts):
    """Writes down every fact it hears, until they are taken."""

    def __init__(self) -> None:
        self.facts: list[Recorded] = []

    def take(self) -> list[Recorded]:
        """What was heard since the last time, in order."""
        facts = self.facts
        self.facts = []
        return facts

    def policy_adopted(self, at: int, policy: Policy, by: int) -> None:
        self.facts.append(["policy_adopted", at, policy.to_json(), by])

    def agent_known(
        self, at: int, agent: int, token: str, kind: str, group: str, skills: Skills, channels: tuple[str, ...]
    ) -> None:
        listed = [list(skill) for skill in skills]
        self.facts.append(["agent_known", at, agent, token, kind, group, listed, list(channels)])


def _plain(name: str) -> Any:
    """A recorder's method for a fact whose arguments are plain already."""

    def heard(self: Recorder, *arguments: int | str) -> None:
        self.facts.append([name, *arguments])

    return heard


for _name in FACT_NAMES:
    if _name not in vars(Recorder):
        setattr(Recorder, _name, _plain(_name))


def apply(floor: Facts, fact: Recorded) -> None:
    """Tell `floor` one recorded fact. Raises ValueError for a name that is no fact."""
    name, at, *arguments = fact
    if name == "policy_adopted":
        floor.policy_adopted(at, Policy.from_json(arguments[0]), arguments[1])
    elif name == "agent_known":
        agent, token, kind, group, skills, channels = arguments
        pairs = tuple((skill, level) for skill, level in skills)
        floor.agent_known(at, agent, token, kind, group, pairs, tuple(channels))
    elif name in _KNOWN:
        getattr(floor, name)(at, *arguments)
    else:
        message = f"“{name}” is no fact this version knows; a newer version wrote this journal"
        raise ValueError(message)


def replay(floor: Facts, facts: Iterable[Recorded]) -> None:
    """Tell `floor` recorded facts in order."""
    for fact in facts:
        apply(floor, fact)


_KNOWN = frozenset(FACT_NAMES)
