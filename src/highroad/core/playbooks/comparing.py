"""What changed between two versions of a playbook, in sentences that both management and labor can read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any

from highroad.core.playbooks.expressions import Expression
from highroad.core.playbooks.playbook import Playbook
from highroad.core.playbooks.typed import is_keyed, slots_of, words
from highroad.core.playbooks.values import DURATION, INTERVAL, Text, say_duration, say_interval

_A_DAY = frozenset({"protected_ms"})
_LONG = {"min": "minutes", "h": "hours", "s": "seconds"}


def diff(old: Playbook, new: Playbook) -> list[str]:
    """The changes, one sentence each, in the order of the sections: `Family: protected 90 → 100 minutes a day`."""
    if old == new:
        return []
    return list(_records("", old, new))


def _records(name: str, old: Any, new: Any) -> Iterator[str]:
    for slot in slots_of(type(new)):
        if slot.name != "key":
            label = words_of(slot.written)
            yield from _values(name, label, slot.kind, slot.name, getattr(old, slot.name), getattr(new, slot.name))


def _values(name: str, label: str, kind: Any, field: str, old: Any, new: Any) -> Iterator[str]:
    if old == new:
        return
    if _are_items(old, new):
        yield from _items(name or "", label, old, new)
    elif is_dataclass(old) and type(old) is type(new) and not isinstance(new, (Text, Expression)):
        yield from _records(_join(name, label), old, new)
    elif isinstance(old, Text) and isinstance(new, Text):
        for code, language in (("en", "English"), ("es", "Spanish")):
            if getattr(old, code) != getattr(new, code):
                yield f"{_join(name, label)} ({language}): “{getattr(old, code)}” → “{getattr(new, code)}”"
    elif kind is DURATION:
        yield f"{_start(name)}{_label(field, label)} {_durations(old, new)}{' a day' if field in _A_DAY else ''}"
    else:
        yield f"{_start(name)}{label} {_say(kind, old)} → {_say(kind, new)}"


def _are_items(old: Any, new: Any) -> bool:
    first = (*old, *new)[:1] if isinstance(old, tuple) and isinstance(new, tuple) else ()
    return bool(first) and is_keyed(type(first[0]))


def _items(name: str, label: str, old: tuple[Any, ...], new: tuple[Any, ...]) -> Iterator[str]:
    before, after = {item.key: item for item in old}, {item.key: item for item in new}
    for key, item in before.items():
        if key not in after:
            yield f"{_join(name, label)}: {_title(item)} removed"
    for key, item in after.items():
        if key not in before:
            yield f"{_join(name, label)}: {_title(item)} added"
        elif before[key] != item:
            inner = f"{name}, {_title(item)}" if name else _title(item)
            yield from _records(inner, before[key], item)
    kept_before = [key for key in before if key in after]
    kept_after = [key for key in after if key in before]
    if kept_before != kept_after:
        yield f"{_join(name, label)}: order {', '.join(kept_before)} → {', '.join(kept_after)}"


def _title(item: Any) -> str:
    title = getattr(item, "title", None)
    rule = getattr(item, "rule", "")
    shown = title.en if isinstance(title, Text) and title else str(item.key)
    return f"{shown} ({rule})" if rule else shown


def _label(field: str, label: str) -> str:
    return "protected time" if field == "protected_ms" else label


def _durations(old: int, new: int) -> str:
    before, after = say_duration(old), say_duration(new)
    count, _, unit = before.partition(" ")
    count_after, _, unit_after = after.partition(" ")
    if unit == unit_after:
        return f"{count} → {count_after} {_LONG.get(unit, unit)}"
    return f"{before} → {after}"


def _start(name: str) -> str:
    return f"{name}: " if name else ""


def _join(name: str, label: str) -> str:
    return f"{name}: {label}" if name else label


def words_of(written: str) -> str:
    """A written key as words."""
    return written.replace("_", " ")


def _say(kind: Any, value: Any) -> str:
    if value is None or (isinstance(value, (str, tuple)) and not value):
        return "nothing"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if kind is INTERVAL:
        return say_interval(value)
    if isinstance(value, Expression):
        return f"“{value.text}”"
    if isinstance(value, Text):
        return f"“{value.en}”"
    if isinstance(value, tuple):
        if len(value) == 2 and all(isinstance(part, int) for part in value):
            return say_interval((value[0], value[1]))
        return ", ".join(_say(None, part) for part in value)
    if is_dataclass(value):
        shown = [
            f"{words_of(slot.written)} {_say(slot.kind, getattr(value, slot.name))}" for slot in slots_of(type(value))
        ]
        return f"{words(type(value).__name__)} ({'; '.join(shown)})"
    if kind is DURATION and isinstance(value, int):
        return say_duration(value)
    return str(value)
