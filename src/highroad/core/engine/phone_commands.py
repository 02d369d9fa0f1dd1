"""What an outside telephone system has done already, and the floor has to follow.

Where Highroad stands beside a telephone system that rings people by its own rules, that system says who has the
caller. The floor cannot refuse what has happened in the room; it only refuses what cannot be true.
"""

from __future__ import annotations

from highroad.core.engine import desk, life
from highroad.core.engine.facts import DIRECT_OFFER
from highroad.core.engine.refusals import Refusal
from highroad.core.engine.transfer_commands import TransferCommands


class PhoneCommands(TransferCommands):
    """Follow an outside telephone system."""

    def connect(self, at: int, contact: int, agent: int) -> Refusal | None:
        """The telephone system has connected a waiting contact to this agent, whoever it was offered to.

        An agent who is signed in and without a contact has it, off the phones or not. Saying it again of the same
        agent changes nothing.
        """
        call = self._check_contact(at, contact)
        if isinstance(call, Refusal):
            return call
        person = self._check(at, agent)
        if isinstance(person, Refusal):
            return person
        if call.agent == agent and call.state in life.WITH_AGENT:
            return None
        if call.state not in life.WAITING:
            return Refusal("not_waiting")
        if call.state == life.OFFERED and call.agent == agent:
            self.floor.contact_answered(at, contact, agent)
            return None
        if person.state not in desk.AT_WORK:
            return Refusal("not_reachable", about={"who": person.token, "state": desk.STATE_NAMES[person.state]})
        rung = self.floor.agents.get(call.agent) if call.state == life.OFFERED else None
        self._withdraw(at, call)
        self.floor.contact_offered(at, contact, agent, DIRECT_OFFER, at)
        self.floor.contact_answered(at, contact, agent)
        if rung is not None:
            self._freed(at, rung)
        return None
