"""An auditor with an idea of the truth of its own, who disagrees out loud.

It hears every fact, keeps its own books from nothing but the facts, and raises `Broken` at the first one that breaks
a promise of the engine:

* time never runs back;
* a contact changes only as its life's table permits, and is never lost: what arrived is with exactly one owner
  (a queue, an agent, nobody when it is over);
* an agent has one contact at most;
* nobody is offered a queue's contact but from being available; off the phones only a direct call rings;
* within equal needs and priority the oldest contact is offered first;
* a missed, refused or cut-off offer leaves nobody available, and nobody without a connection becomes available.

The same auditor listens in simulations, in property tests, and beside the live engine when that is asked for.
"""

from __future__ import annotations

from highroad.core.engine import desk, life
from highroad.core.engine.facts import FACT_NAMES, QUEUE_OFFER, Facts
from highroad.core.engine.floor import Floor
from highroad.core.words.policy import Policy


class Broken(AssertionError):
    """A promise of the engine was broken; the message names the promise and the fact."""


class Books:
    """What the auditor believes of one contact."""

    def __init__(self) -> None:
        self.state = life.ARRIVED
        self.owner = 0
        self.need: tuple[str, str, str, int] = ("", "", "", 0)
        self.age = (0, 0)
        self.direct = False
        self.is_consult = False
        self.arrival: tuple[str, str] = ("", "")
        self.version = 0


