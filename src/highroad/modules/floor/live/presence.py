"""Whose desk has a screen connected. A reload is no absence: only when the last screen has been gone for as long as
the practice grants (`reconnect`) is the engine told that the desk's line is lost, and at once when one is back.

Lives in the event loop; the engine is asked without waiting, since nobody here waits for its answer.
"""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter

from highroad.modules.floor.service.commands import Command
from highroad.modules.floor.service.host import Host, Unavailable


class Presence:
    """Counts the screens of each agent."""

    def __init__(self) -> None:
        self.screens: Counter[int] = Counter()
        self.leaving: dict[int, asyncio.TimerHandle] = {}

    def came(self, host: Host, agent: int) -> None:
        """One more screen of this agent."""
        self.screens[agent] += 1
        waiting = self.leaving.pop(agent, None)
        if waiting is not None:
            waiting.cancel()
        _tell(host, "restore_connection", agent)

    def left(self, host: Host, agent: int, grace_s: float) -> None:
        """One screen less; after the last one the line is lost when none is back within `grace_s`."""
        self.screens[agent] -= 1
        if self.screens[agent] <= 0:
            del self.screens[agent]
            self.leaving[agent] = asyncio.get_running_loop().call_later(grace_s, self._gone, host, agent)

    def _gone(self, host: Host, agent: int) -> None:
        self.leaving.pop(agent, None)
        if not self.screens[agent]:
            _tell(host, "lose_connection", agent)


def _tell(host: Host, name: str, agent: int) -> None:
    try:
        host.submit(Command(f"presence:{agent}:{secrets.token_hex(8)}", name, {"agent": agent}))
    except Unavailable:
        return  # a floor that does not run has no desks to lose
