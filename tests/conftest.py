"""What every test may use: a PostgreSQL database, a Chromium, a home for rows that is thrown away, the small cast."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cast import Cast

pytest_plugins = ["postgres", "chromium"]

os.environ.setdefault("HIGHROAD_HOME", tempfile.mkdtemp(prefix="highroad-tests-"))


def pytest_configure() -> None:
    """What is written goes to the throw-away home, and every server a test starts has a floor of its own in memory,
    which nobody else's lease can hold. pytest-django has read the settings before this file could name them.
    The Spanish words are compiled where they changed: a test may be started without `./dev`."""
    from django.conf import settings
    from tools.translations import compile_changed

    compile_changed()

    settings.HIGHROAD_HOME = Path(os.environ["HIGHROAD_HOME"])
    settings.HIGHROAD_JOURNAL = "memory:"


@pytest.fixture(autouse=True)
def _quick_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """A password hash that costs nothing: what Argon2 costs is not what these tests are about."""
    from django.conf import settings

    monkeypatch.setattr(settings, "PASSWORD_HASHERS", ["django.contrib.auth.hashers.MD5PasswordHasher"])


@pytest.fixture
def cast(db: None) -> Cast:
    """Everyone, in their places."""
    from cast import gather

    return gather()
