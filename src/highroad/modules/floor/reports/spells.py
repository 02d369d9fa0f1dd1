"""Turns the facts of desks into closed spells: how long each person was in which state, and for which reason.

It follows the desk's own tables (`core/engine/desk.py`), so a spell can never tell of a move that the engine's desk
did not make.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from highroad.core.engine import desk
from highroad.core.engine.facts import Facts, Skills


@dataclass(slots=True)
class Spell:
    """One person's stay in one state. Times in epoch ms; `by` is who moved them there, 0 for what a contact did."""

    agent: int
    group: str
    state: int
    reason: str
    since: int
    until: int = 0
    by: int = 0
    why: str = ""


@dataclass(slots=True)
class Desk:
    """Where one desk is, and where it was before its contact."""

    agent: int
    group: str = ""
    state: int = desk.SIGNED_OUT
    reason: str = ""
    since: int = 0
    by: int = 0
    why: str = ""
    back_to: int = desk.AWAY
    back_reason: str = ""
    planned: int = -1
    planned_reason: str = ""
    connected: bool = True


class Spells(Facts):
    """Hears facts and closes spells. Signed-out time is no spell."""

    def __init__(self) -> None:
        self.desks: dict[int, Desk] = {}
        self.consults: set[int] = set()
        self.owner: dict[int, int] = {}
        self.closed: list[Spell] = []

    def take(self) -> list[Spell]:
        """The spells closed since the last time."""
        spells, self.closed = self.closed, []
        return spells

    def state(self) -> dict[str, Any]:
        """Where every desk is, JSON-ready."""
        return {
            "desks": [asdict(one) for one in self.desks.values()],
            "consults": sorted(self.consults),
            "owner": [[contact, agent] for contact, agent in self.owner.items()],
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Take up where `state` left off."""
        self.desks = {row["agent"]: Desk(**row) for row in state["desks"]}
        self.consults = set(state["consults"])
        self.owner = dict(state["owner"])

    def _of(self, agent: int) -> Desk:
        return self.desks.setdefault(agent, Desk(agent))

    def _enter(self, at: int, one: Desk, state: int, reason: str, by: int = 0, why: str = "") -> None:
        if one.state != desk.SIGNED_OUT:
            spell = Spell(one.agent, one.group, one.state, one.reason, one.since, at, one.by, one.why)
            self.closed.append(spell)
        one.state, one.reason, one.since, one.by, one.why = state, reason, at, by, why

    def _happens(self, at: int, agent: int, happening: int) -> None:
        one = self._of(agent)
        if happening not in desk.NEXT[one.state]:
            return  # an imported history tells of contacts and knows no desks
        wish = (one.planned, one.planned_reason) if one.planned >= 0 else None
        state, reason, granted = desk.after(
            one.state, happening, one.back_to, one.back_reason, wish, connected=one.connected
        )
        if granted:
            one.planned = -1
        self._enter(at, one, state, reason)

    def agent_known(
        self, at: int, agent: int, token: str, kind: str, group: str, skills: Skills, channels: tuple[str, ...]
    ) -> None:
        self._of(agent).group = group

    def desk_moved(self, at: int, agent: int, state: int, reason: str, by: int, why: str) -> None:
        one = self._of(agent)
        one.planned = -1
        self._enter(at, one, state, reason, by, why)

    def desk_planned(self, at: int, agent: int, state: int, reason: str, by: int, why: str) -> None:
        one = self._of(agent)
        one.planned, one.planned_reason = state, reason

    def connection_lost(self, at: int, agent: int) -> None:
        self._of(agent).connected = False

    def connection_restored(self, at: int, agent: int) -> None:
        self._of(agent).connected = True

    def contact_arrived(
        self, at: int, contact: int, channel: str, purpose: str, language: str, caller: str, parent: int
    ) -> None:
        if parent:
            self.consults.add(contact)

    def contact_offered(self, at: int, contact: int, agent: int, kind: int, until: int) -> None:
        one = self._of(agent)
        one.back_to, one.back_reason = one.state, one.reason
        self.owner[contact] = agent
        self._happens(at, agent, desk.OFFER_MADE)

    def offer_missed(self, at: int, contact: int, agent: int) -> None:
        self._happens(at, agent, desk.OFFER_MISSED)

    def offer_refused(self, at: int, contact: int, agent: int, why: str) -> None:
        self._happens(at, agent, desk.OFFER_REFUSED)

    def offer_cut_off(self, at: int, contact: int, agent: int) -> None:
        self._happens(at, agent, desk.OFFER_CUT_OFF)

    def offer_withdrawn(self, at: int, contact: int, agent: int) -> None:
        self._happens(at, agent, desk.OFFER_WITHDRAWN)

    def contact_answered(self, at: int, contact: int, agent: int) -> None:
        self._happens(at, agent, desk.OFFER_ANSWERED)

    def contact_held(self, at: int, contact: int) -> None:
        self._happens(at, self.owner.get(contact, 0), desk.CALLER_HELD)

    def contact_resumed(self, at: int, contact: int) -> None:
        self._happens(at, self.owner.get(contact, 0), desk.CALLER_RESUMED)

    def consult_begun(self, at: int, contact: int, agent: int, consult: int) -> None:
        self._happens(at, agent, desk.CONSULT_BEGUN)

    def consult_over(self, at: int, contact: int, agent: int) -> None:
        self._happens(at, agent, desk.CONSULT_OVER)

    def contact_transferred(
        self, at: int, contact: int, agent: int, kind: str, target: str, reason: str, rule: str
    ) -> None:
        self._happens(at, agent, desk.CALL_OVER)

    def contact_taken_over(self, at: int, contact: int, agent: int, from_agent: int) -> None:
        self.owner[contact] = agent

    def contact_ended(self, at: int, contact: int, agent: int, ended_by: str) -> None:
        was_consult = contact in self.consults
        self.consults.discard(contact)
        self.owner.pop(contact, None)
        self._happens(at, agent, desk.HELP_OVER if was_consult else desk.CALL_OVER)

    def contact_wrapped(self, at: int, contact: int, agent: int, disposition: str) -> None:
        self._happens(at, agent, desk.WORK_WRAPPED)
