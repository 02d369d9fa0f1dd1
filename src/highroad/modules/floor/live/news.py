"""Turns what just happened into news for screens: which views changed, and what each person is told at once.

Runs in the engine's thread after each durable group. Only what the facts touched is looked at again, so a busy floor
of many desks costs no more than its facts.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from highroad.core.engine import life
from highroad.core.engine.engine import Engine
from highroad.core.engine.pools import Contact
from highroad.core.engine.record import Recorded, apply
from highroad.modules.floor.service.memory import Heard

from . import views
from .counts import DayCounts
from .helpline import helpline_view, is_briefed
from .hub import GONE, Hub
from .overrides import Overrides

AGENT_AT: dict[str, int] = {
    "agent_known": 2, "desk_moved": 2, "desk_planned": 2, "connection_lost": 2, "connection_restored": 2,
    "contact_offered": 3, "offer_missed": 3, "offer_refused": 3, "offer_cut_off": 3, "offer_withdrawn": 3,
    "contact_answered": 3, "hold_warned": 3, "hold_overdue": 3, "consult_begun": 3, "consult_over": 3,
    "caller_told": 3, "contact_transferred": 3, "contact_taken_over": 3, "contact_ended": 3, "wrap_overdue": 3,
    "contact_wrapped": 3,
}  # fmt: skip
"""Where a recorded fact names its agent."""

NOTICES = frozenset(
    {
        "offer_missed", "offer_cut_off", "offer_withdrawn", "hold_warned", "hold_overdue", "wrap_overdue",
        "contact_taken_over", "contact_ended",
    }
)  # fmt: skip
"""Facts that a person is told of by themselves, beside the change of their desk."""
NOTICES_KEPT = 200


class Newsroom:
    """A listener of the host that publishes to a hub."""

    def __init__(self, hub: Hub) -> None:
        self.hub = hub
        self.counts = DayCounts()
        self.overrides = Overrides()
        self.briefed: set[int] = set()
        """The contacts for which a brief was written; the words are in the tables, not here."""
        self.queues_of: dict[int, set[str]] = {}
        """Contact → the queues it was last seen in, so that a queue it has left is looked at again."""
        self.notices: dict[int, deque[dict[str, Any]]] = {}
        """Agent → what they were told, newest last, so that a reconnecting desk can ask what it missed."""

    def begin(self, engine: Engine, history: list[Recorded]) -> None:
        """Publish the floor as it is; `history` are the facts since midnight, for the day's counts."""
        if engine.floor.rules.version:
            self.overrides.policy_adopted(engine.floor.now, engine.floor.rules.policy, 0)
        for fact in history:
            apply(self.counts, fact)
            apply(self.overrides, fact)
        if engine.floor.rules.version:
            self.counts.policy_adopted(engine.floor.now, engine.floor.rules.policy, 0)
        news = self._everything(engine)
        self.hub.publish(news, 0, engine.floor.now)

    def _everything(self, engine: Engine) -> list[tuple[str, str, Any]]:
        agents = set(engine.floor.agents)
        contacts = set(engine.floor.contacts)
        return self._news(engine, agents, contacts, set(engine.floor.rules.queues))

    def __call__(self, engine: Engine, heard: list[Heard]) -> None:
        """Tell screens what a group of commands changed."""
        agents: set[int] = set()
        contacts: set[int] = set()
        told: list[tuple[str, str, Any]] = []
        for entry in heard:
            for fact in entry.facts:
                apply(self.counts, fact)
                apply(self.overrides, fact)
                agents |= self._agents_of(engine, fact)
                if fact[0].startswith(_CONTACT_FACTS):
                    contacts.add(fact[2])
                told += self._notices_of(entry, fact)
        queues = {queue for contact in contacts for queue in self.queues_of.pop(contact, ())}
        if any(fact[0] == "policy_adopted" for entry in heard for fact in entry.facts):
            queues |= set(engine.floor.rules.queues)
        for contact in contacts:
            call = engine.floor.contacts.get(contact)
            if call is not None and call.queue:
                queues.add(call.queue)
                self.queues_of[contact] = {call.queue}
        news = self._news(engine, agents, contacts, queues)
        self.hub.publish(news + told, heard[-1].seq, engine.floor.now)

    def _agents_of(self, engine: Engine, fact: Recorded) -> set[int]:
        """Whose desk a fact touches: the agent it names, and whoever has the contact it is about."""
        touched: set[int] = set()
        place = AGENT_AT.get(fact[0])
        if place is not None:
            touched.add(fact[place])
        if fact[0] == "contact_taken_over":
            touched.add(fact[4])
        if fact[0].startswith(_CONTACT_FACTS):
            call = engine.floor.contacts.get(fact[2])
            for one in (call, engine.floor.contacts.get(call.parent) if call is not None else None):
                if one is not None and one.agent:
                    touched.add(one.agent)
        return touched

    def _notices_of(self, entry: Heard, fact: Recorded) -> list[tuple[str, str, Any]]:
        if fact[0] == "broadcast_sent":
            return [
                ("notices", f"{entry.seq}", {"seq": entry.seq, "at": entry.at, "what": fact[0], "message": fact[3]})
            ]
        if fact[0] not in NOTICES or (fact[0] == "contact_ended" and fact[4] != "caller"):
            return []  # whoever ends a call knows it
        agent = fact[3]
        notice = {"seq": entry.seq, "at": fact[1], "what": fact[0], "contact": fact[2]}
        self.notices.setdefault(agent, deque(maxlen=NOTICES_KEPT)).append(notice)
        return [(f"desk:{agent}", "notice", notice)]

    def brief_written(self, engine: Engine, contact: int) -> None:
        """A brief was written for a contact: the waiting line shows it. Engine's thread."""
        self.briefed.add(contact)
        about = {contact} | {call.id for call in engine.floor.contacts.values() if call.parent == contact}
        news = self._news(engine, set(), about & set(engine.floor.contacts), set())
        readers = {call.agent for call in engine.floor.contacts.values() if call.id in about and call.agent}
        # Whoever is asked, or has the caller already, reads it anew: it may be written while they talk.
        news += [(f"desk:{agent}", "brief", {"contact": contact}) for agent in sorted(readers)]
        self.hub.publish(news, self.hub.seq, self.hub.at)

    def missed(self, agent: int, after_seq: int) -> list[dict[str, Any]]:
        """What an agent was told since entry `after_seq`."""
        return [notice for notice in list(self.notices.get(agent, ())) if notice["seq"] > after_seq]

    def _news(
        self, engine: Engine, agents: set[int], contacts: set[int], queues: set[str]
    ) -> list[tuple[str, str, Any]]:
        floor = engine.floor
        news: list[tuple[str, str, Any]] = []
        for agent in sorted(agents & set(floor.agents)):
            person = floor.agents[agent]
            news.append(("floor", f"agent:{agent}", views.agent_view(engine, person)))
            news.append((f"desk:{agent}", "me", views.desk_view(engine, person)))
        for contact in sorted(contacts):
            call = floor.contacts.get(contact)
            waits = call is not None and call.state in life.WAITING
            news.append(("floor", f"contact:{contact}", self._waiting(call) if call and waits else GONE))
            if call is None:
                self.briefed.discard(contact)
        for queue in sorted(queues & set(floor.rules.queues)):
            figures = {**views.queue_view(engine, queue), **self.counts.view(queue)}
            news.append(("board", f"queue:{queue}", figures))
        news.append(("board", "all", self.counts.total()))
        news.append(("board", "people", views.people_view(engine)))
        news.append(("board", "protected", views.protected_view(engine)))
        news.append(("board", "helpline", helpline_view(engine, self.briefed)))
        news += [("floor", f"override:{one.number}", one.to_json()) for one in self.overrides.take()]
        return news

    def _waiting(self, call: Contact) -> dict[str, Any]:
        return {**views.waiting_view(call), "briefed": is_briefed(call, self.briefed)}


_CONTACT_FACTS = ("contact_", "offer_", "ring_", "wait_", "callback_", "hold_", "consult_", "caller_", "wrap_")
