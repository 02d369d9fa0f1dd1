"""Which contacts have a brief: the floor is told the numbers when it starts, and of each new one as it is written."""

from __future__ import annotations

from highroad.modules.floor.models import Brief
from highroad.modules.floor.running import RunningFloor


def load_briefs(floor: RunningFloor) -> None:
    """Tell a floor that has just started for which of its contacts a brief was written."""
    there = floor.host.look(lambda engine: list(engine.floor.contacts))
    for contact in Brief.objects.filter(contact__in=there).values_list("contact", flat=True).distinct():
        announce(floor, contact)


def announce(floor: RunningFloor, contact: int) -> None:
    """A brief for this contact is kept: whoever looks at the waiting line sees it."""
    floor.host.look(lambda engine: floor.newsroom.brief_written(engine, contact))
