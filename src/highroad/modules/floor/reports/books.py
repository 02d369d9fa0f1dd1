"""Turns the facts of contacts into closed rows: legs (waits in a queue), handlings (an agent's work), lost offers.

Pure bookkeeping: a row is made when what it tells is over, from nothing but the facts, so reading a journal again
makes the same rows. `state` and `restore` carry what is still open over a stop.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from highroad.core.engine.facts import Facts, Skills


@dataclass(slots=True)
class Leg:
    """One contact's wait in one queue, up to its answer or whatever else ended it. Times in epoch ms."""

    contact: int
    queue: str
    channel: str
    language: str
    entered: int
    left: int = 0
    wait_ms: int = 0
    ended: str = ""
    """answered, abandoned, moved, diverted (a callback was asked for), closed"""
    agent: int = 0
    is_consult: bool = False


@dataclass(slots=True)
class Handling:
    """One agent's work on one contact, from answer to wrap. Durations in ms; hold includes consulting."""

    contact: int
    agent: int
    group: str
    queue: str
    channel: str
    started: int
    ended: int = 0
    wrapped: int = 0
    talk_ms: int = 0
    hold_ms: int = 0
    wrap_ms: int = 0
    ended_by: str = ""
    """caller, agent, or the kind of transfer"""
    disposition: str = ""
    is_consult: bool = False
    holding_since: int = 0


@dataclass(slots=True)
class OfferNotTaken:
    """An offer that did not become a conversation: missed, refused, cut_off, withdrawn (the caller left)."""

    contact: int
    agent: int
    group: str
    queue: str
    offered: int
    ended: int
    outcome: str
    why: str = ""


Row = Leg | Handling | OfferNotTaken


@dataclass(slots=True)
class Arrival:
    """What a contact came with."""

    channel: str
    language: str
    parent: int
    queue: str = ""
    offered: int = 0


@dataclass(slots=True)
class Open:
    """What the books have open."""

    arrivals: dict[int, Arrival] = field(default_factory=dict)
    legs: dict[int, Leg] = field(default_factory=dict)
    handlings: dict[int, Handling] = field(default_factory=dict)
    """By contact, while the agent is on it."""
    wraps: dict[str, Handling] = field(default_factory=dict)
    """By "contact:agent", while after-call work lasts."""
    groups: dict[int, str] = field(default_factory=dict)


