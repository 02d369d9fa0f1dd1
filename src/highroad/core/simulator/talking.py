"""What a simulated colleague does while a caller is on the line.

The course of a call comes from the caller's story: identify, talk, perhaps a hold, perhaps a question to the
Helpline, and in the end goodbye, a transfer, or a lead who was briefed first. Every act looks first whether the same
call is still on the same desk.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from highroad.core.engine import life
from highroad.core.engine.engine import Engine
from highroad.core.simulator.callers import Caller, Callers
from highroad.core.simulator.hands import Hands
from highroad.core.simulator.scenario import Scenario
from highroad.core.simulator.workers import Worker

SECOND = 1000
HOLD_SHARE = 0.35
QUESTION_SHARE = 0.04
LEAD_TALK_MS = 6 * 60 * SECOND


class Desks(Protocol):
    """What a call needs to know of the desks around it; `Colleagues` is that."""

    hands: Hands
    callers: Callers

    def acts_for(self, agent: int) -> Worker | None:
        """The simulated person at a desk; None where a real one sits."""

    def later(self, worker: Worker, in_ms: float, act: Callable[[], None]) -> None:
        """Do something in a while, unless a real person has taken the chair by then."""


class Talking:
    """The calls under way at simulated desks."""

    def __init__(self, colleagues: Desks, scenario: Scenario) -> None:
        self.colleagues = colleagues
        self.helpline = scenario.helpline
        self.staff_line = scenario.staff_line
        self.served: dict[int, Caller] = {}
        """Agent → the caller on their line or being wrapped."""
        self.asked_by: dict[int, tuple[int, int]] = {}
        """Consult → (who asks, for which contact)."""

    def begin(self, worker: Worker, contact: int, caller: Caller | None) -> None:
        """A caller is on the line: write down the course of the call."""
        if caller is None:
            self._then(worker, contact, 90 * SECOND, lambda: self._finish(worker, contact))
            return
        self.served[worker.id] = caller
        luck, talk_ms = worker.luck, caller.talk_ms
        if caller.contact != contact:
            caller.contact = contact
        if caller.story.identifies:
            self._then(
                worker, contact, luck.uniform(15, 40) * SECOND, lambda: self._identify(worker, contact, caller)
            )
        if luck.happens(HOLD_SHARE):
            self._then(worker, contact, talk_ms * 0.3, lambda: self._hold(worker, contact))
        elif luck.happens(QUESTION_SHARE / (1 - HOLD_SHARE)):
            self._then(worker, contact, talk_ms * 0.4, lambda: self._ask(worker, contact, self.staff_line))
        move = caller.story.move.kind if worker.kind == "agent" else ""
        if move == "transfer" and not self._is_in(contact, caller.story.move.queue):
            self._then(worker, contact, talk_ms * 0.5, lambda: self._tell(worker, contact))
            self._then(worker, contact, talk_ms * 0.5 + 6 * SECOND, lambda: self._transfer(worker, contact, caller))
        elif move == "escalate":
            self._then(worker, contact, talk_ms * 0.6, lambda: self._tell(worker, contact))
            self._then(worker, contact, talk_ms * 0.6 + 5 * SECOND, lambda: self._ask(worker, contact, self.helpline))
        self._then(worker, contact, talk_ms, lambda: self._finish(worker, contact))

    def begin_as_lead(self, worker: Worker, contact: int) -> None:
        """A lead has the caller who was just put through, and will end the call."""
        caller = self.colleagues.callers.of(contact)
        if caller is not None:
            self.served[worker.id] = caller
        self._then(worker, contact, worker.luck.lognormal(LEAD_TALK_MS, 0.4), lambda: self._finish(worker, contact))

    def _then(self, worker: Worker, contact: int, in_ms: float, act: Callable[[], None]) -> None:
        def if_same_call() -> None:
            if worker.contact == contact and self._life(contact) in life.WITH_AGENT:
                act()

        self.colleagues.later(worker, in_ms, if_same_call)

    def _life(self, contact: int) -> int:
        """The contact's state; -1 when it is over."""

        def state(engine: Engine) -> int:
            call = engine.floor.contacts.get(contact)
            return call.state if call is not None else -1

        return self.colleagues.hands.look(state)

    def _is_in(self, contact: int, queue: str) -> bool:
        def there(engine: Engine) -> bool:
            call = engine.floor.contacts.get(contact)
            return call is not None and call.queue == queue

        return self.colleagues.hands.look(there)

    # -- acts ----------------------------------------------------------------------------------------------------

    def _identify(self, worker: Worker, contact: int, caller: Caller) -> None:
        case = self.colleagues.callers.case_token(caller)
        if case:
            self.colleagues.hands.identify(contact, worker.id, case)

    def _hold(self, worker: Worker, contact: int) -> None:
        if self.colleagues.hands.hold(contact, worker.id).accepted:
            self._then(worker, contact, worker.luck.uniform(20, 110) * SECOND, lambda: self._resume(worker, contact))

    def _resume(self, worker: Worker, contact: int) -> None:
        self.colleagues.hands.resume(contact, worker.id)

    def _tell(self, worker: Worker, contact: int) -> None:
        self.colleagues.hands.tell_caller(contact, worker.id)

    def _transfer(self, worker: Worker, contact: int, caller: Caller) -> None:
        move = caller.story.move
        self.colleagues.hands.transfer_queue(contact, worker.id, move.queue, move.reason)

    def _ask(self, worker: Worker, contact: int, line: str) -> None:
        """Call the Helpline; when it is closed the call goes on without it."""
        if line:
            self.colleagues.hands.consult_queue(contact, worker.id, line)

    def _finish(self, worker: Worker, contact: int) -> None:
        """The end of the call: take the caller back if they hold, then goodbye, by whoever says it first."""
        hands = self.colleagues.hands
        state = self._life(contact)
        if state == life.CONSULTING:
            self._then(worker, contact, 40 * SECOND, lambda: self._finish(worker, contact))
        elif state == life.HELD:
            hands.resume(contact, worker.id)
            self._then(worker, contact, 15 * SECOND, lambda: self._finish(worker, contact))
        else:
            caller = self.served.get(worker.id)
            if caller is not None and caller.hangs_up_first:
                hands.hang_up(contact)
            else:
                hands.end(contact, worker.id)

    # -- the Helpline --------------------------------------------------------------------------------------------

    def consult_answered(self, consult: int, helper: int) -> None:
        """A lead is on the line: brief them, then put the caller through to them, or thank them and go on."""
        asking = self.asked_by.get(consult)
        worker = self.colleagues.acts_for(asking[0]) if asking is not None else None
        if asking is None or worker is None:
            return
        contact = asking[1]
        caller = self.served.get(worker.id)
        escalates = caller is not None and caller.story.move.kind == "escalate"
        brief_ms = worker.luck.uniform(35, 80) * SECOND
        if escalates and caller is not None:
            reason = caller.story.move.reason
            self._then(worker, contact, brief_ms, lambda: self._put_through(worker, contact, helper, reason))
        else:
            self._then(worker, contact, brief_ms, lambda: self._thank(worker, contact))

    def _put_through(self, worker: Worker, contact: int, lead: int, reason: str) -> None:
        if not self.colleagues.hands.transfer_person(contact, worker.id, lead, "lead", reason).accepted:
            self._thank(worker, contact)

    def _thank(self, worker: Worker, contact: int) -> None:
        self.colleagues.hands.end_consult(contact, worker.id)

    def consult_is_over(self, contact: int, agent: int) -> None:
        """The caller is on hold still: take them back."""
        worker = self.colleagues.acts_for(agent)
        if worker is not None:
            self._then(worker, contact, 5 * SECOND, lambda: self._resume(worker, contact))
