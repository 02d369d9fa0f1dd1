"""Counts a simulated day from its facts: the field's figures, each by its written formula.

Service level (b) = (answered within T + abandoned within T) / (answered + abandoned). ASA = sum of the waits of the
answered / answered. Abandonment = abandoned / (answered + abandoned). Occupancy = (contact time + wrap-up) / (contact
time + wrap-up + idle waiting). Protected time kept = protected time taken / what the group's quota gives its people.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from highroad.core.engine import desk
from highroad.core.engine.facts import Facts
from highroad.core.engine.floor import Floor

BUSY = desk.ON_CALL | {desk.OFFERED, desk.WRAPPING}


@dataclass(slots=True)
class Line:
    """One queue's counts."""

    offered: int = 0
    answered: int = 0
    in_target: int = 0
    abandoned: int = 0
    abandoned_in_target: int = 0
    wait_ms: int = 0

    @property
    def service_level_b(self) -> float | None:
        """Share in time, gave up early included; None when nothing ended."""
        ended = self.answered + self.abandoned
        return (self.in_target + self.abandoned_in_target) / ended if ended else None

    @property
    def asa_ms(self) -> float | None:
        """Mean wait of the answered."""
        return self.wait_ms / self.answered if self.answered else None

    @property
    def abandonment(self) -> float | None:
        """Share that gave up."""
        ended = self.answered + self.abandoned
        return self.abandoned / ended if ended else None

    def figures(self) -> dict[str, Any]:
        """Counts and figures, JSON-ready."""
        return {
            **asdict(self),
            "service_level_b": self.service_level_b,
            "asa_ms": self.asa_ms,
            "abandonment": self.abandonment,
        }


class Tally(Facts):
    """Listens to one floor, whose state has taken each fact in when the tally hears it."""

    def __init__(self) -> None:
        self.floor: Floor | None = None
        self.lines: dict[str, Line] = {}
        self.waiting: dict[int, tuple[str, int]] = {}
        self.facts = 0
        self._since: dict[int, tuple[int, int]] = {}
        self.busy_ms: dict[str, int] = {}
        self.idle_ms: dict[str, int] = {}

    def total(self) -> Line:
        """All queues together."""
        whole = Line()
        for line in self.lines.values():
            for name in ("offered", "answered", "in_target", "abandoned", "abandoned_in_target", "wait_ms"):
                setattr(whole, name, getattr(whole, name) + getattr(line, name))
        return whole

    def occupancy(self, group: str) -> float | None:
        """A group's occupancy; None when nobody of it was free or busy."""
        busy, idle = self.busy_ms.get(group, 0), self.idle_ms.get(group, 0)
        return busy / (busy + idle) if busy + idle else None

    def protected_kept(self, group: str, at: int) -> float | None:
        """The share of the group's protected time that its people of today have taken."""
        floor = self.floor
        rule = floor.rules.groups.get(group) if floor is not None else None
        if floor is None or rule is None or rule.protected_ms == 0:
            return None
        people = [person for person in floor.agents.values() if person.group == group and person.since]
        taken = sum(floor.protected_used(person, at) for person in people)
        return taken / (rule.protected_ms * len(people)) if people else None

    # -- queues --------------------------------------------------------------------------------------------------

    def contact_queued(self, at: int, contact: int, queue: str, age_from: int, ring: int) -> None:
        self.lines.setdefault(queue, Line()).offered += 1
        self.waiting[contact] = (queue, at)

    def contact_answered(self, at: int, contact: int, agent: int) -> None:
        self._seen(at, agent)
        place = self.waiting.pop(contact, None)
        if place is not None:
            line = self.lines[place[0]]
            line.answered += 1
            line.in_target += at - place[1] <= self._target_ms(place[0])
            line.wait_ms += at - place[1]

    def contact_abandoned(self, at: int, contact: int) -> None:
        place = self.waiting.pop(contact, None)
        if place is not None:
            line = self.lines[place[0]]
            line.abandoned += 1
            line.abandoned_in_target += at - place[1] <= self._target_ms(place[0])

    def contact_moved(self, at: int, contact: int, queue: str, by: int, why: str) -> None:
        self._gone(contact)

    def callback_requested(self, at: int, contact: int, callback: int) -> None:
        self._gone(contact)

    def contact_closed(self, at: int, contact: int, why: str) -> None:
        self._gone(contact)

    def _gone(self, contact: int) -> None:
        place = self.waiting.pop(contact, None)
        if place is not None:
            self.lines[place[0]].offered -= 1

    def _target_ms(self, queue: str) -> int:
        assert self.floor is not None
        return self.floor.rules.queues[queue].target_ms

    # -- time of the agents --------------------------------------------------------------------------------------

    def _seen(self, at: int, agent: int) -> None:
        """Book the time since the agent's last change under the state they were in."""
        assert self.floor is not None
        person = self.floor.agents[agent]
        state, since = self._since.get(agent, (desk.SIGNED_OUT, at))
        if state in BUSY:
            self.busy_ms[person.group] = self.busy_ms.get(person.group, 0) + at - since
        elif state == desk.AVAILABLE:
            self.idle_ms[person.group] = self.idle_ms.get(person.group, 0) + at - since
        self._since[agent] = (person.state, at)

    def desk_moved(self, at: int, agent: int, state: int, reason: str, by: int, why: str) -> None:
        self._seen(at, agent)

    def contact_offered(self, at: int, contact: int, agent: int, kind: int, until: int) -> None:
        self._seen(at, agent)

    def offer_missed(self, at: int, contact: int, agent: int) -> None:
        self._seen(at, agent)

    def offer_refused(self, at: int, contact: int, agent: int, why: str) -> None:
        self._seen(at, agent)

    def offer_cut_off(self, at: int, contact: int, agent: int) -> None:
        self._seen(at, agent)

    def offer_withdrawn(self, at: int, contact: int, agent: int) -> None:
        self._seen(at, agent)

    def contact_ended(self, at: int, contact: int, agent: int, ended_by: str) -> None:
        self._seen(at, agent)

    def contact_transferred(
        self, at: int, contact: int, agent: int, kind: str, target: str, reason: str, rule: str
    ) -> None:
        self._seen(at, agent)

    def contact_wrapped(self, at: int, contact: int, agent: int, disposition: str) -> None:
        self._seen(at, agent)
