"""What of the topic `floor` one reader may see. Deny by default: a key that nobody foresaw goes to nobody.

Desks and overrides belong to people, and reach whoever may see those people. A waiting contact belongs to no team:
whoever may see the waiting line sees it, without the name of a colleague outside their own people.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .hub import GONE


@dataclass(frozen=True, slots=True)
class FloorScope:
    """The people a reader may see (`agents`, None for everyone), and whether they may see the waiting line."""

    agents: frozenset[int] | None = frozenset()
    waiting: bool = False

    def sees(self, agent: int) -> bool:
        """Whether this person is one of those the reader may see."""
        return self.agents is None or agent in self.agents

    def __call__(self, key: str, value: Any) -> tuple[bool, Any]:
        """Whether a key of the topic goes to the reader, and what of its value."""
        kind, _, number = key.partition(":")
        if not number.isdecimal():
            return False, GONE
        if kind == "agent":
            return self.sees(int(number)), value
        if kind == "override":
            return value is not GONE and self.sees(value["agent"]), value
        if kind == "contact" and self.waiting:
            if value is not GONE and value["offered_to"] and not self.sees(value["offered_to"]):
                return True, {**value, "offered_to": 0, "offered_elsewhere": True}
            return True, value
        return False, GONE
