"""A real Chromium on the real program: uvicorn in a thread on a free port, the rows of the test's own database."""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = [
    "--headless=new",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SHOTS = Path(__file__).resolve().parents[2] / "build" / "shots"

# Playwright keeps an event loop in this thread, and Django would take every query for one made inside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def chromium() -> str:
    """Where the browser is. Without one the tests are skipped in one line; where CI asks for them it is an error."""
    found = os.environ.get("HIGHROAD_CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)), None)
    if found:
        return found
    said = (
        "No Chromium was found: browser tests are skipped. Install one, or set HIGHROAD_CHROMIUM to its path."
    )
    if os.environ.get("CI") == "true":
        raise RuntimeError(said)
    pytest.skip(said)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all stories; each story has its own fresh profile in it."""
    path = chromium()
    from playwright.sync_api import sync_playwright

    arguments = [*QUIET, "--no-sandbox"] if os.geteuid() == 0 else QUIET
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=arguments)
        yield started
        started.close()


@pytest.fixture
def address(transactional_db: None, settings: object) -> Iterator[str]:
    """Where the program answers, with the rows this test made."""
    import uvicorn

    from highroad.web.asgi import application

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning", ws="none", lifespan="on"))
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


Opens = Callable[..., "Page"]


@pytest.fixture
def opens(browser: Browser, address: str) -> Iterator[Opens]:
    """Open a page in a fresh profile: `opens("/", theme="dark", width=390)`. Errors of scripts and policy are kept."""
    contexts = []

    def open_page(path: str, *, theme: str = "light", width: int = 1440, height: int = 900) -> Page:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": height},
            color_scheme="dark" if theme == "dark" else "light",
            locale="en-US",
        )
        contexts.append(context)
        page = context.new_page()
        page.faults = []  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.faults.append(str(error)))  # type: ignore[attr-defined]
        page.on(
            "console",
            lambda said: page.faults.append(said.text) if said.type == "error" else None,  # type: ignore[attr-defined]
        )
        page.goto(path)
        return page

    yield open_page
    for context in contexts:
        context.close()


def faults_of_access(page: Page) -> list[str]:
    """What axe finds on the page as it is: rule and first element, to be read in a failing test."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:160]}" for fault in found]


def shoot(page: Page, name: str) -> None:
    """Keep a picture in build/shots."""
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(SHOTS / f"{name}.png"))
