"""The half of a floor's state that is about people and their desks; `floor.py` has the other half."""

from __future__ import annotations

from highroad.core.engine import desk
from highroad.core.engine.facts import Facts, Skills
from highroad.core.engine.pools import Agent, Contact
from highroad.core.engine.rulebook import Rulebook
from highroad.core.engine.timers import Timers
from highroad.core.words.hours import local_date, moment
from highroad.core.words.policy import Policy


class DeskFacts(Facts):
    """The half of a floor's state that is about people and their desks."""

    def __init__(self, listener: Facts) -> None:
        self.listener = listener
        self.now = 0
        self.agents: dict[int, Agent] = {}
        self.contacts: dict[int, Contact] = {}
        self.timers = Timers()
        self.rules = Rulebook()
        self.idle_order = 0
        self.last_contact = 0
        """The highest contact number seen: the next one is free."""
        self.last_answer: dict[str, int] = {}
        self.answer_gap_ms: dict[str, int] = {}

    # -- the practice and the people ---------------------------------------------------------------------------

    def policy_adopted(self, at: int, policy: Policy, by: int) -> None:
        self.now = at
        self.rules.adopt(policy)
        self.listener.policy_adopted(at, policy, by)

    def agent_known(
        self, at: int, agent: int, token: str, kind: str, group: str, skills: Skills, channels: tuple[str, ...]
    ) -> None:
        self.now = at
        person = self.agents.get(agent)
        if person is None:
            person = Agent(agent, token, kind, group)
            self.agents[agent] = person
        person.kind = kind
        person.group = group
        was_free = person.state == desk.AVAILABLE
        if was_free:
            self._unlist(person)
        person.profile = self.rules.profile_of(group, skills, channels)
        if was_free:
            person.stamp += 1
            person.profile.add_idle(person)
        self.listener.agent_known(at, agent, token, kind, group, skills, channels)

    # -- desks ---------------------------------------------------------------------------------------------------

    def desk_moved(self, at: int, agent: int, state: int, reason: str, by: int, why: str) -> None:
        self.now = at
        person = self.agents[agent]
        person.planned = -1
        self._enter(person, state, reason, at)
        self.listener.desk_moved(at, agent, state, reason, by, why)

    def desk_planned(self, at: int, agent: int, state: int, reason: str, by: int, why: str) -> None:
        self.now = at
        person = self.agents[agent]
        person.planned = state
        person.planned_reason = reason
        self.listener.desk_planned(at, agent, state, reason, by, why)

    def connection_lost(self, at: int, agent: int) -> None:
        self.now = at
        self.agents[agent].connected = False
        self.listener.connection_lost(at, agent)

    def connection_restored(self, at: int, agent: int) -> None:
        self.now = at
        self.agents[agent].connected = True
        self.listener.connection_restored(at, agent)

    def broadcast_sent(self, at: int, by: int, message: str) -> None:
        self.now = at
        self.listener.broadcast_sent(at, by, message)

    # -- what follows without a choice ---------------------------------------------------------------------------

    def _happens(self, person: Agent, happening: int, at: int) -> None:
        """Move a desk by the table."""
        wish = (person.planned, person.planned_reason) if person.planned >= 0 else None
        state, reason, granted = desk.after(
            person.state, happening, person.back_to, person.back_reason, wish, connected=person.connected
        )
        if granted:
            person.planned = -1
        keep_place = happening == desk.OFFER_WITHDRAWN and not granted
        self._enter(person, state, reason, at, keep_place=keep_place)

    def _enter(self, person: Agent, state: int, reason: str, at: int, *, keep_place: bool = False) -> None:
        if person.state == desk.AVAILABLE:
            self._unlist(person)
        elif person.reason in self.rules.protected_reasons:
            self._count_protected(person, at)
        if state in desk.OFF_PHONES or state == desk.SIGNED_OUT:
            person.contact = 0
        # Only a place in line is taken back: off-phones time up to the offer has been counted already.
        person.since = person.back_since if keep_place and state == desk.AVAILABLE else at
        person.state = state
        person.reason = reason
        person.late = False
        person.stamp += 1
        if state == desk.AVAILABLE:
            person.contact = 0
            if not keep_place:
                self.idle_order += 1
                person.idle_order = self.idle_order
            if person.profile is not None:
                person.profile.add_idle(person)

    def _unlist(self, person: Agent) -> None:
        if person.profile is not None:
            person.profile.idle_count -= 1

    def _count_protected(self, person: Agent, at: int) -> None:
        """Add the protected time that ends now to what the person has used today, local date of the site."""
        today = local_date(self.rules.zone, at)
        began = max(person.since, moment(self.rules.zone, today, 0))
        if person.protected_day != today.toordinal():
            person.protected_day = today.toordinal()
            person.protected_used_ms = 0
        person.protected_used_ms += at - began

    def protected_used(self, person: Agent, at: int) -> int:
        """Milliseconds of protected time used on the local day of `at`, the running one included."""
        today = local_date(self.rules.zone, at)
        used = person.protected_used_ms if person.protected_day == today.toordinal() else 0
        if person.reason in self.rules.protected_reasons:
            used += at - max(person.since, moment(self.rules.zone, today, 0))
        return used
