"""From nodes to the language's dataclasses: one reader driven by their types and notes.

It never stops at the first error. A part that cannot be read becomes `BROKEN`, which spoils what holds it, and
reading goes on beside it. References and conditions are noted down and looked at afterwards, when all is declared.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from functools import cache
from typing import Annotated, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from highroad.core.playbooks.expressions import Expression, ExpressionError, parse
from highroad.core.playbooks.findings import Finding, Position, did_you_mean
from highroad.core.playbooks.nodes import is_null, plain, position
from highroad.core.playbooks.notes import Between, Names, Ref
from highroad.core.playbooks.values import DURATION, INTERVAL, Text, Written, read_duration, read_interval

Path = tuple[str | int, ...]
BROKEN: Final = object()
_NAME = re.compile(r"[a-z][a-z0-9_.\-]{0,59}")
_RULE = re.compile(r"[A-Z]{1,3}-[0-9]{1,3}")


@dataclass(frozen=True, slots=True)
class Slot:
    """A field of a dataclass as the language knows it: its written name, its type, its notes."""

    name: str
    written: str
    kind: Any
    notes: tuple[Any, ...]
    required: bool

    @property
    def doc(self) -> str:
        """The documentation among the notes."""
        return " ".join(note for note in self.notes if isinstance(note, str))


def slots_of(kind: Any) -> tuple[Slot, ...]:
    """The written fields of a dataclass, in order; `key` among them for an item known by its name."""
    return _slots(kind)


@cache
def _slots(kind: Any) -> tuple[Slot, ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple(_slot(each, hints[each.name]) for each in fields(kind) if each.name != "positions")


def _slot(each: Field[Any], hint: Any) -> Slot:
    kind, notes = split(hint)
    written = each.name.removesuffix("_ms") if kind is DURATION else each.name
    required = each.default is MISSING and each.default_factory is MISSING
    return Slot(each.name, written, kind, notes, required)


def split(hint: Any) -> tuple[Any, tuple[Any, ...]]:
    """A type without its notes, and the notes. A type with a written form of its own stands for itself."""
    if get_origin(hint) is Annotated:
        kind, *notes = get_args(hint)
        form = next((note for note in notes if isinstance(note, Written)), None)
        return form or kind, tuple(note for note in notes if note is not form)
    return hint, ()


def optional(kind: Any) -> Any | None:
    """The type inside `X | None`, else None."""
    if get_origin(kind) in {Union, types.UnionType}:
        return next(part for part in get_args(kind) if part is not type(None))
    return None


def is_keyed(kind: Any) -> bool:
    """Whether items of this type are written as a mapping from their key."""
    return is_dataclass(kind) and isinstance(kind, type) and slots_of(kind)[0].name == "key"


class Reader:
    """Reads nodes of one playbook; gathers findings, positions, declarations, references and conditions."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self.positions: dict[Path, Position] = {}
        self.declared: dict[str, dict[str, Position]] = {}
        self.references: list[tuple[str, str, Position]] = []
        self.conditions: list[tuple[Path, Expression, Position]] = []
        self.texts: list[tuple[Path, Text]] = []

    def wrong(self, at: Position, sentence: str, mend: str) -> Any:
        """Note an error and give the broken value."""
        self.findings.append(Finding(at, "error", sentence, mend))
        return BROKEN

    def read(self, hint: Any, node: Node, path: Path, file: str) -> Any:
        """The value a node stands for, of the type asked for; `BROKEN` after noting why not."""
        kind, notes = split(hint)
        at = position(file, node)
        self.positions.setdefault(path, at)
        inner = optional(kind)
        if inner is not None:
            if is_null(node):
                return None
            return self.read(Annotated[(inner, *notes)] if notes else inner, node, path, file)
        if kind is Text:
            return self._text(node, path, at, file)
        if kind is Expression:
            return self._condition(node, path, at)
        if is_dataclass(kind) and isinstance(kind, type):
            return self._record(kind, node, path, file)
        if get_origin(kind) is tuple:
            return self._several(get_args(kind)[0], node, path, file)
        if get_origin(kind) is dict:
            return self._free(node, at)
        return self._scalar(kind, notes, node, at)

    def _free(self, node: Node, at: Position) -> Any:
        if not isinstance(node, MappingNode):
            return self.wrong(at, "a mapping of facts is expected here.", "Write one fact a line: case.household: 3")
        return plain(node)

    def _scalar(self, kind: Any, notes: tuple[Any, ...], node: Node, at: Position) -> Any:
        if not isinstance(node, ScalarNode):
            return self.wrong(at, "one value is expected here, not a list or a mapping.", "Write it on this line.")
        value = plain(node)
        word = str(node.value)
        if get_origin(kind) is Literal:
            choices = get_args(kind)
            if word in choices:
                return word
            return self.wrong(at, f'"{word}" is not one of the choices.', did_you_mean(word, choices))
        special = _READERS.get(kind)
        if special is not None:
            try:
                return special(word)
            except ValueError as why:
                sentence, _, mend = str(why).partition(". ")
                return self.wrong(at, f"{sentence}.", mend)
        return self._number_or_word(kind, notes, value, word, at)

    def _number_or_word(self, kind: Any, notes: tuple[Any, ...], value: Any, word: str, at: Position) -> Any:
        if kind is bool:
            return (
                value
                if isinstance(value, bool)
                else self.wrong(at, f'"{word}" is neither true nor false.', "Write true or false.")
            )
        if kind in {int, float}:
            fits = isinstance(value, int if kind is int else (int, float)) and not isinstance(value, bool)
            if not fits:
                wanted = "a whole number" if kind is int else "a number"
                return self.wrong(at, f'"{word}" is not {wanted}.', "Write digits only.")
            return self._bounded(kind(value), notes, at)
        if value is None:
            return self.wrong(at, "nothing is written here.", "Write the word, or leave the whole line out.")
        return self._word(word, notes, at)

    def _bounded(self, value: float, notes: tuple[Any, ...], at: Position) -> Any:
        for note in notes:
            if isinstance(note, Between) and not note.least <= value <= note.most:
                return self.wrong(at, f"{value} is out of bounds.", f"Use {note.least:g} to {note.most:g}.")
        return value

    def _word(self, word: str, notes: tuple[Any, ...], at: Position) -> Any:
        for note in notes:
            if isinstance(note, Ref):
                self.references.append((note.kind, word, at))
            if isinstance(note, Names):
                return self._declare(note.kind, word, at)
        return word

    def _declare(self, kind: str, word: str, at: Position) -> Any:
        if kind == "rule":
            if not _RULE.fullmatch(word):
                return self.wrong(
                    at, f'"{word}" is not the name of a rule.', "Write letters, a hyphen, a number: T-1."
                )
            if word in self.declared.get(kind, {}):
                first = self.declared[kind][word]
                return self.wrong(at, f"rule {word} was given before, at {first}.", "Give each rule its own name.")
        elif not _NAME.fullmatch(word):
            return self.wrong(
                at, f'"{word}" is not a name.', "Write small letters, digits and underscores: own_words."
            )
        self.declared.setdefault(kind, {}).setdefault(word, at)
        return word

    def _text(self, node: Node, path: Path, at: Position, file: str) -> Any:
        if isinstance(node, ScalarNode) and not is_null(node):
            text = Text(str(node.value))
        elif isinstance(node, MappingNode):
            words = dict(self._pairs(node, path, {"en", "es"}, file))
            if not all(isinstance(value, ScalarNode) and not is_null(value) for value in words.values()):
                return self.wrong(at, "a text is one line of words a language.", 'Write: {en: "…", es: "…"}')
            text = Text(*(str(words[code].value) if code in words else "" for code in ("en", "es")))
        else:
            return self.wrong(at, "words are expected here.", 'Write: {en: "…", es: "…"}')
        self.texts.append((path, text))
        return text

    def _condition(self, node: Node, path: Path, at: Position) -> Any:
        if not isinstance(node, ScalarNode):
            return self.wrong(at, "a condition is expected here.", "Write it on one line: case.confidential == true")
        start = Position(at.file, at.line, at.column + (node.style in {"'", '"'}))
        try:
            expression = parse(str(node.value))
        except ExpressionError as why:
            spot = Position(start.file, start.line, start.column + why.offset)
            return self.wrong(spot, why.sentence, why.mend)
        self.conditions.append((path, expression, start))
        return expression

    def _several(self, inner: Any, node: Node, path: Path, file: str) -> Any:
        item, _ = split(inner)
        if is_keyed(item):
            return self._items(item, node, path, file)
        if not isinstance(node, SequenceNode):
            at = position(file, node)
            return self.wrong(
                at, "a list is expected here.", "Put it in square brackets, or one a line with a hyphen."
            )
        parts = [self.read(inner, part, (*path, index), file) for index, part in enumerate(node.value)]
        return BROKEN if BROKEN in parts else tuple(parts)

    def _items(self, kind: type, node: Node, path: Path, file: str) -> Any:
        """A mapping from names to items; an item with one further field may be written as that field alone."""
        if not isinstance(node, MappingNode):
            return self.wrong(
                position(file, node), "a mapping by name is expected here.", "Write NAME: and what it is."
            )
        key_slot, *others = slots_of(kind)
        items = []
        for written, value in self._pairs(node, path, None, file):
            below = (*path, written)
            key = self._key(key_slot, written, self.positions[below])
            if len(others) == 1 and not _written_out(value, others[0].written):
                only = self.read(_hint(others[0]), value, (*below, others[0].name), file)
                items.append(BROKEN if BROKEN in (key, only) else kind(key, only))
            else:
                items.append(self._record(kind, value, below, file, {"key": key}))
        return BROKEN if BROKEN in items else tuple(items)

    def _key(self, slot: Slot, written: str, at: Position) -> Any:
        if get_origin(slot.kind) is Literal:
            choices = get_args(slot.kind)
            return (
                written
                if written in choices
                else self.wrong(at, f'unknown day "{written}".', did_you_mean(written, choices))
            )
        return self._word(written, slot.notes, at)

    def _record(self, kind: Any, node: Node, path: Path, file: str, known: dict[str, Any] | None = None) -> Any:
        at = position(file, node)
        if isinstance(node, ScalarNode) and not known and may_be_short(kind) and not is_null(node):
            first = slots_of(kind)[0]
            value = self.read(_hint(first), node, (*path, first.name), file)
            return BROKEN if value is BROKEN else kind(value)
        if not isinstance(node, MappingNode):
            return self.wrong(
                at, f"a {words(kind.__name__)} is expected here.", "Write its parts one a line, NAME: value."
            )
        slots = {slot.written: slot for slot in slots_of(kind) if slot.name not in (known or {})}
        values = dict(known or {})
        before = len(self.findings)
        for written, value in self._pairs(node, path, set(slots), file):
            slot = slots[written]
            values[slot.name] = self.read(_hint(slot), value, (*path, slot.name), file)
        for slot in slots.values():
            if slot.required and slot.name not in values:
                sentence = f'this {words(kind.__name__)} has no "{slot.written}".'
                self.wrong(self.positions.get(path, at), sentence, f"Add {slot.written}: {slot.doc or 'its value'}")
                values[slot.name] = BROKEN
        if len(self.findings) > before or any(value is BROKEN for value in values.values()):
            return BROKEN
        return kind(**values)

    def _pairs(self, node: MappingNode, path: Path, known: set[str] | None, file: str) -> list[tuple[str, Node]]:
        """A mapping's entries, unknown and repeated keys refused; each key's position is kept under its path."""
        pairs: dict[str, Node] = {}
        for key, value in node.value:
            at, written = position(file, key), str(key.value)
            if known is not None and written not in known:
                self.wrong(at, f'unknown key "{written}".', did_you_mean(written, known))
            elif written in pairs:
                first = self.positions[*path, written]
                self.wrong(at, f'"{written}" was written before, on line {first.line}.', "Keep one of the two.")
            else:
                pairs[written] = value
                self.positions[*path, written] = at
        return list(pairs.items())


def may_be_short(kind: Any) -> bool:
    """Whether a record may be written as its first part alone, because all others may be left out."""
    first, *others = slots_of(kind)
    return first.name != "key" and first.kind in {str, DURATION} and not any(slot.required for slot in others)


def words(name: str) -> str:
    """A class name as words: `QueueRules` is "queue rules"."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


def _hint(slot: Slot) -> Any:
    return Annotated[(slot.kind, *slot.notes)] if slot.notes else slot.kind


def _written_out(node: Node, name: str) -> bool:
    return isinstance(node, MappingNode) and any(str(key.value) == name for key, _ in node.value)


def _read_date(word: str) -> date:
    try:
        return date.fromisoformat(word)
    except ValueError:
        message = f'"{word}" is not a date. Write year, month, day: 2026-12-24.'
        raise ValueError(message) from None


_READERS: dict[Any, Callable[[str], Any]] = {DURATION: read_duration, INTERVAL: read_interval, date: _read_date}
