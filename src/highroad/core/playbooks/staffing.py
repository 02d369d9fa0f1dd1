"""Where and in which groups people work, what they can do, and why they may be off the phones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from highroad.core.playbooks.notes import Between, LanguageRef, Names, Rule, SkillRef
from highroad.core.playbooks.values import Duration, Text
from highroad.core.words.policy import OffState


@dataclass(frozen=True, slots=True)
class Site:
    """A place where people work."""

    key: Annotated[str, Names("site")]
    title: Annotated[Text, "The site as people call it."]
    languages: Annotated[tuple[LanguageRef, ...], "Languages spoken at this site without an interpreter."] = ()


@dataclass(frozen=True, slots=True)
class StaffingGroup:
    """A staffing group and the protected time each of its people has a day."""

    key: Annotated[str, Names("group")]
    rule: Rule
    title: Annotated[Text, "The group as people call it."]
    protected_ms: Annotated[Duration, "Protected time of each person a day, off the queues."]


@dataclass(frozen=True, slots=True)
class Skill:
    """Something a person can do, learned to a level from 1 (learning) to 5 (expert)."""

    key: Annotated[str, Names("skill")]
    title: Annotated[Text, "The skill as people call it."]


@dataclass(frozen=True, slots=True)
class Language:
    """A language callers speak; its key is its code, such as es."""

    key: Annotated[str, Names("language")]
    title: Annotated[Text, "The language's name."]
    interpreter: Annotated[bool, "An interpreter can be brought in for it."] = True


@dataclass(frozen=True, slots=True)
class Off:
    """A reason for being off the phones while signed in."""

    key: Annotated[str, Names("off reason")]
    rule: Rule
    title: Annotated[Text, "The reason as people call it."]
    state: Annotated[OffState, "The state of the desk meanwhile."]
    reachable: Annotated[bool, "A direct transfer may still ring, and a statement may be recorded."] = False
    counts_as_protected: Annotated[bool, "Its minutes are taken from the group's protected time."] = False


@dataclass(frozen=True, slots=True)
class SkillLevel:
    """A skill and the least level of it; written `foodshare: 3`. A staffing group is the skill `group:KEY`."""

    key: SkillRef
    level: Annotated[int, Between(1, 5), "The least level, 1 to 5."] = 1
