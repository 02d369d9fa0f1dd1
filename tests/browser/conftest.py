"""A real Chromium on the real program: uvicorn in a thread on a free port, the rows of the test's own database."""

from __future__ import annotations

import os
import socket
import threading
from typing import TYPE_CHECKING

import pytest

from browser.looks import Opened

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, ConsoleMessage

    from browser.looks import Opens, Shoots
    from cast import Cast

QUIET = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser(chromium_path: Path, chromium_arguments: list[str]) -> Iterator[Browser]:
    """One browser for all stories; each story has its own fresh profile in it."""
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread, and Django would take every query of a test for one inside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(chromium_path), args=[*QUIET, *chromium_arguments])
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def address(transactional_db: None) -> Iterator[str]:
    """Where the program answers, with the rows this test made."""
    import uvicorn

    from highroad.web.asgi import application

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", lifespan="on"))
    ready = threading.Event()
    startup = server.startup

    async def startup_and_say(sockets: list[socket.socket] | None = None) -> None:
        await startup(sockets=sockets)
        ready.set()

    server.startup = startup_and_say  # type: ignore[method-assign]  # uvicorn has no event to wait for
    running = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    running.start()
    assert ready.wait(20), "the program did not start within 20 s"
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    running.join(20)
    listening.close()


@pytest.fixture
def opens(browser: Browser, address: str) -> Iterator[Opens]:
    """Opens pages, each in a fresh profile that is thrown away."""
    contexts = []

    def open_page(path: str, *, theme: str = "light", width: int = 1440, height: int = 900) -> Opened:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
            locale="en-US",
        )
        contexts.append(context)
        opened = Opened(context.new_page())

        def heard(said: ConsoleMessage) -> None:
            if said.type == "error":
                opened.faults.append(said.text)

        opened.page.on("console", heard)
        opened.page.on("pageerror", lambda error: opened.faults.append(str(error)))
        opened.page.goto(path)
        return opened

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def placed(transactional_db: None) -> Cast:
    """The cast, in rows the server sees."""
    from cast import gather

    return gather()


@pytest.fixture
def shoots(picture_folder: Path) -> Shoots:
    """Keeps pictures: in the documents under `./dev shots`, else in a folder of the test."""

    def shoot(opened: Opened, name: str) -> Path:
        path = picture_folder / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        opened.page.screenshot(path=str(path))
        return path

    return shoot
