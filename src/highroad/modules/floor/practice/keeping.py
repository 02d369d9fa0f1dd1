"""What the running service does about the practice: take it up at the start, and put in force what has become due."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import structlog

from highroad.modules.floor.running import RunningFloor
from highroad.modules.floor.service.host import Host
from highroad.modules.people.api import the_system

from .actions import ensure_first_version
from .force import activate_due, bring_into_force

log = structlog.get_logger(__name__)

SYSTEM: Final = the_system("practice")


def take_up_practice(host: Host, folder: Path) -> None:
    """At the start: the folder's playbook is recorded where none is in force; the engine is told what is."""
    at = _now(host)
    ensure_first_version(folder, by=SYSTEM, at=at)
    bring_into_force(host, by=SYSTEM, at=at)


def put_due_in_force(floor: RunningFloor) -> list[int]:
    """A chore: put in force every version whose day has come; their numbers. Safe to repeat.

    Time is the floor's own, so that in a demo the demo's day counts.
    """
    activated = activate_due(floor.host, by=SYSTEM, at=_now(floor.host))
    for version in activated:
        log.info("practice_activated", version=version.number)
    return [version.number or 0 for version in activated]


def _now(host: Host) -> datetime:
    return datetime.fromtimestamp(host.clock.now() / 1000, UTC)
