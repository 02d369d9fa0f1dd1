"""Looks every minute whether a version's day has come, and puts it in force. Runs as long as the service does.

Time is the floor's own, so that in a demo the demo's day counts. A look that fails is logged and tried again; nothing
hangs on the minute, since putting in force is safe to repeat.
"""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from typing import Final

import structlog
from django.db import Error, close_old_connections

from highroad.modules.floor.service.host import Host, Unavailable
from highroad.modules.people.api import Refused, the_system

from .force import activate_due, bring_into_force

log = structlog.get_logger(__name__)

LOOK_EVERY_S: Final = 60.0
SYSTEM: Final = the_system("practice")


class PracticeKeeper:
    """Keeps one floor's practice up to date. `start` and `stop` are safe to repeat."""

    def __init__(self, host: Host, every_s: float = LOOK_EVERY_S) -> None:
        self.host = host
        self.every_s = every_s
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Tell the engine the version in force, then keep looking. What fails at the start is raised."""
        if self._thread is None:
            bring_into_force(self.host, by=SYSTEM, at=self._now())
            self._stopping.clear()
            self._thread = threading.Thread(target=self._run, name="practice-keeper", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stop looking."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._stopping.set()
            thread.join()

    def look(self) -> list[int]:
        """Put in force what is due; the numbers of the versions that took effect."""
        try:
            activated = activate_due(self.host, by=SYSTEM, at=self._now())
        except (Refused, Unavailable, TimeoutError, Error) as why:
            log.warning("practice_not_activated", fault=type(why).__name__)
            return []
        for version in activated:
            log.info("practice_activated", version=version.number)
        return [version.number or 0 for version in activated]

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self.host.clock.now() / 1000, UTC)

    def _run(self) -> None:
        while not self._stopping.wait(self.every_s):
            close_old_connections()
            self.look()
        close_old_connections()
