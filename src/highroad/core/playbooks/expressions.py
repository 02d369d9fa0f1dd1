"""The conditions of a playbook: a language too small to do harm.

    or       = and { "or" and }
    and      = not { "and" not }
    not      = "not" not | test
    test     = "exists" NAME | operand [ ( "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in" ) operand ]
    operand  = NUMBER | 'text' | "true" | "false" | NAME | "[" operand { "," operand } "]" | "(" or ")"

A name is a fact such as `case.confidential`. What is not known decides nothing: a comparison with an unknown fact
is false (`!=` too), an unknown fact alone is false, and only `exists` asks whether it is known. There are no calls,
no arithmetic, no attributes: evaluation always ends and touches nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

DEPTH_MAX = 40
"""How deep parentheses and `not` may nest: more is never wanted and would only exhaust the stack."""

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<number>\d+(?:\.\d+)?)|(?P<text>'[^']*'|\"[^\"]*\")"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)|(?P<sign>==|!=|<=|>=|<|>|\(|\)|\[|\]|,)"
)
_WORDS = frozenset({"and", "or", "not", "in", "exists", "true", "false"})
_COMPARISONS = frozenset({"==", "!=", "<", "<=", ">", ">=", "in", "not in"})


class ExpressionError(ValueError):
    """A condition that cannot be read; `offset` counts characters from its start."""

    def __init__(self, sentence: str, mend: str, offset: int) -> None:
        self.sentence, self.mend, self.offset = sentence, mend, offset
        super().__init__(f"{sentence} {mend}")


@dataclass(frozen=True, slots=True)
class Node:
    """One node of a condition: its operation, its operands, and for a name or a value what it is."""

    op: str
    parts: tuple[Node, ...] = ()
    value: Any = None
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition as written and as read. Two are equal when they are written alike."""

    text: str
    tree: Node = field(compare=False, repr=False)

    def holds(self, facts: Mapping[str, Any]) -> bool:
        """Whether the condition is true of `facts`, a flat mapping from dotted names to values."""
        return bool(_value(self.tree, facts))

    def nodes(self) -> Iterator[Node]:
        """Every node, outermost first."""
        waiting = [self.tree]
        while waiting:
            node = waiting.pop()
            yield node
            waiting.extend(reversed(node.parts))

    def names(self) -> frozenset[str]:
        """The facts the condition asks about."""
        return frozenset(node.value for node in self.nodes() if node.op == "name")


def parse(text: str) -> Expression:
    """Read a condition. Raises `ExpressionError` with the offset of the words at fault."""
    reader = _Reader(text)
    tree = reader.either(0)
    kind, word, offset = reader.next
    if kind != "end":
        message = f'"{word}" does not belong here.'
        raise ExpressionError(message, 'Join conditions with "and" or "or".', offset)
    return Expression(text, tree)