class Books(Facts):
    """Hears facts and closes rows. `take` gives the rows closed since the last time."""

    def __init__(self) -> None:
        self.open = Open()
        self.closed: list[Row] = []

    def take(self) -> list[Row]:
        """The rows closed since the last time, in the order in which they closed."""
        rows, self.closed = self.closed, []
        return rows

    def state(self) -> dict[str, Any]:
        """What is open, JSON-ready."""
        return asdict(self.open)

    def restore(self, state: dict[str, Any]) -> None:
        """Take up the books where `state` left them."""
        self.open = Open(
            arrivals={int(k): Arrival(**v) for k, v in state["arrivals"].items()},
            legs={int(k): Leg(**v) for k, v in state["legs"].items()},
            handlings={int(k): Handling(**v) for k, v in state["handlings"].items()},
            wraps={k: Handling(**v) for k, v in state["wraps"].items()},
            groups={int(k): v for k, v in state["groups"].items()},
        )

    # -- people and arrivals -------------------------------------------------------------------------------------

    def agent_known(
        self, at: int, agent: int, token: str, kind: str, group: str, skills: Skills, channels: tuple[str, ...]
    ) -> None:
        self.open.groups[agent] = group

    def contact_arrived(
        self, at: int, contact: int, channel: str, purpose: str, language: str, caller: str, parent: int
    ) -> None:
        self.open.arrivals[contact] = Arrival(channel, language, parent)

    # -- legs ----------------------------------------------------------------------------------------------------

    def contact_queued(self, at: int, contact: int, queue: str, age_from: int, ring: int) -> None:
        came = self.open.arrivals.setdefault(contact, Arrival("voice", "", 0))
        came.queue = queue
        self.open.legs[contact] = Leg(contact, queue, came.channel, came.language, at, is_consult=came.parent != 0)

    def _leg_over(self, at: int, contact: int, ended: str, agent: int = 0) -> None:
        leg = self.open.legs.pop(contact, None)
        if leg is not None:
            leg.left, leg.wait_ms, leg.ended, leg.agent = at, at - leg.entered, ended, agent
            self.closed.append(leg)

    def contact_moved(self, at: int, contact: int, queue: str, by: int, why: str) -> None:
        self._leg_over(at, contact, "moved")

    def contact_abandoned(self, at: int, contact: int) -> None:
        self._leg_over(at, contact, "abandoned")
        self.open.arrivals.pop(contact, None)

    def contact_closed(self, at: int, contact: int, why: str) -> None:
        self._leg_over(at, contact, "closed")
        self.open.arrivals.pop(contact, None)

    def callback_requested(self, at: int, contact: int, callback: int) -> None:
        self._leg_over(at, contact, "diverted")
        self.open.arrivals.pop(contact, None)

    # -- offers --------------------------------------------------------------------------------------------------

    def contact_offered(self, at: int, contact: int, agent: int, kind: int, until: int) -> None:
        self.open.arrivals.setdefault(contact, Arrival("voice", "", 0)).offered = at

    def _not_taken(self, at: int, contact: int, agent: int, outcome: str, why: str = "") -> None:
        came = self.open.arrivals.setdefault(contact, Arrival("voice", "", 0))
        group = self.open.groups.get(agent, "")
        self.closed.append(OfferNotTaken(contact, agent, group, came.queue, came.offered, at, outcome, why))

    def offer_missed(self, at: int, contact: int, agent: int) -> None:
        self._not_taken(at, contact, agent, "missed")

    def offer_refused(self, at: int, contact: int, agent: int, why: str) -> None:
        self._not_taken(at, contact, agent, "refused", why)

    def offer_cut_off(self, at: int, contact: int, agent: int) -> None:
        self._not_taken(at, contact, agent, "cut_off")

    def offer_withdrawn(self, at: int, contact: int, agent: int) -> None:
        self._not_taken(at, contact, agent, "withdrawn")

    # -- handlings -----------------------------------------------------------------------------------------------

    def contact_answered(self, at: int, contact: int, agent: int) -> None:
        self._leg_over(at, contact, "answered", agent)
        self._begin(at, contact, agent)

    def _begin(self, at: int, contact: int, agent: int) -> None:
        came = self.open.arrivals.setdefault(contact, Arrival("voice", "", 0))
        group = self.open.groups.get(agent, "")
        self.open.handlings[contact] = Handling(
            contact, agent, group, came.queue, came.channel, at, is_consult=came.parent != 0
        )

    def contact_held(self, at: int, contact: int) -> None:
        self._hold(at, contact)

    def consult_begun(self, at: int, contact: int, agent: int, consult: int) -> None:
        self._hold(at, contact)

    def _hold(self, at: int, contact: int) -> None:
        work = self.open.handlings.get(contact)
        if work is not None and not work.holding_since:
            work.holding_since = at

    def contact_resumed(self, at: int, contact: int) -> None:
        work = self.open.handlings.get(contact)
        if work is not None:
            _hold_over(work, at)

    def contact_transferred(
        self, at: int, contact: int, agent: int, kind: str, target: str, reason: str, rule: str
    ) -> None:
        self._talk_over(at, contact, f"transfer:{kind}")

    def contact_taken_over(self, at: int, contact: int, agent: int, from_agent: int) -> None:
        consult = next((c for c, work in self.open.handlings.items() if work.agent == agent and work.is_consult), 0)
        if consult:
            self._talk_over(at, consult, "merged")
            self.open.arrivals.pop(consult, None)
        self._begin(at, contact, agent)

    def contact_ended(self, at: int, contact: int, agent: int, ended_by: str) -> None:
        self._talk_over(at, contact, ended_by)
        self.open.arrivals.pop(contact, None)

    def _talk_over(self, at: int, contact: int, ended_by: str) -> None:
        """The conversation is over for this agent. A consult has no after-call work, so its row is closed."""
        work = self.open.handlings.pop(contact, None)
        if work is None:
            return
        _hold_over(work, at)
        work.ended, work.ended_by = at, ended_by
        work.talk_ms = at - work.started - work.hold_ms
        if work.is_consult:
            work.wrapped = at
            self.closed.append(work)
        else:
            self.open.wraps[f"{contact}:{work.agent}"] = work

    def contact_wrapped(self, at: int, contact: int, agent: int, disposition: str) -> None:
        work = self.open.wraps.pop(f"{contact}:{agent}", None)
        if work is not None:
            work.wrapped, work.wrap_ms, work.disposition = at, at - work.ended, disposition
            self.closed.append(work)


def _hold_over(work: Handling, at: int) -> None:
    """Count a hold that ends now, if there is one."""
    if work.holding_since:
        work.hold_ms += at - work.holding_since
        work.holding_since = 0
