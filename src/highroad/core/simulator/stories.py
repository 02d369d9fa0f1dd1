"""Callers with a story: why they call, what they say to each step of the guide, and how it goes on.

A story holds sentences with gaps (`{case_number}`, `{address}`) and never a person: who calls is a `Who`, which the
demo takes from its invented cases. Outside a demo nobody listens to the words, and only the moves matter.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field


@dataclass(frozen=True, slots=True)
class Words:
    """What is said at one step, by language, and the values of the guide's fields it answers."""

    said: dict[str, str]
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Move:
    """How a call leaves the first agent: not at all, to another queue, or by way of the Helpline lead."""

    kind: str = ""
    queue: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One story. `case` says which of the demo's cases fits; `identifies` whether the caller has a number at hand."""

    key: str
    case: str = ""
    identifies: bool = True
    move: Move = Move()
    angry: bool = False
    says: dict[str, Words] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Who:
    """Who calls, in the words the sentences have gaps for."""

    name: str = ""
    holder: str = ""
    relation: str = "self"
    case_number: str = ""
    address: str = ""
    phone: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """An answer: the sentence, and the guide's fields filled as the caller would."""

    text: str
    fields: dict[str, str] = field(default_factory=dict)


class _Gaps(dict[str, str]):
    """A gap that nobody knows stays as it is written: a wrong sentence must not end a call."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def says(story: Story, who: Who, step: str, language: str) -> Said:
    """What a caller with this story answers at a step; steps no story knows get the answer `otherwise`."""
    words = story.says.get(step) or story.says.get("otherwise") or Words({"en": ""})
    gaps = _Gaps(asdict(who))
    text = words.said.get(language) or words.said.get("en", "")
    return Said(text.format_map(gaps), {key: value.format_map(gaps) for key, value in words.fields.items()})
