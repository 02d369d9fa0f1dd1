"""What reports take from the practice in force: target times of queues, dispositions that mean resolved, the zone."""

from __future__ import annotations

from django.utils import timezone

from highroad.core.words.policy import Policy
from highroad.modules.floor.practice.queries import resolved_codes_of_all
from highroad.modules.floor.running import the_floor
from highroad.modules.floor.service.host import Unavailable

RESOLVED = "resolved"
"""What an imported history says of a resolved call, whatever the practice here."""


def policy() -> Policy | None:
    """The policy in force on the running floor; None when no floor runs here."""
    try:
        host = the_floor().host
    except Unavailable:
        return None
    return host.engine.floor.rules.policy


def targets() -> dict[str, int]:
    """Each queue's target time in ms."""
    found = policy()
    return {queue.key: queue.target_ms for queue in found.queues} if found is not None else {}


def zone() -> str:
    """The zone in which days begin: the floor's, or the pages' own when no floor runs."""
    found = policy()
    return found.zone if found is not None and found.version else str(timezone.get_current_timezone())


def resolved_codes() -> tuple[str, ...]:
    """The dispositions that say the caller's need was met, under any version of the practice that ran."""
    return tuple(sorted({RESOLVED, *resolved_codes_of_all()}))
