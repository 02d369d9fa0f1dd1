"""The promised callbacks as the board counts them: when each is due, and how many a lead has to decide.

The cases know the callbacks; they say when one of them changes, and the floor looks then, never in between: screens
count down by themselves. Times only, nobody is named.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

import structlog
from django.db import transaction
from django.db.models.signals import post_save

from highroad.core.words.hours import local_date, moment
from highroad.modules.cases.api import CALLBACKS_WAITING, ConfidentialCallback
from highroad.modules.floor.running import ON_START, RunningFloor, the_floor
from highroad.modules.floor.service.host import Unavailable

log = structlog.get_logger(__name__)

SHOWN_MAX: Final = 50
"""Due times sent to a screen; of more than that the number alone says enough."""


def due_view() -> dict[str, Any]:
    """The callbacks that wait: how many, when the next are due (epoch ms, soonest first), how many a lead decides."""
    waiting = ConfidentialCallback.objects.filter(state__in=CALLBACKS_WAITING).order_by("due_at")
    rows: list[tuple[datetime, str]] = list(waiting.values_list("due_at", "state"))
    return {
        "count": len(rows),
        "due": [int(due.timestamp() * 1000) for due, _ in rows[:SHOWN_MAX]],
        "to_decide": sum(state == "lead-asked" for _, state in rows),
    }


def publish(floor: RunningFloor) -> None:
    """Tell the board how the callbacks stand."""
    zone = floor.host.look(lambda engine: engine.floor.rules.zone)
    noon = moment(zone, local_date(zone, floor.host.clock.now()), 720)
    floor.hub.publish([("board", "callbacks", {**due_view(), "noon": noon})], floor.hub.seq, floor.hub.at)


def _changed(**_more: Any) -> None:
    """A callback was asked for, done, moved or became late: look once it is kept."""
    transaction.on_commit(_publish_if_running, robust=True)


def _publish_if_running() -> None:
    try:
        publish(the_floor())
    except (Unavailable, TimeoutError):
        log.info("callbacks_not_published", why="the floor does not run here")


def follow_callbacks() -> None:
    """Follow the callbacks from now on, and whenever a floor starts here."""
    post_save.connect(_changed, sender=ConfidentialCallback, dispatch_uid="floor.callbacks", weak=False)
    ON_START.append(publish)
