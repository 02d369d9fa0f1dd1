"""Commands about people and their desks."""

from __future__ import annotations

from highroad.core.engine import desk
from highroad.core.engine.facts import DIRECT_OFFER, Skills
from highroad.core.engine.matching import TIME_RAN_BACK, Matching
from highroad.core.engine.pools import Agent, Contact
from highroad.core.engine.refusals import Refusal
from highroad.core.words.policy import Policy

REASON_NEEDED = Refusal("reason_needed")
NOT_CONNECTED = Refusal("not_connected")


class DeskCommands(Matching):
    """Adopt a practice, make people known, move desks."""

    def adopt(self, at: int, policy: Policy, by: int) -> Refusal | None:
        """Put a practice in force for the contacts that arrive from now on; the version in force changes nothing."""
        if at < self.floor.now:
            return TIME_RAN_BACK
        known = self.floor.rules.policies.get(policy.version)
        if known is not None and known != policy:
            # Contacts that arrived under the number would change their rules under way.
            return Refusal("version_exists", about={"version": str(policy.version)})
        if self.floor.rules.version != policy.version:
            self.floor.policy_adopted(at, policy, by)
        return None

    def know_agent(
        self, at: int, agent: int, token: str, kind: str, group: str, skills: Skills, channels: tuple[str, ...]
    ) -> Refusal | None:
        """Tell the floor of a person, or of what has changed about them."""
        if at < self.floor.now:
            return TIME_RAN_BACK
        self.floor.agent_known(at, agent, token, kind, group, tuple(sorted(skills)), channels)
        self._freed(at, self.floor.agents[agent])
        return None

    def move_desk(self, at: int, agent: int, state: int, reason: str, by: int, why: str = "") -> Refusal | None:
        """Move a desk between the states that are no call; during a call the wish is kept for afterwards.

        `by` is whoever asks: the agent, or a supervisor, who must say `why` (a code). Going on protected time
        beyond the group's daily quota needs a `why`, too, and is seen by the supervisor.
        """
        person = self._check(at, agent)
        if isinstance(person, Refusal):
            return person
        refusal = self._why_not_move(at, person, state, reason, by, why)
        if refusal is not None:
            return refusal
        if person.state in desk.AT_WORK or person.state == desk.SIGNED_OUT:
            self.floor.desk_moved(at, agent, state, reason, by, why)
            self._freed(at, person)
        else:
            self.floor.desk_planned(at, agent, state, reason, by, why)
        return None

    def _why_not_move(self, at: int, person: Agent, state: int, reason: str, by: int, why: str) -> Refusal | None:
        if by != person.id and not why:
            return REASON_NEEDED
        rule = self.floor.rules.off_reasons.get(reason)
        needs_rule = state in desk.OFF_PHONES and state != desk.AWAY
        if (rule is None and needs_rule) or (rule is not None and desk.STATES[rule.state] != state):
            return Refusal("unknown_reason", about={"reason": reason})
        if person.state == state and person.reason == reason:
            return Refusal("already_so")
        if state == desk.AVAILABLE and not person.connected:
            return NOT_CONNECTED
        if person.state in desk.AT_WORK or person.state == desk.SIGNED_OUT:
            if state not in desk.MOVES[person.state]:
                names = {"state": desk.STATE_NAMES[person.state], "to": desk.STATE_NAMES[state]}
                return Refusal("not_a_move", about=names)
        elif state not in desk.AT_WORK:
            return Refusal("has_contact")
        if reason in self.floor.rules.protected_reasons and not why and self.protected_left(at, person) <= 0:
            return Refusal("quota_used", rule=f"group:{person.group}")
        return None

    def protected_left(self, at: int, person: Agent) -> int:
        """Milliseconds of today's protected time that are left; negative when more was taken."""
        group = self.floor.rules.groups.get(person.group)
        quota = group.protected_ms if group is not None else 0
        return quota - self.floor.protected_used(person, at)

    def lose_connection(self, at: int, agent: int) -> Refusal | None:
        """The desk's line is gone for longer than a reload takes.

        A free agent goes away, for their phone cannot be seen to ring; an offer is cut off and goes on; a call
        stays, for it is the phone's and not the browser's, and the supervisor sees that the desk is unreachable.
        """
        person = self._check(at, agent)
        if isinstance(person, Refusal):
            return person
        if not person.connected:
            return None
        self.floor.connection_lost(at, agent)
        if person.state == desk.AVAILABLE:
            self.floor.desk_moved(at, agent, desk.AWAY, "connection_lost", agent, "")
        elif person.state == desk.OFFERED:
            call = self.floor.contacts[person.contact]
            self.floor.offer_cut_off(at, call.id, agent)
            self._offer_again(at, call)
        return None

    def restore_connection(self, at: int, agent: int) -> Refusal | None:
        """The desk is back. It does not become available by itself."""
        person = self._check(at, agent)
        if isinstance(person, Refusal):
            return person
        if not person.connected:
            self.floor.connection_restored(at, agent)
        return None

    def _offer_again(self, at: int, call: Contact) -> None:
        """Decide what becomes of a contact whose offer was not taken."""
        if call.offer_kind != DIRECT_OFFER:
            self._widen(at, call)
            self._place(at, call)
        elif call.parent:
            self._consult_failed(at, call)
        elif call.queue:
            self._queue(at, call, call.queue, call.age_from)
        else:
            self.floor.contact_closed(at, call.id, "no_answer")

    def broadcast(self, at: int, by: int, message: str) -> Refusal | None:
        """Send everyone on the floor a message; `message` is the token under which its words are kept."""
        if at < self.floor.now:
            return TIME_RAN_BACK
        self.floor.broadcast_sent(at, by, message)
        return None
