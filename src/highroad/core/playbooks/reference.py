"""The reference page of the playbook language, made from the dataclasses; a test keeps the written page current."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, Literal, get_args, get_origin

from highroad.core.playbooks.expressions import Expression
from highroad.core.playbooks.notes import Between, Names, Ref
from highroad.core.playbooks.playbook import Playbook
from highroad.core.playbooks.typed import Slot, is_keyed, optional, slots_of, split, words
from highroad.core.playbooks.values import DURATION, INTERVAL, Text, say_duration
from highroad.core.playbooks.vocabulary import FACTS, PLACEHOLDERS

_PLAIN = {str: "words", int: "whole number", float: "number", bool: "true or false"}

HEAD = """# The playbook language

Generated from the code by `python -m highroad.cli.playbook_reference`; do not edit.

A playbook is a folder of `.yaml` files. Each file holds some of the sections below, each section stands in one file,
whole. Unknown and repeated keys are refused. Anchors are not part of the language.

| written | means |
|---|---|
| text | `{en: "Hold, please", es: "Espere, por favor"}` with the keys `en` and `es`, or English alone (a warning) |
| length of time | `20 s`, `90 min`, `24 h`, `10 days`, `1 h 30 min` |
| interval | `8:00-16:00` local time; past midnight `22:00-30:00` |
| by name | a mapping from name to item; an item with one part may be written as that part alone |
| condition | see the end of this page |

An item whose other parts may all be left out may be written as its first part alone: `next: [thanks]`.
"""

CONDITIONS = """## Conditions

`and`, `or`, `not`, parentheses; `==`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `not in` a list; `exists FACT`. Texts stand
in single quotes. What is not known decides nothing: any comparison with it is false, and only `exists` asks for it.
A date fact `X` is also known as the numbers `X_in_days` and `X_days_ago`; in texts these read "in 12 days" and
"3 days". A field recorded in a guide is the fact `field.KEY`, a check the fact `check.KEY`.

| fact | kind | says |
|---|---|---|
"""


def reference_page() -> str:
    """The whole page, as Markdown."""
    seen: list[Any] = []
    lines = [HEAD, "## Sections\n", *_table(Playbook, seen)]
    place = 0
    while place < len(seen):
        kind = seen[place]
        lines += [f"\n### {_heading(kind)}\n", f"{(kind.__doc__ or '').strip()}\n", *_table(kind, seen)]
        place += 1
    lines.append(f"\n{CONDITIONS.rstrip()}")
    lines += [f"| `{name}` | {_fact_kind(name)} | {fact.title} |" for name, fact in FACTS.items()]
    lines += ["\n## Placeholders beside facts\n", "| in braces | is |", "|---|---|"]
    lines += [f"| `{{{name}}}` | {meaning} |" for name, meaning in PLACEHOLDERS.items()]
    return "\n".join(lines) + "\n"


def _fact_kind(name: str) -> str:
    fact = FACTS[name]
    return " · ".join(f"`{value}`" for value in fact.values) or fact.kind


def _table(kind: Any, seen: list[Any]) -> Iterator[str]:
    yield "| key | is | needed | says |"
    yield "|---|---|---|---|"
    defaults = {each.name: each.default for each in fields(kind)}
    for slot in slots_of(kind):
        doc = slot.doc or next((note.doc for note in slot.notes if isinstance(note, Names)), "")
        needed = "yes" if slot.required else _default(slot, defaults[slot.name])
        shown = "*name*" if slot.name == "key" else f"`{slot.written}`"
        yield f"| {shown} | {_is(slot.kind, slot.notes, seen)} | {needed} | {doc} |"


def _default(slot: Slot, value: Any) -> str:
    if value is MISSING or value in ((), None, ""):
        return ""
    if slot.kind is DURATION:
        return f"else {say_duration(value)}"
    if isinstance(value, bool):
        return f"else {'true' if value else 'false'}"
    if isinstance(value, tuple):
        return f"else {', '.join(str(part) for part in value)}"
    return f"else {value}"


def _is(kind: Any, notes: tuple[Any, ...], seen: list[Any]) -> str:
    inner = optional(kind)
    if inner is not None:
        only, more = split(inner)
        return _is(only, (*notes, *more), seen)
    if get_origin(kind) is Literal:
        return " · ".join(f"`{choice}`" for choice in get_args(kind))
    if get_origin(kind) is tuple:
        only, more = split(get_args(kind)[0])
        return f"{_is(only, more, seen)} {'by name' if is_keyed(only) else '(list)'}"
    if get_origin(kind) is dict:
        return "facts"
    return _one(kind, notes, seen)


def _one(kind: Any, notes: tuple[Any, ...], seen: list[Any]) -> str:
    named = {Text: "text", DURATION: "length of time", INTERVAL: "interval", Expression: "condition"}
    if kind in named:
        return named[kind]
    if is_dataclass(kind):
        if kind not in seen:
            seen.append(kind)
        return f"[{_heading(kind)}](#{_heading(kind).replace(' ', '-')})"
    for note in notes:
        if isinstance(note, Ref):
            return f"a {note.kind}"
        if isinstance(note, Between):
            return f"{note.least:g} to {note.most:g}"
    return _PLAIN.get(kind, "date" if kind.__name__ == "date" else words(kind.__name__))


def _heading(kind: Any) -> str:
    return words(kind.__name__)
