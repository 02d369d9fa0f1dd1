"""What stands beside a type in the language's dataclasses: how a value refers, declares and is documented.

The reader, the JSON Schema and the reference page are all made from the dataclasses and these notes, so that the
language is described once. A plain string among the notes is the field's documentation.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated


@dataclass(frozen=True, slots=True)
class Names:
    """This value declares a name of `kind`; a section of such items is written as a mapping from name to item."""

    kind: str
    doc: str = "Its name, used to refer to it."


@dataclass(frozen=True, slots=True)
class Ref:
    """This value must be a declared name of `kind`."""

    kind: str


@dataclass(frozen=True, slots=True)
class Between:
    """A number's bounds, both inclusive."""

    least: float
    most: float


Rule = Annotated[str, Names("rule", "The rule's own name, such as T-1, by which a refusal names it.")]

SiteRef = Annotated[str, Ref("site")]
SkillRef = Annotated[str, Ref("skill")]
LanguageRef = Annotated[str, Ref("language")]
PurposeRef = Annotated[str, Ref("purpose")]
QueueRef = Annotated[str, Ref("queue")]
CallTypeRef = Annotated[str, Ref("call type")]
StepRef = Annotated[str, Ref("step")]
ReasonRef = Annotated[str, Ref("reason")]
PermissionRef = Annotated[str, Ref("permission")]
RelationRef = Annotated[str, Ref("relation")]
IdentifierRef = Annotated[str, Ref("identifier")]
ScriptRef = Annotated[str, Ref("script")]
GuideRef = Annotated[str, Ref("guide")]
CallbackRef = Annotated[str, Ref("callback")]
