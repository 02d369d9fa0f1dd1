"""Protected time that was overridden today, from facts alone: by whom, why, and which of the two ways.

Protected time is a promise of the practice. It is overridden when somebody goes on it beyond the day's quota with a
reason, and when somebody else takes a person off it. Both need a reason, and both are seen by whoever supervises.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Final

from highroad.core.engine import desk
from highroad.core.engine.facts import BY_SYSTEM, Facts
from highroad.core.words.hours import local_date, moment
from highroad.core.words.policy import Policy

MORE: Final = "more"
ENDED: Final = "ended"


@dataclass(frozen=True, slots=True)
class Override:
    """One override. `what` is `more` (beyond the quota) or `ended` (by somebody else)."""

    number: int
    agent: int
    at: int
    what: str
    by: int
    why: str

    def to_json(self) -> dict[str, Any]:
        """As screens get it."""
        return asdict(self)


class Overrides(Facts):
    """Hears facts and keeps the overrides of the local day."""

    def __init__(self) -> None:
        self.zone = "UTC"
        self.day_ends = 0
        self.protected: frozenset[str] = frozenset()
        self.chosen: dict[int, tuple[int, str]] = {}
        """Agent → the state and reason last chosen for the desk; a call does not change what was chosen."""
        self.today: list[Override] = []
        self.fresh: list[Override] = []

    def take(self) -> list[Override]:
        """Those that were heard since the last time."""
        fresh, self.fresh = self.fresh, []
        return fresh

    def policy_adopted(self, at: int, policy: Policy, by: int) -> None:  # noqa: ARG002 - a listener is told more
        self.zone = policy.zone
        self.protected = frozenset(one.key for one in policy.off_reasons if one.counts_as_protected)

    def desk_moved(self, at: int, agent: int, state: int, reason: str, by: int, why: str) -> None:
        self._hear(at, agent, state, reason, by, why)

    def desk_planned(self, at: int, agent: int, state: int, reason: str, by: int, why: str) -> None:
        self._hear(at, agent, state, reason, by, why)

    def _hear(self, at: int, agent: int, state: int, reason: str, by: int, why: str) -> None:
        before = self.chosen.get(agent, (desk.SIGNED_OUT, ""))
        self.chosen[agent] = (state, reason)
        if by not in {agent, BY_SYSTEM} and before[1] in self.protected and reason not in self.protected:
            self._note(at, agent, ENDED, by, why)
        elif reason in self.protected and why:
            self._note(at, agent, MORE, by, why)

    def _note(self, at: int, agent: int, what: str, by: int, why: str) -> None:
        if at >= self.day_ends:
            self.day_ends = moment(self.zone, local_date(self.zone, at), 1440)
            self.today = []
        one = Override(len(self.today) + 1, agent, at, what, by, why)
        self.today.append(one)
        self.fresh.append(one)
