"""A day on the floor as text: who works, who calls, how often, and what callers say. Read from YAML, checked, typed.

One file feeds tests, the demo and the planner. Durations are written as in a playbook (`11 min`, `30 s`), clock times
as `8:30`. A mistake is a `WrongScenario` that names the place in the file and what is wanted there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from highroad.core.simulator.stories import Move, Story, Words

MINUTE_MS = 60_000
_UNITS = {"s": 1000, "min": MINUTE_MS, "h": 60 * MINUTE_MS}
KINDS = ("agent", "lead", "supervisor")
MOVES = ("", "transfer", "escalate")


class WrongScenario(ValueError):
    """A scenario that cannot be read; the message says where, what and how to mend it."""


@dataclass(frozen=True, slots=True)
class Spell:
    """How long something takes: a mean, and its standard deviation as a share of the mean."""

    mean_ms: int
    spread: float = 0.0


@dataclass(frozen=True, slots=True)
class CallType:
    """Why people call: how many a usual day, where they wait, how long it takes, who they are."""

    key: str
    queue: str
    calls: float
    talk: Spell
    wrap: Spell
    patience: Spell
    languages: tuple[tuple[str, float], ...]
    stories: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class SkillShare:
    """A skill that a share of a row's people have, at a level between two."""

    skill: str
    low: int
    high: int
    share: float


@dataclass(frozen=True, slots=True)
class StaffRow:
    """People alike in kind and group. `shifts` are (from, until) in local minutes, given out in turn."""

    key: str
    kind: str
    group: str
    people: int
    skills: tuple[SkillShare, ...]
    languages: tuple[tuple[str, float], ...]
    sites: tuple[str, ...]
    shifts: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """A kind of day. `curve` is (local minute, weight): how the calls spread over the day, evenly until the next."""

    key: str
    playbook: str
    purpose: str
    helpline: str
    staff_line: str
    busyness: float
    curve: tuple[tuple[int, float], ...]
    call_types: tuple[CallType, ...]
    staff: tuple[StaffRow, ...]
    stories: dict[str, Story]


def read_scenario(text: str, name: str = "scenario") -> Scenario:
    """The scenario of a YAML text; `name` is shown in errors. Raises WrongScenario."""
    try:
        root = YAML(typ="safe").load(text)
    except YAMLError as error:
        message = f"{name}: this is not YAML: {str(error).splitlines()[0]}."
        raise WrongScenario(message) from error
    top = _Part(name, root)
    about = top.part("about")
    usual = top.part("usual_answers")
    return Scenario(
        key=about.text("name"),
        playbook=about.text("playbook"),
        purpose=about.text("purpose"),
        helpline=about.text("helpline", ""),
        staff_line=about.text("staff_line", ""),
        busyness=about.number("busyness", 40.0),
        curve=tuple((_minute(one, one.key), one.itself()) for one in top.part("curve").parts()),
        call_types=tuple(_call_type(one) for one in top.part("call_types").parts()),
        staff=tuple(_staff_row(one) for one in top.part("staffing").parts()),
        stories={one.key: _story(one, usual) for one in top.part("stories").parts()},
    )


