"""Runs the demo's pages: sets the stage, serves until it is ended, and tells whether the day is to start again."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable
from pathlib import Path


def serve(sock: socket.socket, *, seed: int, speed: float, playbook: str, ready: Callable[[], None]) -> bool:
    """Set up and serve. The process is a demo's already (`home.enter`). True when the day is to start again."""
    import django

    django.setup()
    import uvicorn
    from django.conf import settings

    from highroad.adapters.storage.opening import open_journal
    from highroad.demo.home import make_tables
    from highroad.demo.stage import Order, set_up

    again: list[bool] = []
    make_tables(Path(settings.HIGHROAD_HOME))
    order = Order(seed=seed, speed=speed, playbook=playbook)
    set_up(order, open_journal(settings.HIGHROAD_JOURNAL), home=Path(settings.HIGHROAD_HOME))
    # By its name: the pages lie above the demo, which must not know them.
    config = uvicorn.Config(
        "highroad.web.asgi:application", log_level="warning", lifespan="on", timeout_graceful_shutdown=2
    )
    server = uvicorn.Server(config)

    def start_again() -> None:
        again.append(True)
        server.should_exit = True

    order.again = start_again
    startup = server.startup

    async def startup_and_say(sockets: list[socket.socket] | None = None) -> None:
        await startup(sockets=sockets)
        if not server.should_exit:
            ready()

    server.startup = startup_and_say  # type: ignore[method-assign]  # uvicorn has no event for being ready
    asyncio.run(server.serve(sockets=[sock]))
    return bool(again)
