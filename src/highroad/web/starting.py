"""What runs as long as the process does: the floor, and in a demo the actors around it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
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
    from highroad.modules.floor.api import Clock, floor_runs_here, follow_the_directory, start, tell_everyone

    if floor_runs_here():
        # Whoever started it (a test's stage) has its journal; a second one is not opened.
        return
    address = settings.HIGHROAD_JOURNAL
    if "://" not in address and address != "memory:":
        Path(address).parent.mkdir(parents=True, exist_ok=True)
    floor = start(open_journal(address), Clock())
    _adopt_first(floor.host)
    told = tell_everyone(floor.host)
    follow_the_directory()
    log.info("floor_started", entries=floor.host.seq, desks_told=told)


def _adopt_first(host: object) -> None:
    """A floor without a practice begins with the playbook of the settings; later ones are activated by people."""
    from highroad.core.playbooks import compile_policy
    from highroad.modules.cases.api import practice
    from highroad.modules.floor.api import Command, Host

    assert isinstance(host, Host)
    if host.look(lambda engine: engine.floor.rules.version):
        return
    year = datetime.now(UTC).year
    policy = compile_policy(practice(), (year - 1, year, year + 1))
    host.do(Command(f"first-practice:{policy.version}", "adopt", {"policy": policy, "by": 0}, "system:start"))


def _stop() -> None:
    if settings.HIGHROAD_ENV == "demo":
        from highroad.demo.stage import end

        end()
        return
    from highroad.modules.floor.api import stop

    stop()
