"""Who is calling: what brings up a case, who may speak for it, what is checked, and what each outcome permits."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

from highroad.core.playbooks.expressions import Expression
from highroad.core.playbooks.notes import Names, PermissionRef, Rule
from highroad.core.playbooks.values import Text

CheckKind = Literal["address", "phone", "name", "date", "digits"]
SpeaksFor = Literal["fully", "if_authorized", "not"]


@dataclass(frozen=True, slots=True)
class Identifier:
    """Something a caller can give that brings up a case."""

    key: Annotated[str, Names("identifier")]
    title: Annotated[Text, "What the caller gives."]
    pattern: Annotated[str, "A regular expression the whole of it must match, spaces and hyphens removed."]
    masked: Annotated[bool, "Shown by its last four characters only, never in full."] = False


@dataclass(frozen=True, slots=True)
class Relation:
    """Who may be speaking, in relation to the case."""

    key: Annotated[str, Names("relation")]
    title: Annotated[Text, "The relation as people say it."]
    speaks_for: Annotated[SpeaksFor, "Whether this person speaks for the case."]


@dataclass(frozen=True, slots=True)
class Check:
    """Something the caller says that is compared with the file, which stays hidden until they have said it."""

    key: Annotated[str, Names("check")]
    title: Annotated[Text, "What is asked for."]
    kind: Annotated[CheckKind, "How it is compared."]


@dataclass(frozen=True, slots=True)
class Permission:
    """Something an agent may do once a caller is known well enough."""

    key: Annotated[str, Names("permission")]
    title: Annotated[Text, "What may be done."]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome of the identity check. They are tried in order; the last has no condition."""

    key: Annotated[str, Names("outcome")]
    rule: Rule
    title: Annotated[Text, "The outcome as people read it."]
    may: Annotated[tuple[PermissionRef, ...], "What the agent may do then."]
    when: Annotated[Expression | None, "When this is the outcome."] = None
    say: Annotated[Text, "What to tell the caller."] = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class IdentityRules:
    """The identity check as a whole."""

    identifiers: Annotated[tuple[Identifier, ...], "What brings up a case."]
    relations: Annotated[tuple[Relation, ...], "Who may be speaking."]
    checks: Annotated[tuple[Check, ...], "What is compared with the file."]
    permissions: Annotated[tuple[Permission, ...], "What there is to permit."]
    outcomes: Annotated[tuple[Outcome, ...], "The outcomes, in the order in which they are tried."]
