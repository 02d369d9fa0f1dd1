"""What runs as long as the process does: the floor, and in a demo the actors around it."""

from __future__ import annotations

import asyncio
from pathlib import Path

import structlog
from django.conf import settings

from highroad.modules.floor.api import the_floor
from highroad.web.chores import Housekeeper

log = structlog.get_logger(__name__)

_KEEPERS: list[Housekeeper] = []


async def start_floor() -> None:
    """Start the floor of this process. A journal that cannot be had ends the start, in words."""
    await asyncio.to_thread(_start_demo if settings.HIGHROAD_ENV == "demo" else _start)
    keeper = Housekeeper(the_floor())
    keeper.start()
    _KEEPERS.append(keeper)


async def stop_floor() -> None:
    """Stop it; nothing acknowledged is lost."""
    while _KEEPERS:
        await asyncio.to_thread(_KEEPERS.pop().stop)
    await asyncio.to_thread(_stop)


def _start_demo() -> None:
    from highroad.demo.stage import begin

    begin()


def _start() -> None:
    from highroad.adapters.storage.opening import open_journal
    from highroad.modules.cases.api import use_practice
    from highroad.modules.floor.api import (
        Clock,
        floor_runs_here,
        follow_the_directory,
        practice_in_force,
        start,
        take_up_practice,
        tell_everyone,
    )

    if floor_runs_here():
        # Whoever started it (a test's stage) has its journal; a second one is not opened.
        return
    address = settings.HIGHROAD_JOURNAL
    if "://" not in address and address != "memory:":
        Path(address).parent.mkdir(parents=True, exist_ok=True)
    floor = start(open_journal(address), Clock())
    take_up_practice(floor.host, Path(settings.HIGHROAD_PLAYBOOK))
    use_practice(practice_in_force)
    told = tell_everyone(floor.host)
    follow_the_directory()
    log.info("floor_started", entries=floor.host.seq, desks_told=told)


def _stop() -> None:
    if settings.HIGHROAD_ENV == "demo":
        from highroad.demo.stage import end

        end()
        return
    from highroad.modules.cases.api import use_practice
    from highroad.modules.floor.api import stop

    stop()
    use_practice(None)