class _Part:
    """A mapping of the file and where it stands, so that an error can say so."""

    def __init__(self, where: str, value: Any, key: str = "") -> None:
        self.where = where
        self.value = value
        self.key = key

    def refuse(self, words: str) -> NoReturn:
        message = f"{self.where}: {words}"
        raise WrongScenario(message)

    def itself(self) -> float:
        if not isinstance(self.value, (int, float)):
            self.refuse(f"{self.value!r} is not a number.")
        return float(self.value)

    def get(self, key: str, otherwise: Any = None) -> Any:
        if not isinstance(self.value, dict):
            self.refuse("a list of “name: value” is wanted here.")
        if key not in self.value and otherwise is None:
            self.refuse(f"“{key}” is missing. Add it.")
        return self.value.get(key, otherwise)

    def part(self, key: str, otherwise: Any = None) -> _Part:
        return _Part(f"{self.where}, {key}", self.get(key, otherwise), key)

    def parts(self) -> Iterator[_Part]:
        if not isinstance(self.value, dict):
            self.refuse("a list of “name: value” is wanted here.")
        for key, value in self.value.items():
            yield _Part(f"{self.where}, {key}", value, str(key))

    def text(self, key: str, otherwise: str | None = None) -> str:
        value = self.get(key, otherwise)
        if not isinstance(value, str):
            self.refuse(f"“{key}” is a word, not {value!r}.")
        return value

    def number(self, key: str, otherwise: float | None = None) -> float:
        return _Part(f"{self.where}, {key}", self.get(key, otherwise)).itself()

    def one_of(self, key: str, known: tuple[str, ...], otherwise: str | None = None) -> str:
        value = self.text(key, otherwise)
        if value not in known:
            self.refuse(f"“{key}: {value}” is not known. Write one of: {', '.join(k for k in known if k)}.")
        return value

    def shares(self, key: str, otherwise: Any = None) -> tuple[tuple[str, float], ...]:
        return tuple((one.key, one.itself()) for one in self.part(key, otherwise).parts())

    def words(self, key: str, otherwise: Any = None) -> tuple[str, ...]:
        value = self.get(key, otherwise)
        if not isinstance(value, list):
            self.refuse(f"“{key}” is a list in brackets.")
        return tuple(str(one) for one in value)


def _ms(part: _Part, written: object) -> int:
    found = re.fullmatch(r"(\d+(?:\.\d+)?) (s|min|h)", str(written))
    if found is None:
        part.refuse(f"{written!r} is not a duration. Write for example 30 s or 11 min.")
    return round(float(found[1]) * _UNITS[found[2]])


def _minute(part: _Part, written: object) -> int:
    found = re.fullmatch(r"(\d{1,2}):([0-5]\d)", str(written))
    if found is None:
        part.refuse(f"{written!r} is not a time of day. Write for example 8:30, in quotes.")
    return int(found[1]) * 60 + int(found[2])


def _spell(part: _Part, key: str, spread: float) -> Spell:
    return Spell(_ms(part, part.get(key)), spread)


def _call_type(part: _Part) -> CallType:
    return CallType(
        key=part.key,
        queue=part.text("queue"),
        calls=part.number("calls"),
        talk=_spell(part, "talk", 0.5),
        wrap=_spell(part, "wrap", 0.6),
        patience=_spell(part, "patience", 1.0),
        languages=part.shares("languages", {"en": 1}),
        stories=part.shares("stories"),
    )


def _staff_row(part: _Part) -> StaffRow:
    return StaffRow(
        key=part.key,
        kind=part.one_of("kind", KINDS, "agent"),
        group=part.text("group", ""),
        people=int(part.number("people")),
        skills=tuple(_skill_share(one) for one in part.part("skills", {}).parts()),
        languages=part.shares("languages", {}),
        sites=part.words("sites"),
        shifts=tuple(_shift(part, written) for written in part.words("shifts")),
    )


def _skill_share(part: _Part) -> SkillShare:
    found = re.fullmatch(r"([1-5])(?:-([1-5]))?(?: for (\d+) %)?", str(part.value))
    if found is None:
        part.refuse(f"{part.value!r} is not a level. Write 3, 2-4, or 2-4 for 30 %.")
    low = int(found[1])
    return SkillShare(part.key, low, int(found[2] or low), int(found[3] or 100) / 100)


def _shift(part: _Part, written: str) -> tuple[int, int]:
    begin, _, end = written.partition("-")
    return _minute(part, begin), _minute(part, end)


def _story(part: _Part, usual: _Part) -> Story:
    move = part.part("then", {})
    says = {one.key: _words(one) for one in usual.parts()}
    says.update({one.key: _words(one) for one in part.part("says", {}).parts()})
    return Story(
        key=part.key,
        case=part.text("case", ""),
        identifies=bool(part.get("identifies", True)),
        move=Move(kind=move.one_of("kind", MOVES, ""), queue=move.text("queue", ""), reason=move.text("reason", "")),
        angry=bool(part.get("angry", False)),
        says=says,
    )


def _words(part: _Part) -> Words:
    fields = part.part("fields", {})
    return Words(
        {one.key: str(one.value) for one in part.parts() if one.key != "fields"},
        {one.key: str(one.value) for one in fields.parts()},
    )
