"""Pytest plugin: `chromium_path`, the Chromium that browser tests drive, and `picture_folder`, where pictures go."""

import os
from pathlib import Path

import pytest

from machine import find_chromium, must_have_browser

SKIPPED = "browser tests are skipped: no Chromium found; install one, or set HIGHROAD_CHROMIUM"


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The Chromium for Playwright's `executable_path`; skips where there is none, fails where one is demanded."""
    found = find_chromium()
    if found is None:
        if must_have_browser():
            pytest.fail(
                "Browser tests are demanded here (CI or HIGHROAD_REQUIRE_BROWSER=1) and there is no Chromium."
            )
        pytest.skip(SKIPPED)
    return found


@pytest.fixture(scope="session")
def chromium_arguments() -> list[str]:
    """What Chromium must be told here: its sandbox cannot start as root."""
    return ["--no-sandbox"] if os.geteuid() == 0 else []


@pytest.fixture
def picture_folder(tmp_path: Path) -> Path:
    """Where a test puts its pictures: docs/pictures under `./dev shots`, a folder of the test's own otherwise."""
    if os.environ.get("HIGHROAD_SHOTS") == "1":
        return Path(__file__).parent.parent / "docs" / "pictures"
    return tmp_path
