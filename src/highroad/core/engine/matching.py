"""Who gets which contact: the two questions, asked when a change of state may have an answer.

When a contact begins to wait, or its ring widens: is somebody free for it? When an agent becomes free: is a contact
waiting for them? Nothing polls. Since both are asked at every such change, there is never a free agent beside a
waiting contact that they may be offered.
"""

from __future__ import annotations

from highroad.core.engine import desk, life
from highroad.core.engine.facts import QUEUE_OFFER, Facts
from highroad.core.engine.floor import Floor
from highroad.core.engine.pools import Agent, Contact
from highroad.core.engine.refusals import Refusal

TIME_RAN_BACK = Refusal("time_ran_back")
UNKNOWN_AGENT = Refusal("unknown_agent")
UNKNOWN_CONTACT = Refusal("unknown_contact")


class Matching:
    """A floor and the decisions on it that no command names."""

    def __init__(self, listener: Facts | None = None) -> None:
        self.floor = Floor(listener if listener is not None else Facts())

    def _place(self, at: int, call: Contact) -> None:
        """Offer a contact that has just begun to wait, if somebody is free for it."""
        need = call.need
        if need is None:
            return
        agent = need.best_agent(call.ring)
        if agent is not None:
            self.floor.contact_offered(at, call.id, agent.id, QUEUE_OFFER, at + need.queue.offer_ms)

    def _occupy(self, at: int, agent: Agent) -> None:
        """Offer an agent who has just become free the contact that comes first for them, if any may be theirs."""
        call = self.first_for(agent)
        if call is not None and call.need is not None:
            self.floor.contact_offered(at, call.id, agent.id, QUEUE_OFFER, at + call.need.queue.offer_ms)

    def first_for(self, agent: Agent) -> Contact | None:
        """The waiting contact that comes first for an agent: highest level, then waiting the longest."""
        if agent.state != desk.AVAILABLE or agent.profile is None:
            return None
        best: Contact | None = None
        best_level = 0
        for link in agent.profile.links:
            need = link.need
            if need.waiting_count == 0:
                continue
            call = need.oldest()
            if call is None or call.ring < link.ring:
                continue
            level = need.queue.level
            if (
                best is None
                or level > best_level
                or (level == best_level and (call.age_from, call.id) < (best.age_from, best.id))
            ):
                best = call
                best_level = level
        return best

    def _widen(self, at: int, call: Contact) -> None:
        """While it was offered a contact's ring did not widen; its waiting counted all the same."""
        assert call.need is not None
        rings = call.need.queue.rings
        while call.ring + 1 < len(rings) and at - call.age_from >= rings[call.ring + 1].after_ms:
            self.floor.ring_widened(at, call.id, call.ring + 1)

    def _queue(self, at: int, call: Contact, queue: str, age_from: int) -> None:
        """Put a contact in a queue's line, and offer it if possible."""
        self._line(at, call, queue, age_from)
        self._place(at, call)

    def _line(self, at: int, call: Contact, queue: str, age_from: int) -> None:
        """Put a contact in a queue's line, in the ring that its age has reached."""
        rings = self.floor.rules.queue_of(call.version, queue).rings
        ring = 0
        while ring + 1 < len(rings) and at - age_from >= rings[ring + 1].after_ms:
            ring += 1
        self.floor.contact_queued(at, call.id, queue, age_from, ring)

    def _freed(self, at: int, agent: Agent) -> None:
        """An agent's desk has changed: if they are free now, see who waits for them."""
        if agent.state == desk.AVAILABLE:
            self._occupy(at, agent)

    def _withdraw(self, at: int, call: Contact) -> None:
        """Take an offer back because its contact goes another way; the contact is then out of any line."""
        if call.state == life.OFFERED:
            agent = self.floor.agents[call.agent]
            self.floor.offer_withdrawn(at, call.id, agent.id)

    def _drop_consult(self, at: int, call: Contact) -> None:
        """End the consult of a contact, because the caller left or the agent did."""
        consult = self.floor.contacts.get(call.consult) if call.consult else None
        if consult is None:
            return
        if consult.state in life.WITH_AGENT:
            helper = self.floor.agents[consult.agent]
            self.floor.contact_ended(at, consult.id, helper.id, "agent")
            self._freed(at, helper)
            return
        asked = self.floor.agents.get(consult.agent) if consult.state == life.OFFERED else None
        self._withdraw(at, consult)
        self.floor.contact_abandoned(at, consult.id)
        if asked is not None:
            self._freed(at, asked)

    def _consult_failed(self, at: int, consult: Contact) -> None:
        """Nobody answered a consult: the asker has the caller on hold again and decides anew."""
        parent = self.floor.contacts.get(consult.parent)
        self.floor.contact_closed(at, consult.id, "no_answer")
        if parent is not None and parent.consult == consult.id:
            self.floor.consult_over(at, parent.id, parent.agent)

    def _check(self, at: int, agent: int) -> Agent | Refusal:
        """The agent of a command, or why there is none."""
        if at < self.floor.now:
            return TIME_RAN_BACK
        person = self.floor.agents.get(agent)
        return person if person is not None else UNKNOWN_AGENT

    def _check_contact(self, at: int, contact: int) -> Contact | Refusal:
        """The contact of a command, or why there is none."""
        if at < self.floor.now:
            return TIME_RAN_BACK
        call = self.floor.contacts.get(contact)
        return call if call is not None else UNKNOWN_CONTACT
