"""The one process: the live line and the engine's service stand beside Django under the same door.

Start it with `uvicorn highroad.web.asgi:application`. `ROUTES` come before Django; `STARTING` and `STOPPING`
are run when the process begins and ends, in that order and in reverse.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import cast

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "highroad.settings")

from django.core.asgi import get_asgi_application
from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, WebSocketRoute
from starlette.types import ASGIApp

django_application = get_asgi_application()

# After Django is set up: these read its settings and models.
from highroad.web import logs  # noqa: E402
from highroad.web.live import live  # noqa: E402
from highroad.web.starting import start_floor, stop_floor  # noqa: E402

logs.configure()

Hook = Callable[[], Awaitable[None]]

ROUTES: list[BaseRoute] = [WebSocketRoute("/live", live)]
STARTING: list[Hook] = [start_floor]
STOPPING: list[Hook] = [stop_floor]


@asynccontextmanager
async def lifespan(_app: Starlette) -> AsyncIterator[None]:
    """Start what must run as long as the process; stop all of it, even when one part fails to stop."""
    async with AsyncExitStack() as stack:
        for stop in STOPPING:
            stack.push_async_callback(stop)
        for start in STARTING:
            await start()
        yield


application = Starlette(routes=[*ROUTES, Mount("/", app=cast("ASGIApp", django_application))], lifespan=lifespan)
