"""Days on the floor as text: reads `scenarios/*.txt` into plain steps. `scenarios/README.md` describes the form.

A scenario is a picture that anyone who works on the floor can check without reading code. What a line means is
found in `scenario_play`; here is only how it is written.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

SECOND_MS: Final = 1000

_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(.*)")
_HEAD = re.compile(r"(floor|day|limits|queue \S+|person \S+):\s*(.*)")
_GAP = re.compile(r"\s{2,}")
_BECAUSE = re.compile(r"\s*\bbecause\s+")


class BadScenario(ValueError):
    """A line that cannot be read or played; the message says which, why, and what may stand there."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A `→` or `✗` line: what should follow from the step above it, and, where it is said, why."""

    line: int
    refused: bool
    what: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """A moment: time of day in ms since local midnight, what is done then, what should follow."""

    line: int
    time_ms: int
    commands: tuple[str, ...]
    expected: tuple[Expected, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A line before the first moment: which floor, and what differs on it. `values` keep their order."""

    line: int
    what: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """One file. The title is its first comment."""

    name: str
    title: str
    head: tuple[Head, ...]
    steps: tuple[Step, ...]


def read_scenario(name: str, text: str) -> Scenario:
    """Read one scenario. Raises `BadScenario` with the line's number."""
    head: list[Head] = []
    steps: list[Step] = []
    title = ""
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if line.startswith("#"):
            title = title or line.lstrip("# ")
            continue
        line = line.split("  #", 1)[0].strip()
        if not line:
            continue
        if line[0] in "→✗":
            _expect(name, number, line, steps)
        elif _TIME.match(line):
            steps.append(_step(name, number, line, steps))
            if (rest := _TIME.match(line)) and rest[4][:1] in ("→", "✗"):
                _expect(name, number, rest[4], steps)
        elif not steps and (found := _HEAD.fullmatch(line)):
            head.append(Head(number, found[1], tuple(part.strip() for part in found[2].split(",") if part.strip())))
        else:
            message = f"{name}:{number}: “{line}” is no moment (10:00:10 …), no → or ✗, and no line of a head"
            raise BadScenario(message)
    if not steps:
        message = f"{name}: there is no moment in it; write one as “10:00:00  ada available”"
        raise BadScenario(message)
    return Scenario(name, title, tuple(head), tuple(steps))


def _step(name: str, number: int, line: str, before: list[Step]) -> Step:
    found = _TIME.match(line)
    assert found is not None
    hours, minutes, seconds = int(found[1]), int(found[2]), int(found[3] or 0)
    time_ms = ((hours * 60 + minutes) * 60 + seconds) * SECOND_MS
    if before and time_ms < before[-1].time_ms:
        message = f"{name}:{number}: {found[1]}:{found[2]} comes after a later moment; write moments in order"
        raise BadScenario(message)
    commands = () if found[4][:1] in ("→", "✗") else tuple(part for part in _GAP.split(found[4]) if part)
    return Step(number, time_ms, commands, ())


def _expect(name: str, number: int, line: str, steps: list[Step]) -> None:
    """Add a `→` or `✗` line to the moment above it."""
    if not steps:
        message = f"{name}:{number}: nothing has happened yet that this could follow from"
        raise BadScenario(message)
    what, *because = _BECAUSE.split(line[1:].strip(), maxsplit=1)
    expected = Expected(number, line[0] == "✗", _GAP.sub(" ", what.strip()), because[0] if because else "")
    last = steps[-1]
    steps[-1] = Step(last.line, last.time_ms, last.commands, (*last.expected, expected))


def span_ms(words: str) -> int:
    """A span as people write it, `0:30` or `1:00:00`, in milliseconds. Raises ValueError."""
    parts = [int(part) for part in words.split(":")]
    if len(parts) not in (2, 3):
        message = f"“{words}” is no span; write 0:30 or 1:00:00"
        raise ValueError(message)
    seconds = 0
    for part in parts:
        seconds = seconds * 60 + part
    return seconds * SECOND_MS
