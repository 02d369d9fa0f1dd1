"""The JSON Schema of a playbook file, made from the dataclasses, for editors that complete and underline.

Every file of the folder has the same schema: each holds some of the sections. The schema knows shapes; that a name
is declared and a condition can be read is for the reader to say.
"""

from __future__ import annotations

from dataclasses import is_dataclass
from datetime import date
from typing import Any, Literal, get_args, get_origin

from highroad.core.playbooks.expressions import Expression
from highroad.core.playbooks.notes import Between, Names
from highroad.core.playbooks.playbook import Playbook
from highroad.core.playbooks.typed import Slot, is_keyed, may_be_short, optional, slots_of, split
from highroad.core.playbooks.values import DURATION, INTERVAL, Text

Schema = dict[str, Any]

_SIMPLE: dict[Any, Schema] = {
    str: {"type": ["string", "number", "boolean"]},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    date: {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    DURATION: {
        "type": "string",
        "pattern": r"^(\d+(\.\d+)? ?(ms|s|min|h|days?) ?)+$",
        "examples": ["20 s", "90 min"],
    },
    INTERVAL: {"type": "string", "pattern": r"^\d{1,2}:\d{2} ?[-–] ?\d{1,2}:\d{2}$", "examples": ["8:00-16:00"]},
    Expression: {"type": ["string", "boolean"], "description": "A condition over known facts."},
}


def playbook_schema() -> Schema:
    """The schema, JSON Schema 2020-12."""
    shapes: dict[str, Schema] = {}
    sections = {slot.written: _documented(slot, shapes) for slot in slots_of(Playbook)}
    shapes["Text"] = {
        "description": "Words in English and Spanish.",
        "anyOf": [
            {"type": "string"},
            {
                "type": "object",
                "properties": {"en": {"type": "string"}, "es": {"type": "string"}},
                "additionalProperties": False,
            },
        ],
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a playbook",
        "type": "object",
        "properties": sections,
        "additionalProperties": False,
        "$defs": dict(sorted(shapes.items())),
    }


def _documented(slot: Slot, shapes: dict[str, Schema]) -> Schema:
    shape = _of(slot.kind, slot.notes, shapes)
    doc = slot.doc or next((note.doc for note in slot.notes if isinstance(note, Names)), "")
    return {"description": doc, **shape} if doc else shape


def _of(kind: Any, notes: tuple[Any, ...], shapes: dict[str, Schema]) -> Schema:
    inner = optional(kind)
    if inner is not None:
        only, more = split(inner)
        return {"anyOf": [_of(only, (*notes, *more), shapes), {"type": "null"}]}
    if kind is Text:
        return {"$ref": "#/$defs/Text"}
    if get_origin(kind) is Literal:
        return {"enum": list(get_args(kind))}
    if get_origin(kind) is tuple:
        return _several(get_args(kind)[0], shapes)
    if get_origin(kind) is dict:
        return {"type": "object"}
    if kind not in _SIMPLE:
        return _record(kind, shapes)
    bounds = next((note for note in notes if isinstance(note, Between)), None)
    return {**_SIMPLE[kind], **({"minimum": bounds.least, "maximum": bounds.most} if bounds else {})}


def _several(inner: Any, shapes: dict[str, Schema]) -> Schema:
    kind, notes = split(inner)
    if not is_keyed(kind):
        return {"type": "array", "items": _of(kind, notes, shapes)}
    key, *others = slots_of(kind)
    item = _record(kind, shapes)
    if len(others) == 1:
        item = {"anyOf": [_of(others[0].kind, others[0].notes, shapes), item]}
    names = {"propertyNames": {"enum": list(get_args(key.kind))}} if get_origin(key.kind) is Literal else {}
    return {"type": "object", "additionalProperties": item, **names}


def _record(kind: Any, shapes: dict[str, Schema]) -> Schema:
    if not (is_dataclass(kind) and isinstance(kind, type)):
        message = f"the language has no written form for {kind!r}"
        raise TypeError(message)
    name = kind.__name__
    if name not in shapes:
        shapes[name] = {}
        slots = [slot for slot in slots_of(kind) if slot.name != "key"]
        shape: Schema = {
            "type": "object",
            "properties": {slot.written: _documented(slot, shapes) for slot in slots},
            "required": [slot.written for slot in slots if slot.required],
            "additionalProperties": False,
        }
        if may_be_short(kind):
            shape = {"anyOf": [_of(slots[0].kind, slots[0].notes, shapes), shape]}
        shapes[name] = {"description": (kind.__doc__ or "").strip(), **shape}
    return {"$ref": f"#/$defs/{name}"}
