"""Simulated colleagues: they come, answer, talk, hold, ask, transfer, wrap, rest, and go.

They hear the floor's facts and write into the agenda what they will do next; when the moment comes they look whether
it still makes sense. They never act for a desk in which a real person sits (`taken`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from highroad.core.engine import desk, life
from highroad.core.engine.engine import Engine
from highroad.core.engine.facts import Facts
from highroad.core.simulator.agenda import Agenda
from highroad.core.simulator.callers import Callers
from highroad.core.simulator.hands import Hands
from highroad.core.simulator.scenario import Scenario
from highroad.core.simulator.talking import Talking
from highroad.core.simulator.workers import Block, Worker

SECOND = 1000
MINUTE_MS = 60 * SECOND
MISSED_SHARE = 0.012
"""How many offers find nobody at the desk."""


class Colleagues(Facts):
    """Everybody who works today, and the chairs that real people have taken."""

    def __init__(
        self, hands: Hands, agenda: Agenda, workers: list[Worker], callers: Callers, scenario: Scenario, closes: int
    ) -> None:
        self.hands = hands
        self.agenda = agenda
        self.workers = {worker.id: worker for worker in workers}
        self.callers = callers
        self.closes = closes
        self.taken: set[int] = set()
        self.talking = Talking(self, scenario)
        for worker in workers:
            agenda.put(worker.comes, partial(self._come, worker))

    def acts_for(self, agent: int) -> Worker | None:
        """The simulated person at a desk; None where a real one sits, or nobody known."""
        return None if agent in self.taken else self.workers.get(agent)

    def later(self, worker: Worker, in_ms: float, act: Callable[[], None]) -> None:
        """Do something in a while, unless a real person has taken the chair by then."""

        def if_still_theirs() -> None:
            if worker.id not in self.taken:
                act()

        self.agenda.put(self.hands.now() + int(in_ms), if_still_theirs)

    # -- coming, resting, going ----------------------------------------------------------------------------------

    def _come(self, worker: Worker) -> None:
        if worker.id in self.taken or worker.signed_in:
            return
        worker.signed_in = True
        self.hands.move_desk(worker.id, desk.AWAY)
        self.later(worker, worker.luck.uniform(20, 90) * SECOND, lambda: self._free(worker))
        for block in worker.blocks:
            self.agenda.put(block.at, partial(self._go_off, worker, block))
        self.agenda.put(worker.leaves, lambda: self._leave(worker))

    def _free(self, worker: Worker) -> None:
        if worker.signed_in:
            worker.off = None
            self.hands.move_desk(worker.id, desk.AVAILABLE)

    def _go_off(self, worker: Worker, block: Block) -> None:
        now = self.hands.now()
        if worker.id in self.taken or not worker.signed_in or now + block.lasts_ms > worker.leaves:
            return
        if worker.off is not None:
            self.agenda.put(now + 6 * MINUTE_MS, lambda: self._go_off(worker, block))
            return
        worker.off = block
        if not self.hands.move_desk(worker.id, block.state, block.reason).accepted:
            worker.off = None

    def _begin_rest(self, worker: Worker, block: Block) -> None:
        """The block has begun: it lasts as long as was meant, however late it began."""

        def back() -> None:
            if worker.off is block:
                self._free(worker)

        self.later(worker, block.lasts_ms, back)

    def _leave(self, worker: Worker) -> None:
        """Go home when the shift is over: after the last call, and at closing only once nobody waits."""
        if worker.id in self.taken or not worker.signed_in:
            return
        stays = worker.leaves >= self.closes and self.hands.look(_anyone_waits)
        if stays or not self.hands.move_desk(worker.id, desk.SIGNED_OUT).accepted:
            self.agenda.put(self.hands.now() + MINUTE_MS, lambda: self._leave(worker))
            if stays and worker.off is not None and worker.contact == 0:
                self._free(worker)
            return
        worker.signed_in = False

    def desk_moved(self, at: int, agent: int, state: int, reason: str, by: int, why: str) -> None:
        worker = self.acts_for(agent)
        if worker is not None and worker.off is not None and worker.off.state == state:
            self._begin_rest(worker, worker.off)

    # -- offers --------------------------------------------------------------------------------------------------

    def contact_offered(self, at: int, contact: int, agent: int, kind: int, until: int) -> None:
        worker = self.acts_for(agent)
        if worker is None:
            return
        worker.contact = contact
        if worker.luck.happens(MISSED_SHARE):
            return
        rings_ms = min(worker.luck.lognormal(4 * SECOND, 0.6), until - at - SECOND)

        def answer() -> None:
            if worker.contact == contact:
                self.hands.answer(contact, worker.id)

        self.later(worker, rings_ms, answer)

    def _not_taken(self, contact: int, agent: int, *, comes_back: bool) -> None:
        worker = self.acts_for(agent)
        if worker is None:
            return
        worker.contact = 0
        if comes_back and worker.off is None:
            self.later(worker, worker.luck.uniform(40, 150) * SECOND, lambda: self._back_at_desk(worker))

    def _back_at_desk(self, worker: Worker) -> None:
        if worker.off is None and worker.contact == 0:
            self._free(worker)

    def offer_missed(self, at: int, contact: int, agent: int) -> None:
        self._not_taken(contact, agent, comes_back=True)

    def offer_refused(self, at: int, contact: int, agent: int, why: str) -> None:
        self._not_taken(contact, agent, comes_back=True)

    def offer_cut_off(self, at: int, contact: int, agent: int) -> None:
        self._not_taken(contact, agent, comes_back=True)

    def offer_withdrawn(self, at: int, contact: int, agent: int) -> None:
        self._not_taken(contact, agent, comes_back=False)

    # -- calls ---------------------------------------------------------------------------------------------------

    def contact_answered(self, at: int, contact: int, agent: int) -> None:
        self.talking.consult_answered(contact, agent)
        worker = self.acts_for(agent)
        if worker is None:
            return
        worker.contact = contact
        if contact not in self.talking.asked_by:
            self.talking.begin(worker, contact, self.callers.of(contact))

    def consult_begun(self, at: int, contact: int, agent: int, consult: int) -> None:
        self.talking.asked_by[consult] = (agent, contact)

    def consult_over(self, at: int, contact: int, agent: int) -> None:
        self.talking.consult_is_over(contact, agent)

    def contact_taken_over(self, at: int, contact: int, agent: int, from_agent: int) -> None:
        worker = self.acts_for(agent)
        if worker is not None:
            worker.contact = contact
            self.talking.begin_as_lead(worker, contact)

    def contact_ended(self, at: int, contact: int, agent: int, ended_by: str) -> None:
        worker = self.acts_for(agent)
        if worker is None:
            self.talking.asked_by.pop(contact, None)
            return
        if self.talking.asked_by.pop(contact, None) is not None:
            worker.contact = 0
        else:
            self._wrap_later(worker, contact, "resolved" if ended_by == "agent" else "information")

    def contact_transferred(
        self, at: int, contact: int, agent: int, kind: str, target: str, reason: str, rule: str
    ) -> None:
        worker = self.acts_for(agent)
        if worker is not None:
            self._wrap_later(worker, contact, "transferred" if kind == "queue" else "escalated")

    def _wrap_later(self, worker: Worker, contact: int, disposition: str) -> None:
        caller = self.talking.served.pop(worker.id, None)
        wrap_ms = caller.wrap_ms if caller is not None else 60 * SECOND
        self.later(worker, wrap_ms, lambda: self.wrap(worker, contact, disposition))

    def wrap(self, worker: Worker, contact: int, disposition: str) -> None:
        """Write down what was done, and be free, or go where one had planned to."""
        if worker.contact == contact:
            self.hands.wrap(contact, worker.id, disposition)

    def contact_wrapped(self, at: int, contact: int, agent: int, disposition: str) -> None:
        worker = self.acts_for(agent)
        if worker is None:
            return
        if worker.contact == contact:
            worker.contact = 0
        block = worker.off
        if block is not None and self.hands.look(lambda engine: _state(engine, agent)) == block.state:
            self._begin_rest(worker, block)

    # -- chairs --------------------------------------------------------------------------------------------------

    def take(self, agent: int) -> None:
        """A real person sits down: what the simulated one was doing is finished at once, and the desk is free."""
        worker = self.workers.get(agent)
        contact, state = self.hands.look(lambda engine: _contact_and_state(engine, agent))
        was_theirs = agent not in self.taken
        self.taken.add(agent)
        if was_theirs and contact:
            if state == desk.OFFERED:
                self.hands.answer(contact, agent)
            if state != desk.WRAPPING:
                self.hands.end(contact, agent)
            self.hands.wrap(contact, agent, "resolved")
        if worker is not None:
            worker.contact = 0
            worker.off = None
            worker.signed_in = True
            self.talking.served.pop(agent, None)

    def give_back(self, agent: int) -> None:
        """The real person has left: the simulated one sits down again, if the day has work for them."""
        self.taken.discard(agent)
        worker = self.workers.get(agent)
        if worker is None:
            return
        contact, state = self.hands.look(lambda engine: _contact_and_state(engine, agent))
        worker.contact, worker.signed_in = contact, state != desk.SIGNED_OUT
        if state in desk.ON_CALL:
            self.talking.begin(worker, contact, self.callers.of(contact))
        elif state == desk.WRAPPING:
            self._wrap_later(worker, contact, "resolved")
        elif not worker.signed_in:
            self._come(worker)
        else:
            self.later(worker, 20 * SECOND, lambda: self._free(worker))


def _state(engine: Engine, agent: int) -> int:
    return engine.floor.agents[agent].state


def _contact_and_state(engine: Engine, agent: int) -> tuple[int, int]:
    person = engine.floor.agents[agent]
    return person.contact, person.state


def _anyone_waits(engine: Engine) -> bool:
    return any(call.state in life.WAITING for call in engine.floor.contacts.values())