class Auditor(Facts):
    """Hears the facts of one floor. `floor` is looked at only by `settled`."""

    def __init__(self) -> None:
        self.now = 0
        self.version = 0
        self.contacts: dict[int, Books] = {}
        self.at_desk: dict[int, int] = {}
        self.free: set[int] = set()
        self.free_after: set[int] = set()
        """Who will be free once their contact is off the desk: who was before, or has planned to be."""
        self.planned: dict[int, bool] = {}
        self.unreachable: set[int] = set()
        self.count = 0
        self.over_count = 0

    # -- checks --------------------------------------------------------------------------------------------------

    def _heard(self, at: int, fact: str) -> None:
        self.count += 1
        if at < self.now:
            self._broken(f"time ran back from {self.now} to {at}", fact)
        self.now = at

    def _broken(self, promise: str, fact: str) -> None:
        message = f"fact {self.count} ({fact} at {self.now}): {promise}"
        raise Broken(message)

    def _life(self, at: int, contact: int, fact: str, state: int | None = None) -> Books:
        """Hold a fact of a contact's life against the table, and enter its new state."""
        self._heard(at, fact)
        books = self.contacts.get(contact)
        if books is None:
            self._broken(f"contact {contact} is not here", fact)
            raise AssertionError
        if books.state not in life.FROM[fact]:
            self._broken(f"contact {contact} is {life.LIFE_NAMES[books.state]}", fact)
        if state is not None:
            books.state = state
        return books

    def _give(self, contact: int, agent: int, fact: str) -> None:
        """Make an agent the one owner of a contact."""
        holds = self.at_desk.get(agent, 0)
        if holds not in (0, contact):
            self._broken(f"agent {agent} has contact {holds} and gets {contact}", fact)
        self.at_desk[agent] = contact
        self.contacts[contact].owner = agent
        self.free.discard(agent)

    def _take(self, contact: int, agent: int, fact: str) -> None:
        """End an agent's ownership of a contact."""
        if self.contacts[contact].owner != agent:
            self._broken(f"contact {contact} belongs to {self.contacts[contact].owner}, not {agent}", fact)
        self.contacts[contact].owner = 0
        self.at_desk[agent] = 0

    def _end(self, contact: int) -> None:
        del self.contacts[contact]
        self.over_count += 1

    def _back(self, agent: int) -> None:
        """A contact is off the desk, and the desk is as it was before, or as was planned."""
        if self.planned.pop(agent, agent in self.free_after) and agent not in self.unreachable:
            self.free.add(agent)

    def policy_adopted(self, at: int, policy: Policy, by: int) -> None:
        self._heard(at, "policy_adopted")
        self.version = policy.version

    # -- people --------------------------------------------------------------------------------------------------

    def desk_moved(self, at: int, agent: int, state: int, reason: str, by: int, why: str) -> None:
        self._heard(at, "desk_moved")
        if self.at_desk.get(agent):
            self._broken(f"agent {agent} was moved with contact {self.at_desk[agent]}", "desk_moved")
        self.planned.pop(agent, None)
        if state == desk.AVAILABLE and agent in self.unreachable:
            self._broken(f"agent {agent} became available without a connection", "desk_moved")
        if state == desk.AVAILABLE:
            self.free.add(agent)
        else:
            self.free.discard(agent)

    def connection_lost(self, at: int, agent: int) -> None:
        self._heard(at, "connection_lost")
        self.unreachable.add(agent)

    def connection_restored(self, at: int, agent: int) -> None:
        self._heard(at, "connection_restored")
        self.unreachable.discard(agent)

    def desk_planned(self, at: int, agent: int, state: int, reason: str, by: int, why: str) -> None:
        self._heard(at, "desk_planned")
        self.planned[agent] = state == desk.AVAILABLE

    # -- waiting -------------------------------------------------------------------------------------------------

    def contact_arrived(
        self, at: int, contact: int, channel: str, purpose: str, language: str, caller: str, parent: int
    ) -> None:
        self._heard(at, "contact_arrived")
        if contact in self.contacts:
            self._broken(f"contact {contact} arrived twice", "contact_arrived")
        books = Books()
        books.arrival = (channel, language)
        books.version = self.version
        books.is_consult = parent != 0
        self.contacts[contact] = books

    def contact_queued(self, at: int, contact: int, queue: str, age_from: int, ring: int) -> None:
        books = self._life(at, contact, "contact_queued", life.QUEUED)
        if books.owner:
            self._broken(f"contact {contact} is queued and with agent {books.owner}", "contact_queued")
        books.need = (queue, *books.arrival, books.version)
        books.age = (age_from, contact)

    def contact_moved(self, at: int, contact: int, queue: str, by: int, why: str) -> None:
        self._life(at, contact, "contact_moved", life.ARRIVED)

    def ring_widened(self, at: int, contact: int, ring: int) -> None:
        self._life(at, contact, "ring_widened")

    def wait_limit_passed(self, at: int, contact: int) -> None:
        self._life(at, contact, "wait_limit_passed")

    def callback_requested(self, at: int, contact: int, callback: int) -> None:
        self._life(at, contact, "callback_requested", life.DIVERTED)
        self._end(contact)

    def contact_abandoned(self, at: int, contact: int) -> None:
        self._life(at, contact, "contact_abandoned", life.ABANDONED)
        self._end(contact)

    def contact_closed(self, at: int, contact: int, why: str) -> None:
        self._life(at, contact, "contact_closed", life.CLOSED)
        self._end(contact)

    # -- offers --------------------------------------------------------------------------------------------------

    def contact_offered(self, at: int, contact: int, agent: int, kind: int, until: int) -> None:
        books = self._life(at, contact, "contact_offered")
        if kind == QUEUE_OFFER:
            if agent not in self.free:
                self._broken(f"agent {agent} was offered a queue's contact without being free", "contact_offered")
            older = [
                c
                for c, b in self.contacts.items()
                if b.state == life.QUEUED and b.need == books.need and b.age < books.age
            ]
            if older:
                self._broken(f"contact {older[0]} has waited longer than {contact}", "contact_offered")
        books.state = life.OFFERED
        books.direct = kind != QUEUE_OFFER
        if agent in self.free:
            self.free_after.add(agent)
        else:
            self.free_after.discard(agent)
        self._give(contact, agent, "contact_offered")
        if until < at:
            self._broken("an offer that is over before it begins", "contact_offered")

    def _not_taken(self, at: int, contact: int, agent: int, fact: str) -> None:
        books = self._life(at, contact, fact)
        books.state = life.ARRIVED if books.direct else life.QUEUED
        self._take(contact, agent, fact)

    def offer_missed(self, at: int, contact: int, agent: int) -> None:
        self._not_taken(at, contact, agent, "offer_missed")

    def offer_refused(self, at: int, contact: int, agent: int, why: str) -> None:
        self._not_taken(at, contact, agent, "offer_refused")

    def offer_cut_off(self, at: int, contact: int, agent: int) -> None:
        self._not_taken(at, contact, agent, "offer_cut_off")

    def offer_withdrawn(self, at: int, contact: int, agent: int) -> None:
        self._not_taken(at, contact, agent, "offer_withdrawn")
        self._back(agent)

    def contact_answered(self, at: int, contact: int, agent: int) -> None:
        books = self._life(at, contact, "contact_answered", life.TALKING)
        if books.owner != agent:
            self._broken(f"agent {agent} answered contact {contact}, offered to {books.owner}", "contact_answered")

    # -- talking -------------------------------------------------------------------------------------------------

    def contact_held(self, at: int, contact: int) -> None:
        self._life(at, contact, "contact_held", life.HELD)

    def contact_resumed(self, at: int, contact: int) -> None:
        self._life(at, contact, "contact_resumed", life.TALKING)

    def hold_warned(self, at: int, contact: int, agent: int) -> None:
        self._life(at, contact, "hold_warned")

    def hold_overdue(self, at: int, contact: int, agent: int) -> None:
        self._life(at, contact, "hold_overdue")

    def consult_begun(self, at: int, contact: int, agent: int, consult: int) -> None:
        self._life(at, contact, "consult_begun", life.CONSULTING)

    def consult_over(self, at: int, contact: int, agent: int) -> None:
        self._life(at, contact, "consult_over", life.HELD)

    def contact_transferred(
        self, at: int, contact: int, agent: int, kind: str, target: str, reason: str, rule: str
    ) -> None:
        self._life(at, contact, "contact_transferred", life.ARRIVED)
        self._take(contact, agent, "contact_transferred")
        self.at_desk[agent] = contact

    def contact_taken_over(self, at: int, contact: int, agent: int, from_agent: int) -> None:
        self._life(at, contact, "contact_taken_over", life.TALKING)
        consult = self.at_desk[agent]
        self._take(consult, agent, "contact_taken_over")
        self._end(consult)
        self._give(contact, agent, "contact_taken_over")

    def contact_ended(self, at: int, contact: int, agent: int, ended_by: str) -> None:
        self._life(at, contact, "contact_ended", life.ENDED)
        self._take(contact, agent, "contact_ended")
        if self.contacts[contact].is_consult:
            self._back(agent)
        else:
            self.at_desk[agent] = contact
        self._end(contact)

    def contact_wrapped(self, at: int, contact: int, agent: int, disposition: str) -> None:
        self._heard(at, "contact_wrapped")
        if self.at_desk.get(agent) != contact:
            self._broken(f"agent {agent} wrapped contact {contact} that is not at the desk", "contact_wrapped")
        self.at_desk[agent] = 0
        self._back(agent)


def check_settled(floor: Floor) -> None:
    """Between commands there is no free agent beside a waiting contact that they may be offered, the indexes count
    right, and each side of an ownership knows the other. Reads every agent and contact: for tests and simulations."""
    for call in floor.contacts.values():
        if call.state == life.QUEUED:
            assert call.need is not None
            agent = call.need.best_agent(call.ring)
            if agent is not None:
                message = f"contact {call.id} waits while agent {agent.id} is free for it"
                raise Broken(message)
        if call.state in life.WITH_AGENT | {life.OFFERED} and floor.agents[call.agent].contact != call.id:
            message = f"contact {call.id} says agent {call.agent}, who has {floor.agents[call.agent].contact}"
            raise Broken(message)
    for person in floor.agents.values():
        held = floor.contacts.get(person.contact)
        busy = person.state in desk.ON_CALL | {desk.OFFERED}
        if busy and (held is None or held.agent != person.id):
            message = (
                f"agent {person.id} is {desk.STATE_NAMES[person.state]} with contact {person.contact}, not theirs"
            )
            raise Broken(message)


HEARD = frozenset(vars(Auditor)) & frozenset(FACT_NAMES)