class _Reader:
    """Recursive descent over the tokens, one method per line of the grammar."""

    def __init__(self, text: str) -> None:
        self.tokens = list(_tokens(text))
        self.place = 0

    @property
    def next(self) -> tuple[str, str, int]:
        return self.tokens[self.place]

    def take(self) -> tuple[str, str, int]:
        token = self.tokens[self.place]
        self.place += token[0] != "end"
        return token

    def takes(self, word: str) -> bool:
        if self.next[0] in {"word", "sign"} and self.next[1] == word:
            self.place += 1
            return True
        return False

    def either(self, depth: int) -> Node:
        if depth > DEPTH_MAX:
            message = "This condition nests too deeply."
            raise ExpressionError(message, "Split it into several rules.", self.next[2])
        node = self.both(depth)
        while self.takes("or"):
            node = Node("or", (node, self.both(depth)), offset=node.offset)
        return node

    def both(self, depth: int) -> Node:
        node = self.negation(depth)
        while self.takes("and"):
            node = Node("and", (node, self.negation(depth)), offset=node.offset)
        return node

    def negation(self, depth: int) -> Node:
        offset = self.next[2]
        if self.takes("not"):
            if depth > DEPTH_MAX:
                message = "This condition nests too deeply."
                raise ExpressionError(message, "Split it into several rules.", offset)
            return Node("not", (self.negation(depth + 1),), offset=offset)
        return self.test(depth)

    def test(self, depth: int) -> Node:
        offset = self.next[2]
        if self.takes("exists"):
            kind, word, at = self.take()
            if kind != "name":
                message = f'"exists" asks about a fact, not "{word or "nothing"}".'
                raise ExpressionError(message, "Write: exists case.worker", at)
            return Node("exists", (Node("name", value=word, offset=at),), offset=offset)
        left = self.operand(depth)
        sign = self.next[1] if self.next[0] in {"word", "sign"} else ""
        if sign == "not":
            self.take()
            if not self.takes("in"):
                message = '"not" stands alone after a value.'
                raise ExpressionError(message, 'Write "not in", or put "not" before the comparison.', self.next[2])
            return Node("not in", (left, self.operand(depth)), offset=offset)
        if sign in _COMPARISONS:
            self.take()
            return Node(sign, (left, self.operand(depth)), offset=offset)
        return left

    def operand(self, depth: int) -> Node:
        kind, word, offset = self.take()
        if kind == "number":
            return Node("value", value=float(word) if "." in word else int(word), offset=offset)
        if kind == "text":
            return Node("value", value=word[1:-1], offset=offset)
        if kind == "name":
            return Node("name", value=word, offset=offset)
        if word in {"true", "false"}:
            return Node("value", value=word == "true", offset=offset)
        if word == "(":
            node = self.either(depth + 1)
            self.close(")", offset)
            return node
        if word == "[":
            return self.listing(depth + 1, offset)
        if kind == "end":
            message = "The condition ends where a value is expected."
            raise ExpressionError(message, "Finish it, or leave it out.", offset)
        message = f'"{word}" stands where a value is expected.'
        raise ExpressionError(message, "Write a fact, a number or a text in quotes.", offset)

    def listing(self, depth: int, offset: int) -> Node:
        if depth > DEPTH_MAX:
            message = "This list nests too deeply."
            raise ExpressionError(message, "Write one plain list.", offset)
        parts = [self.operand(depth)]
        while self.takes(","):
            parts.append(self.operand(depth))
        self.close("]", offset)
        return Node("list", tuple(parts), offset=offset)

    def close(self, sign: str, opened: int) -> None:
        if not self.takes(sign):
            message = f'A "{sign}" is missing.'
            raise ExpressionError(message, "Close what was opened here.", opened)


def _tokens(text: str) -> Iterator[tuple[str, str, int]]:
    place = 0
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            message = f'"{text[place]}" is not part of this language.'
            mend = 'Write "==" to compare.' if text[place] == "=" else "Texts stand in single quotes."
            raise ExpressionError(message, mend, place)
        kind = found.lastgroup or ""
        if kind != "space":
            yield ("word" if kind == "name" and found[0] in _WORDS else kind), found[0], place
        place = found.end()
    yield "end", "", len(text)


def _value(node: Node, facts: Mapping[str, Any]) -> Any:
    match node.op:
        case "value":
            return node.value
        case "name":
            return facts.get(node.value)
        case "list":
            return [_value(part, facts) for part in node.parts]
        case "or":
            return any(_value(part, facts) for part in node.parts)
        case "and":
            return all(_value(part, facts) for part in node.parts)
        case "not":
            return not _value(node.parts[0], facts)
        case "exists":
            return facts.get(node.parts[0].value) is not None
        case _:
            return _compare(node.op, _value(node.parts[0], facts), _value(node.parts[1], facts))


def _compare(sign: str, left: Any, right: Any) -> bool:
    """One comparison; values that cannot be compared, as a text with a number, are neither equal nor ordered."""
    if left is None or right is None:
        return False
    if sign in {"in", "not in"}:
        inside = isinstance(right, (list, tuple, set, frozenset)) and left in right
        return inside == (sign == "in")
    if isinstance(left, date) and isinstance(right, str):
        left = left.isoformat()
    if sign in {"==", "!="}:
        return bool((left == right) == (sign == "=="))
    if type(left) is not type(right) and not _are_numbers(left, right):
        return False
    less, equal = left < right, left == right
    return bool({"<": less, "<=": less or equal, ">": not less and not equal, ">=": not less}[sign])


def _are_numbers(left: Any, right: Any) -> bool:
    return isinstance(left, (int, float)) and isinstance(right, (int, float))
