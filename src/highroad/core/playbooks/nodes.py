"""YAML as nodes with positions, before it means anything; and changes that keep comments and order.

Nodes rather than plain values are read because a duplicate key, a date and an anchor are still visible in them.
Anchors are refused: a playbook is read by people, and a few lines of them can unfold into gigabytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from highroad.core.playbooks.findings import Finding, Position

SIZE_MAX = 1_000_000
"""Characters in one file; a large practice is some ten thousand."""


@lru_cache(maxsize=64)
def compose(file: str, text: str) -> tuple[Node | None, tuple[Finding, ...]]:
    """The root node of one file, or what keeps it from being read at all.

    Remembered by text: an editor checks a folder again after each change of one file, and nodes are only read.
    """
    start = Position(file)
    if len(text) > SIZE_MAX:
        return _unreadable(
            start, f"the file has {len(text)} characters.", f"Split it: at most {SIZE_MAX} in one file."
        )
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        at = Position(file, mark.line + 1, mark.column + 1) if mark else start
        return _unreadable(at, f"this is not YAML: {wrong.problem or wrong.context}.", YAML_MEND)
    except YAMLError as wrong:
        return _unreadable(start, f"this is not YAML: {str(wrong).splitlines()[0]}.", YAML_MEND)
    except RecursionError:
        return _unreadable(start, "the file nests too deeply.", "A playbook needs about ten levels.")
    if root is None:
        return None, ()
    anchor = _anchor(root)
    if anchor is not None:
        sentence = "anchors and aliases are not part of this language."
        return _unreadable(position(file, anchor), sentence, "Write the words out where they hold.")
    if not isinstance(root, MappingNode):
        return _unreadable(position(file, root), "the file is not a mapping.", "Begin with a section name.")
    return root, ()


def _unreadable(at: Position, sentence: str, mend: str) -> tuple[None, tuple[Finding, ...]]:
    return None, (Finding(at, "error", sentence, mend),)


YAML_MEND = "Check indentation and quotes: a text with a colon or braces stands in double quotes."


def _anchor(root: Node) -> Node | None:
    """The first node that is anchored, or met again through an alias."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen or node.anchor:
            return node
        seen.add(id(node))
        if isinstance(node, MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, SequenceNode):
            waiting.extend(node.value)
    return None


def position(file: str, node: Node) -> Position:
    """Where a node begins."""
    mark = node.start_mark
    return Position(file, mark.line + 1, mark.column + 1)


def is_null(node: Node) -> bool:
    """Whether nothing is written."""
    return isinstance(node, ScalarNode) and str(node.tag).endswith(":null")


def plain(node: Node) -> Any:
    """A node's value without any type asked for: text, number, truth, date, list or mapping."""
    if isinstance(node, MappingNode):
        return {str(key.value): plain(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [plain(part) for part in node.value]
    tag = str(node.tag).rpartition(":")[2]
    word = str(node.value)
    if tag == "null":
        return None
    if tag == "bool":
        return word.lower() == "true"
    if tag == "int":
        return int(word.replace("_", ""), 0) if not word.lstrip("+-").startswith("0") else int(word)
    if tag == "float":
        return float(word)
    if tag == "timestamp":
        try:
            return date.fromisoformat(word)
        except ValueError:
            return word
    return word


def with_value(text: str, path: Sequence[str | int], value: Any) -> str:
    """One file's text with `value` at `path`, everything else as it was, comments and order included.

    Raises `KeyError` when the path does not lead to something written there.
    """
    yaml = round_trip()
    document = yaml.load(text)
    place = document
    for step in path[:-1]:
        place = _step(place, step)
    _step(place, path[-1])
    place[path[-1]] = value
    written = io.StringIO()
    yaml.dump(document, written)
    return written.getvalue()


def unchanged(text: str) -> str:
    """The text read and written again: what an edit that changes nothing gives."""
    yaml = round_trip()
    written = io.StringIO()
    yaml.dump(yaml.load(text), written)
    return written.getvalue()


def _step(place: Any, step: str | int) -> Any:
    if isinstance(place, Mapping) and step in place:
        return place[step]
    if isinstance(place, Sequence) and not isinstance(place, str) and isinstance(step, int) and step < len(place):
        return place[step]
    raise KeyError(step)


def round_trip() -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
