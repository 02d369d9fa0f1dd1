"""YAML as nodes with positions, before it means anything; and changes that keep comments and order.

Nodes rather than plain values are read because a duplicate key, a date and an anchor are still visible in them.
Anchors are refused: a playbook is read by people, and a few lines of them can unfold into gigabytes.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from highroad.core.playbooks.findings import Finding, Position

SIZE_MAX = 1_000_000
"""Characters in one file; a large practice is some ten thousand."""


def compose(file: str, text: str) -> tuple[Node | None, list[Finding]]:
    """The root node of one file, or what keeps it from being read at all."""
    start = Position(file)
    if len(text) > SIZE_MAX:
        sentence = f"the file has {len(text)} characters."
        return None, [Finding(start, "error", sentence, f"Keep a file under {SIZE_MAX}: split it into several.")]
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as wrong:
        mark = wrong.problem_mark or wrong.context_mark
        at = Position(file, mark.line + 1, mark.column + 1) if mark else start
        return None, [Finding(at, "error", f"this is not YAML: {wrong.problem or wrong.context}.", YAML_MEND)]
    except YAMLError as wrong:
        return None, [Finding(start, "error", f"this is not YAML: {str(wrong).splitlines()[0]}.", YAML_MEND)]
    except RecursionError:
        return None, [Finding(start, "error", "the file nests too deeply.", "A playbook needs about ten levels.")]
    if root is None:
        return None, []
    found = _anchors(file, root)
    if found:
        return None, found
    if not isinstance(root, MappingNode):
        return None, [
            Finding(position(file, root), "error", "the file is not a mapping.", "Begin with a section name.")
        ]
    return root, []


YAML_MEND = "Check indentation and quotes: a text with a colon or braces stands in double quotes."


def _anchors(file: str, root: Node) -> list[Finding]:
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if id(node) in seen or node.anchor:
            sentence = "anchors and aliases are not part of this language."
            return [Finding(position(file, node), "error", sentence, "Write the words out where they hold.")]
        seen.add(id(node))
        if isinstance(node, MappingNode):
            waiting.extend(part for pair in node.value for part in pair)
        elif isinstance(node, SequenceNode):
            waiting.extend(node.value)
    return []


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
    yaml = _round_trip()
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
    yaml = _round_trip()
    written = io.StringIO()
    yaml.dump(yaml.load(text), written)
    return written.getvalue()


def _step(place: Any, step: str | int) -> Any:
    if isinstance(place, Mapping) and step in place:
        return place[step]
    if isinstance(place, Sequence) and not isinstance(place, str) and isinstance(step, int) and step < len(place):
        return place[step]
    raise KeyError(step)


def _round_trip() -> YAML:
    yaml = YAML(typ="rt")
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml
