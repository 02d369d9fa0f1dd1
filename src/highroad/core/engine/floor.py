"""The state of a floor. It changes by facts and by nothing else, and applying a fact decides nothing.

`Floor` is a `Facts`: each fact's method applies that fact to the state and then tells the one listener. The engine
calls these methods with what it has decided; replaying a journal calls the same methods with what was recorded,
and ends in the same state. Whatever follows from a fact without a choice (the desk's next state by its table,
which timers run, who is listed as free) happens here.
"""

from __future__ import annotations

from highroad.core.engine import desk, life
from highroad.core.engine.desks import DeskFacts
from highroad.core.engine.facts import QUEUE_OFFER
from highroad.core.engine.pools import Agent, Contact
from highroad.core.engine.timers import (
    CLOSING_DUE,
    HOLD_LIMIT_DUE,
    HOLD_WARN_DUE,
    OF_AGENT,
    OFFER_DUE,
    RING_DUE,
    WAIT_LIMIT_DUE,
    WRAP_LIMIT_DUE,
    Timer,
)
from highroad.core.words.hours import closes_at


class Floor(DeskFacts):
    """A floor: its people, its contacts, its waiting lines and its timers."""

    # -- arriving and waiting ------------------------------------------------------------------------------------

    def contact_arrived(
        self, at: int, contact: int, channel: str, purpose: str, language: str, caller: str, parent: int
    ) -> None:
        self.now = at
        call = Contact(contact, channel, purpose, language, caller, parent, at)
        call.version = self.rules.version
        self.contacts[contact] = call
        self.last_contact = max(self.last_contact, contact)
        self.listener.contact_arrived(at, contact, channel, purpose, language, caller, parent)

    def contact_queued(self, at: int, contact: int, queue: str, age_from: int, ring: int) -> None:
        self.now = at
        call = self.contacts[contact]
        call.queue = queue
        call.age_from = age_from
        call.ring = ring
        call.queued = at
        call.limit_passed = False
        call.need = self.rules.need_of(call)
        if call.purpose not in call.need.queue.purposes:
            call.purpose = call.need.queue.purposes[0]
        self._wait(call, at)
        self.listener.contact_queued(at, contact, queue, age_from, ring)

    def _wait(self, call: Contact, at: int) -> None:
        """Put a contact in line, with the timers of a waiting contact."""
        need = call.need
        assert need is not None
        self._change(call, life.QUEUED, at)
        need.add_waiting(call)
        rules = need.queue
        if call.ring + 1 < len(rules.rings):
            self.timers.set(call.age_from + rules.rings[call.ring + 1].after_ms, RING_DUE, call.id, call.stamp)
        self.timers.set(call.queued + rules.wait_limit_ms, WAIT_LIMIT_DUE, call.id, call.stamp)
        if rules.at_close != "serve":
            closing = closes_at(self.rules.hours[call.purpose], at)
            if closing is not None:
                self.timers.set(closing, CLOSING_DUE, call.id, call.stamp)

    def _change(self, call: Contact, state: int, at: int) -> None:
        """Give a contact its next state. Leaving the line makes its place there void."""
        if call.state == life.QUEUED and call.need is not None:
            call.need.drop_waiting()
        call.state = state
        call.since = at
        call.stamp += 1

    def ring_widened(self, at: int, contact: int, ring: int) -> None:
        self.now = at
        call = self.contacts[contact]
        call.ring = ring
        assert call.need is not None
        rings = call.need.queue.rings
        if ring + 1 < len(rings):
            self.timers.set(call.age_from + rings[ring + 1].after_ms, RING_DUE, contact, call.stamp)
        self.listener.ring_widened(at, contact, ring)

    def contact_moved(self, at: int, contact: int, queue: str, by: int, why: str) -> None:
        self.now = at
        self._change(self.contacts[contact], life.ARRIVED, at)
        self.listener.contact_moved(at, contact, queue, by, why)

    def wait_limit_passed(self, at: int, contact: int) -> None:
        self.now = at
        self.contacts[contact].limit_passed = True
        self.listener.wait_limit_passed(at, contact)

    def callback_requested(self, at: int, contact: int, callback: int) -> None:
        self.now = at
        self._over(self.contacts[contact], life.DIVERTED, at)
        self.listener.callback_requested(at, contact, callback)

    def contact_abandoned(self, at: int, contact: int) -> None:
        self.now = at
        self._over(self.contacts[contact], life.ABANDONED, at)
        self.listener.contact_abandoned(at, contact)

    def contact_closed(self, at: int, contact: int, why: str) -> None:
        self.now = at
        self._over(self.contacts[contact], life.CLOSED, at)
        self.listener.contact_closed(at, contact, why)

    def _over(self, call: Contact, state: int, at: int) -> None:
        """End a contact; it is forgotten here once nobody has work left for it. The journal keeps it."""
        self._change(call, state, at)
        call.agent = 0
        if call.wraps == 0:
            del self.contacts[call.id]

    # -- offering ------------------------------------------------------------------------------------------------

    def contact_offered(self, at: int, contact: int, agent: int, kind: int, until: int) -> None:
        self.now = at
        call = self.contacts[contact]
        person = self.agents[agent]
        self._change(call, life.OFFERED, at)
        call.agent = agent
        call.offer_kind = kind
        person.back_to = person.state
        person.back_reason = person.reason
        person.back_since = person.since
        self._happens(person, desk.OFFER_MADE, at)
        person.contact = contact
        self.timers.set(until, OFFER_DUE, contact, call.stamp)
        self.listener.contact_offered(at, contact, agent, kind, until)

    def offer_missed(self, at: int, contact: int, agent: int) -> None:
        self.now = at
        self._offer_over(contact, agent, desk.OFFER_MISSED, at)
        self.listener.offer_missed(at, contact, agent)

    def offer_refused(self, at: int, contact: int, agent: int, why: str) -> None:
        self.now = at
        self._offer_over(contact, agent, desk.OFFER_REFUSED, at)
        self.listener.offer_refused(at, contact, agent, why)

    def offer_cut_off(self, at: int, contact: int, agent: int) -> None:
        self.now = at
        self._offer_over(contact, agent, desk.OFFER_CUT_OFF, at)
        self.listener.offer_cut_off(at, contact, agent)

    def offer_withdrawn(self, at: int, contact: int, agent: int) -> None:
        self.now = at
        self._offer_over(contact, agent, desk.OFFER_WITHDRAWN, at)
        self.listener.offer_withdrawn(at, contact, agent)

    def _offer_over(self, contact: int, agent: int, happening: int, at: int) -> None:
        """A queue's contact goes back to its old place in line; a direct one waits for what is decided next."""
        call = self.contacts[contact]
        person = self.agents[agent]
        person.contact = 0
        self._happens(person, happening, at)
        call.agent = 0
        if call.offer_kind == QUEUE_OFFER:
            self._wait(call, at)
        else:
            self._change(call, life.ARRIVED, at)

    def contact_answered(self, at: int, contact: int, agent: int) -> None:
        self.now = at
        call = self.contacts[contact]
        self._change(call, life.TALKING, at)
        call.waited_ms = at - call.age_from
        if call.answered == 0:
            call.answered = at
            if call.queue:
                self._count_answer(call.queue, at)
        self._happens(self.agents[agent], desk.OFFER_ANSWERED, at)
        if call.parent:
            parent = self.contacts.get(call.parent)
            if parent is not None:
                parent.briefed = agent
        self.listener.contact_answered(at, contact, agent)

    def _count_answer(self, queue: str, at: int) -> None:
        """Keep the mean gap between a queue's answers, the newest weighing one eighth, in whole milliseconds."""
        last = self.last_answer.get(queue, 0)
        self.last_answer[queue] = at
        if last:
            mean = self.answer_gap_ms.get(queue, at - last)
            self.answer_gap_ms[queue] = mean + (at - last - mean) // 8

    # -- talking -------------------------------------------------------------------------------------------------

    def contact_identified(self, at: int, contact: int, case: str) -> None:
        self.now = at
        self.contacts[contact].case = case
        self.listener.contact_identified(at, contact, case)

    def contact_held(self, at: int, contact: int) -> None:
        self.now = at
        call = self.contacts[contact]
        self._change(call, life.HELD, at)
        self._hold(call, at)
        self._happens(self.agents[call.agent], desk.CALLER_HELD, at)
        self.listener.contact_held(at, contact)

    def _hold(self, call: Contact, at: int) -> None:
        """Start the hold's clock, and set the warnings that are still to come by the new stamp."""
        if call.held_since == 0:
            call.held_since = at
        limits = self.rules.limits
        if call.hold_warnings == 0:
            self.timers.set(call.held_since + limits.hold_warn_ms, HOLD_WARN_DUE, call.id, call.stamp)
        if call.hold_warnings <= 1:
            self.timers.set(call.held_since + limits.hold_max_ms, HOLD_LIMIT_DUE, call.id, call.stamp)

    def _unhold(self, call: Contact, at: int) -> None:
        if call.held_since:
            call.held_ms += at - call.held_since
            call.held_since = 0
            call.hold_warnings = 0

    def contact_resumed(self, at: int, contact: int) -> None:
        self.now = at
        call = self.contacts[contact]
        self._unhold(call, at)
        self._change(call, life.TALKING, at)
        self._happens(self.agents[call.agent], desk.CALLER_RESUMED, at)
        self.listener.contact_resumed(at, contact)

    def hold_warned(self, at: int, contact: int, agent: int) -> None:
        self.now = at
        self.contacts[contact].hold_warnings = 1
        self.listener.hold_warned(at, contact, agent)

    def hold_overdue(self, at: int, contact: int, agent: int) -> None:
        self.now = at
        self.contacts[contact].hold_warnings = 2
        self.listener.hold_overdue(at, contact, agent)

    def consult_begun(self, at: int, contact: int, agent: int, consult: int) -> None:
        self.now = at
        call = self.contacts[contact]
        call.consult = consult
        self._change(call, life.CONSULTING, at)
        self._hold(call, at)
        self._happens(self.agents[agent], desk.CONSULT_BEGUN, at)
        self.listener.consult_begun(at, contact, agent, consult)

    def consult_over(self, at: int, contact: int, agent: int) -> None:
        self.now = at
        call = self.contacts[contact]
        call.consult = 0
        self._change(call, life.HELD, at)
        self._hold(call, at)
        self._happens(self.agents[agent], desk.CONSULT_OVER, at)
        self.listener.consult_over(at, contact, agent)

    def caller_told(self, at: int, contact: int, agent: int) -> None:
        self.now = at
        self.contacts[contact].told = True
        self.listener.caller_told(at, contact, agent)

    def contact_transferred(
        self, at: int, contact: int, agent: int, kind: str, target: str, reason: str, rule: str
    ) -> None:
        self.now = at
        call = self.contacts[contact]
        self._unhold(call, at)
        self._change(call, life.ARRIVED, at)
        call.told = False
        call.consult = 0
        call.agent = 0
        self._to_wrap(call, self.agents[agent], at)
        self.listener.contact_transferred(at, contact, agent, kind, target, reason, rule)

    def contact_taken_over(self, at: int, contact: int, agent: int, from_agent: int) -> None:
        self.now = at
        call = self.contacts[contact]
        person = self.agents[agent]
        # A helper who passed the consult on may still have work left for it, so it is not simply forgotten.
        self._over(self.contacts[person.contact], life.ENDED, at)
        self._change(call, life.TALKING, at)
        call.agent = agent
        person.contact = contact
        self.listener.contact_taken_over(at, contact, agent, from_agent)

    def contact_ended(self, at: int, contact: int, agent: int, ended_by: str) -> None:
        self.now = at
        call = self.contacts[contact]
        person = self.agents[agent]
        self._unhold(call, at)
        if call.parent:
            person.contact = 0
            self._happens(person, desk.HELP_OVER, at)
        else:
            self._to_wrap(call, person, at)
        self._over(call, life.ENDED, at)
        self.listener.contact_ended(at, contact, agent, ended_by)

    # -- timers --------------------------------------------------------------------------------------------------

    def stands(self, timer: Timer) -> bool:
        """Whether a timer still means anything: its subject is as it was when it was set, and what it announces
        has not happened. Kept apart from the heap so that a replay, which takes no timer off it, agrees with live."""
        due, _, kind, subject, stamp = timer
        if kind in OF_AGENT:
            person = self.agents.get(subject)
            return person is not None and person.stamp == stamp and not person.late
        call = self.contacts.get(subject)
        if call is None or call.stamp != stamp:
            return False
        if kind == RING_DUE:
            assert call.need is not None
            rings = call.need.queue.rings
            return call.ring + 1 < len(rings) and due == call.age_from + rings[call.ring + 1].after_ms
        if kind == WAIT_LIMIT_DUE:
            return not call.limit_passed
        if kind == HOLD_WARN_DUE:
            return call.hold_warnings == 0
        return kind != HOLD_LIMIT_DUE or call.hold_warnings <= 1

    # -- after the call ------------------------------------------------------------------------------------------

    def _to_wrap(self, call: Contact, person: Agent, at: int) -> None:
        self._happens(person, desk.CALL_OVER, at)
        call.wraps += 1
        limit = call.need.queue.wrap_limit_ms if call.need is not None else self.rules.wrap_limit_ms
        self.timers.set(at + limit, WRAP_LIMIT_DUE, person.id, person.stamp)

    def wrap_overdue(self, at: int, contact: int, agent: int) -> None:
        self.now = at
        self.agents[agent].late = True
        self.listener.wrap_overdue(at, contact, agent)

    def contact_wrapped(self, at: int, contact: int, agent: int, disposition: str) -> None:
        self.now = at
        call = self.contacts[contact]
        person = self.agents[agent]
        person.contact = 0
        self._happens(person, desk.WORK_WRAPPED, at)
        call.wraps -= 1
        if call.wraps == 0 and call.state in life.OVER:
            del self.contacts[contact]
        self.listener.contact_wrapped(at, contact, agent, disposition)
