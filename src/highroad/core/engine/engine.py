"""The engine: a floor, its commands, and what falls due.

Whoever drives it (the live service, the simulator, a replay) issues commands with their time and ids, and calls
`advance` when `next_due` has come. A command returns None when it was carried out, or the `Refusal` that says why it
changed nothing. The engine never asks a clock, a database or chance.
"""

from __future__ import annotations

from highroad.core.engine import desk, life
from highroad.core.engine.facts import BY_SYSTEM
from highroad.core.engine.matching import TIME_RAN_BACK
from highroad.core.engine.phone_commands import PhoneCommands
from highroad.core.engine.pools import Agent, Contact
from highroad.core.engine.refusals import Refusal
from highroad.core.engine.timers import (
    CLOSING_DUE,
    HOLD_LIMIT_DUE,
    HOLD_WARN_DUE,
    OF_AGENT,
    OFFER_DUE,
    RING_DUE,
    WAIT_LIMIT_DUE,
)


class Engine(PhoneCommands):
    """Everything a floor can be told, and time."""

    def next_due(self) -> int:
        """When `advance` has something to look at next, epoch ms; -1 when nothing is waiting for time to pass."""
        return self.floor.timers.next_due()

    def advance(self, at: int) -> Refusal | None:
        """Let time pass until `at`: everything that falls due by then happens, each at its own moment, in order."""
        if at < self.floor.now:
            return TIME_RAN_BACK
        timers = self.floor.timers
        while timers.heap and timers.heap[0][0] <= at:
            timer = timers.pop()
            if not self.floor.stands(timer):
                continue
            due, _, kind, subject, _ = timer
            if kind in OF_AGENT:
                self._wrap_due(max(due, self.floor.now), self.floor.agents[subject])
            else:
                self._contact_due(max(due, self.floor.now), kind, self.floor.contacts[subject])
        return None

    def _contact_due(self, at: int, kind: int, call: Contact) -> None:
        if kind == OFFER_DUE:
            self.floor.offer_missed(at, call.id, call.agent)
            self._offer_again(at, call)
        elif kind == RING_DUE:
            self.floor.ring_widened(at, call.id, call.ring + 1)
            self._place(at, call)
        elif kind == WAIT_LIMIT_DUE:
            self._wait_limit_due(at, call)
        elif kind == CLOSING_DUE:
            self._closing_due(at, call)
        elif kind == HOLD_WARN_DUE:
            self.floor.hold_warned(at, call.id, call.agent)
        elif kind == HOLD_LIMIT_DUE:
            self.floor.hold_overdue(at, call.id, call.agent)

    def _wait_limit_due(self, at: int, call: Contact) -> None:
        """A contact has waited as long as its queue lets it: say so, and do what the queue's rules say."""
        assert call.need is not None
        rules = call.need.queue
        self.floor.wait_limit_passed(at, call.id)
        if call.parent:
            self._consult_failed(at, call)
        elif rules.at_limit == "overflow" and rules.overflow_to and rules.overflow_to != call.queue:
            self._move(at, call, rules.overflow_to, BY_SYSTEM, "wait_limit")
        elif rules.at_limit == "end":
            self.floor.contact_closed(at, call.id, "wait_limit")

    def _closing_due(self, at: int, call: Contact) -> None:
        """The purpose a contact came for closes while it waits."""
        if call.parent:
            self._consult_failed(at, call)
        else:
            self.floor.contact_closed(at, call.id, "closing")

    def _wrap_due(self, at: int, agent: Agent) -> None:
        """After-call work has reached its limit."""
        self.floor.wrap_overdue(at, agent.contact, agent.id)
        if self.floor.rules.limits.wrap_frees and agent.state == desk.WRAPPING:
            self.floor.contact_wrapped(at, agent.contact, agent.id, "")
            self._freed(at, agent)

    # -- what a caller may be told -------------------------------------------------------------------------------

    def place_in_line(self, contact: int) -> int:
        """How many contacts of its queue come before this one, plus one; 0 when it does not wait."""
        call = self.floor.contacts.get(contact)
        if call is None or call.state != life.QUEUED:
            return 0
        before = [
            other
            for other in self.floor.contacts.values()
            if other.state == life.QUEUED
            and other.queue == call.queue
            and (other.age_from, other.id) < (call.age_from, call.id)
        ]
        return len(before) + 1

    def estimated_wait_ms(self, contact: int) -> int:
        """How long this contact will probably still wait; -1 when nothing is known yet or it does not wait.

        The place in line times the mean gap between the queue's last answers (an exponentially weighted mean that
        gives the newest gap one eighth). An estimate: show it as a range.
        """
        call = self.floor.contacts.get(contact)
        if call is None or call.state != life.QUEUED:
            return -1
        gap = self.floor.answer_gap_ms.get(call.queue, 0)
        return self.place_in_line(contact) * gap if gap else -1
