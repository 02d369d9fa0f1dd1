"""The playbook as a whole: every section of the written practice, typed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Annotated, Any

from highroad.core.playbooks.examples import Example
from highroad.core.playbooks.expressions import Expression
from highroad.core.playbooks.findings import Position
from highroad.core.playbooks.guide import CallType, Disposition, Guide, Need, Reason
from highroad.core.playbooks.identity import IdentityRules
from highroad.core.playbooks.moving import CallbackContract, Escalation, OtherOffice, Referral, TransferPolicy
from highroad.core.playbooks.notes import Between, Names
from highroad.core.playbooks.resolving import Corrections, Script, WorkItem
from highroad.core.playbooks.staffing import Language, Off, Site, Skill, StaffingGroup
from highroad.core.playbooks.values import Text
from highroad.core.playbooks.vocabulary import Fact, FactKind, vocabulary
from highroad.core.playbooks.waiting import Purpose, QueueRules, WaitingLimits

Path = tuple[str | int, ...]
"""A place inside a playbook: names of sections, items and fields, and indexes of lists."""


@dataclass(frozen=True, slots=True)
class About:
    """What playbook this is."""

    name: Annotated[str, "Its name, as the folder's."]
    version: Annotated[int, Between(1, 99_999), "Raised with every change that takes effect."]
    title: Annotated[Text, "Its title."]
    zone: Annotated[str, "The time zone its times are in, as America/Chicago."]
    note: Annotated[Text, "What it is and whose practice."] = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class OwnFact:
    """A fact this practice knows beside the language's own."""

    key: Annotated[str, "Its dotted name."]
    kind: Annotated[FactKind, "What kind of value it has."]
    title: Annotated[Text, "What it says."]
    values: Annotated[tuple[str, ...], "For a choice: all its values."] = ()


@dataclass(frozen=True, slots=True)
class NamedText:
    """A text the pages show at a known place."""

    key: Annotated[str, Names("text")]
    words: Annotated[Text, "The words."]


@dataclass(frozen=True, slots=True, repr=False)
class Playbook:
    """An organization's written practice. Each section stands in one of the folder's files, whole."""

    about: Annotated[About, "What playbook this is."]
    languages: Annotated[tuple[Language, ...], "Languages callers speak."]
    groups: Annotated[tuple[StaffingGroup, ...], "Staffing groups and their protected time."]
    skills: Annotated[tuple[Skill, ...], "What people can do."]
    off_reasons: Annotated[tuple[Off, ...], "Reasons for being off the phones."]
    hours: Annotated[tuple[Purpose, ...], "Hours by purpose."]
    queues: Annotated[tuple[QueueRules, ...], "The queues."]
    guides: Annotated[tuple[Guide, ...], "The call guide, and the shorter guides entered from it."]
    identity: Annotated[IdentityRules, "The identity check."]
    transfers: Annotated[tuple[TransferPolicy, ...], "Which transfers are permitted, and which are not."]
    dispositions: Annotated[tuple[Disposition, ...], "How a contact can end."]
    sites: Annotated[tuple[Site, ...], "Where people work."] = ()
    limits: Annotated[WaitingLimits, "Time-outs that do not depend on a queue."] = field(
        default_factory=WaitingLimits
    )
    reasons: Annotated[tuple[Reason, ...], "Coded reasons for skipping, transferring, deferring."] = ()
    call_types: Annotated[tuple[CallType, ...], "What calls are about."] = ()
    facts: Annotated[tuple[OwnFact, ...], "Facts this practice knows beside the language's own."] = ()
    work_list: Annotated[tuple[WorkItem, ...], "What is worth doing in a contact."] = ()
    signatures: Annotated[tuple[Script, ...], "Statements signed by telephone."] = ()
    referrals: Annotated[tuple[Referral, ...], "The only reasons for sending a caller to the local agency."] = ()
    directory: Annotated[tuple[OtherOffice, ...], "Whose number is given to callers who belong elsewhere."] = ()
    escalations: Annotated[tuple[Escalation, ...], "When a caller goes to the Helpline."] = ()
    callbacks: Annotated[tuple[CallbackContract, ...], "Promises to call back."] = ()
    corrections: Annotated[Corrections | None, "What happens when an earlier error is found."] = None
    needs: Annotated[tuple[Need, ...], "Needs met now or foreseen."] = ()
    texts: Annotated[tuple[NamedText, ...], "Texts the pages show at known places."] = ()
    examples: Annotated[tuple[Example, ...], "Situations and what must follow; they run as tests."] = ()
    positions: Mapping[Path, Position] = field(default_factory=dict, compare=False, repr=False)

    def __repr__(self) -> str:
        return f"Playbook({self.about.name!r}, version {self.about.version})"

    def at(self, *path: str | int) -> Position:
        """Where something stands in the files; the nearest enclosing place when it is not written itself."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.positions:
                return self.positions[path[:length]]
        return Position(f"{self.about.name}/playbook.yaml")

    def guide(self, key: str = "") -> Guide:
        """A guide by name; without one the guide of every call. Raises `KeyError`."""
        for guide in self.guides:
            if guide.key == key or (not key and guide.kind == "call"):
                return guide
        raise KeyError(key)

    def vocabulary(self) -> dict[str, Fact]:
        """Every fact its conditions may ask about."""
        own = [(fact.key, Fact(fact.kind, fact.title.en, fact.values)) for fact in self.facts]
        kinds: dict[str, FactKind] = {"truth": "truth", "number": "number", "date": "date"}
        for recorded in self.recorded_fields():
            values = tuple(choice.key for choice in recorded.choices)
            own.append((f"field.{recorded.key}", Fact(kinds.get(recorded.kind, "text"), recorded.title.en, values)))
        own += [(f"check.{check.key}", CHECKED) for check in self.identity.checks]
        return vocabulary(own)

    def recorded_fields(self) -> Iterator[Any]:
        """Every field an agent records, in guides and callbacks."""
        for guide in self.guides:
            for step in guide.steps:
                yield from step.fields
        for contract in self.callbacks:
            yield from contract.fields

    def to_json(self) -> dict[str, Any]:
        """Plain dicts and lists of everything but the positions."""
        plain: dict[str, Any] = _plain(self)
        return plain

    def digest(self) -> str:
        """SHA-256 over the canonical form: equal for equal practice, however the files are laid out."""
        return hashlib.sha256(json.dumps(self.to_json(), sort_keys=True, ensure_ascii=True).encode()).hexdigest()


CHECKED = Fact("text", "Whether what the caller said agrees with the file.", ("matches", "differs", "not_said"))


def _plain(value: Any) -> Any:
    if isinstance(value, Expression):
        return value.text
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return {each.name: _plain(getattr(value, each.name)) for each in fields(value) if each.name != "positions"}
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    return value
