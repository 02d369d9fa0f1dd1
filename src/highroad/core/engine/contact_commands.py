"""Commands about contacts, from arrival to wrap."""

from __future__ import annotations

from highroad.core.engine import desk, life
from highroad.core.engine.desk_commands import DeskCommands
from highroad.core.engine.facts import DIRECT_OFFER
from highroad.core.engine.matching import TIME_RAN_BACK
from highroad.core.engine.pools import Agent, Contact
from highroad.core.engine.refusals import Refusal
from highroad.core.words.hours import is_open
from highroad.core.words.policy import Queue

NOT_OFFERED = Refusal("not_offered")
NOT_YOURS = Refusal("not_yours")
NOT_TALKING = Refusal("not_talking")
NOT_HELD = Refusal("not_held")
NOT_WAITING = Refusal("not_waiting")
NOT_WRAPPING = Refusal("not_wrapping")


class ContactCommands(DeskCommands):
    """Arrive, answer, hold, end, wrap; leave the line early."""

    def arrive(
        self,
        at: int,
        contact: int,
        queue: str,
        purpose: str = "",
        channel: str = "voice",
        language: str = "",
        caller: str = "",
    ) -> Refusal | None:
        """A contact arrives for a queue. `purpose` defaults to the queue's first; its hours decide openness."""
        rules = self._why_not_arrive(at, contact, queue, purpose)
        if isinstance(rules, Refusal):
            return rules
        self.floor.contact_arrived(at, contact, channel, purpose or rules.purposes[0], language, caller, 0)
        self._queue(at, self.floor.contacts[contact], queue, at - rules.head_start_ms)
        return None

    def _why_not_arrive(self, at: int, contact: int, queue: str, purpose: str) -> Queue | Refusal:
        floor = self.floor
        if at < floor.now:
            return TIME_RAN_BACK
        if contact in floor.contacts:
            return Refusal("contact_exists")
        if not floor.rules.version:
            return Refusal("no_policy")
        rules = floor.rules.queues.get(queue)
        if rules is None:
            return Refusal("unknown_queue", about={"queue": queue})
        purpose = purpose or rules.purposes[0]
        if purpose not in rules.purposes:
            return Refusal("unknown_purpose", about={"queue": queue, "purpose": purpose})
        hours = floor.rules.hours[purpose]
        if hours.purpose != "always" and not is_open(hours, at):
            return Refusal("closed", rule=f"hours:{purpose}", about={"purpose": purpose})
        if rules.waiting_max and floor.rules.waiting_in(queue) >= rules.waiting_max:
            return Refusal("queue_full", rule=f"queue:{queue}", about={"queue": queue})
        return rules

    def arrive_direct(
        self, at: int, contact: int, agent: int, channel: str, purpose: str, caller: str = ""
    ) -> Refusal | None:
        """A contact for one person: a callback that is theirs, a call to their own number."""
        person = self._check(at, agent)
        if isinstance(person, Refusal):
            return person
        if contact in self.floor.contacts:
            return Refusal("contact_exists")
        refusal = self.why_not_reachable(person)
        if refusal is not None:
            return refusal
        self.floor.contact_arrived(at, contact, channel, purpose, "", caller, 0)
        until = at + self.floor.rules.limits.direct_offer_ms
        self.floor.contact_offered(at, contact, agent, DIRECT_OFFER, until)
        return None

    def why_not_reachable(self, person: Agent) -> Refusal | None:
        """Whether a direct call may ring at a desk now: free, or off the phones for a reason that is reachable."""
        reason = self.floor.rules.off_reasons.get(person.reason)
        reachable = person.state == desk.AVAILABLE or (
            person.state in desk.OFF_PHONES and reason is not None and reason.reachable
        )
        if reachable and person.connected:
            return None
        return Refusal("not_reachable", about={"who": person.token, "state": desk.STATE_NAMES[person.state]})

    def answer(self, at: int, contact: int, agent: int) -> Refusal | None:
        """The agent takes the contact that is offered to them."""
        call = self._offered(at, contact, agent)
        if isinstance(call, Refusal):
            return call
        self.floor.contact_answered(at, contact, agent)
        return None

    def refuse(self, at: int, contact: int, agent: int, why: str) -> Refusal | None:
        """The agent turns the offer down, with a reason; the contact goes on to the next."""
        call = self._offered(at, contact, agent)
        if isinstance(call, Refusal):
            return call
        if not why:
            return Refusal("reason_needed")
        self.floor.offer_refused(at, contact, agent, why)
        self._offer_again(at, call)
        return None

    def _offered(self, at: int, contact: int, agent: int) -> Contact | Refusal:
        if at < self.floor.now:
            return TIME_RAN_BACK
        call = self.floor.contacts.get(contact)
        if call is None or call.state != life.OFFERED or call.agent != agent:
            return NOT_OFFERED
        return call

    def identify(self, at: int, contact: int, agent: int, case: str) -> Refusal | None:
        """The caller gave a number that found a case; `case` is its token."""
        call = self._with(at, contact, agent)
        if isinstance(call, Refusal):
            return call
        if call.case != case:
            self.floor.contact_identified(at, contact, case)
        return None

    def hold(self, at: int, contact: int, agent: int) -> Refusal | None:
        """Put the caller on hold."""
        call = self._with(at, contact, agent)
        if isinstance(call, Refusal):
            return call
        if call.state != life.TALKING:
            return NOT_TALKING
        self.floor.contact_held(at, contact)
        return None

    def resume(self, at: int, contact: int, agent: int) -> Refusal | None:
        """Take the caller back from hold."""
        call = self._with(at, contact, agent)
        if isinstance(call, Refusal):
            return call
        if call.state != life.HELD:
            return NOT_HELD
        self.floor.contact_resumed(at, contact)
        return None

    def _with(self, at: int, contact: int, agent: int) -> Contact | Refusal:
        """The contact that this agent is on, or why not."""
        call = self._check_contact(at, contact)
        if isinstance(call, Refusal):
            return call
        if call.state not in life.WITH_AGENT or call.agent != agent:
            return NOT_YOURS
        return call

    def hang_up(self, at: int, contact: int) -> Refusal | None:
        """The caller leaves, in whatever state the contact is."""
        call = self._check_contact(at, contact)
        if isinstance(call, Refusal):
            return call
        if call.state in life.WITH_AGENT:
            self._end(at, call, "caller")
        elif call.state in life.OVER:
            return UNKNOWN_OVER
        else:
            offered_to = self.floor.agents.get(call.agent) if call.state == life.OFFERED else None
            parent = self.floor.contacts.get(call.parent) if call.parent else None
            self._withdraw(at, call)
            self.floor.contact_abandoned(at, contact)
            if parent is not None and parent.consult == contact:
                self.floor.consult_over(at, parent.id, parent.agent)
            if offered_to is not None:
                self._freed(at, offered_to)
        return None

    def end(self, at: int, contact: int, agent: int) -> Refusal | None:
        """The agent ends the call."""
        call = self._with(at, contact, agent)
        if isinstance(call, Refusal):
            return call
        self._end(at, call, "agent")
        return None

    def _end(self, at: int, call: Contact, ended_by: str) -> None:
        self._drop_consult(at, call)
        agent = self.floor.agents[call.agent]
        parent = self.floor.contacts.get(call.parent) if call.parent else None
        self.floor.contact_ended(at, call.id, agent.id, ended_by)
        if parent is not None and parent.consult == call.id:
            self.floor.consult_over(at, parent.id, parent.agent)
        self._freed(at, agent)

    def wrap(self, at: int, contact: int, agent: int, disposition: str) -> Refusal | None:
        """The after-call work is done; the agent is free again, or goes where they had planned to."""
        person = self._check(at, agent)
        if isinstance(person, Refusal):
            return person
        if person.state != desk.WRAPPING or person.contact != contact:
            return NOT_WRAPPING
        self.floor.contact_wrapped(at, contact, agent, disposition)
        self._freed(at, person)
        return None

    def request_callback(self, at: int, contact: int, callback: int) -> Refusal | None:
        """The caller gives up the line but not the place: `callback` is the id of the callback that waits instead."""
        call = self._check_contact(at, contact)
        if isinstance(call, Refusal):
            return call
        if call.state != life.QUEUED or call.channel != "voice" or call.parent:
            return Refusal("no_callback")
        if callback in self.floor.contacts:
            return Refusal("contact_exists")
        self.floor.callback_requested(at, contact, callback)
        self.floor.contact_arrived(at, callback, "callback", call.purpose, call.language, call.caller, 0)
        self._queue(at, self.floor.contacts[callback], call.queue, call.age_from)
        return None


UNKNOWN_OVER = Refusal("unknown_contact")
