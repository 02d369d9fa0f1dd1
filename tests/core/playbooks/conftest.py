"""The shipped playbooks, and playbooks with one thing changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from highroad.core.playbooks import Playbook, Reading, load_folder, read_texts

PLAYBOOKS = Path(__file__).resolve().parents[3] / "playbooks"
Change = Callable[..., Reading]


@pytest.fixture(scope="session")
def county() -> Playbook:
    return load_folder(PLAYBOOKS / "county")


@pytest.fixture(scope="session")
def health_plan() -> Playbook:
    return load_folder(PLAYBOOKS / "health-plan")


@pytest.fixture(scope="session")
def county_texts() -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted((PLAYBOOKS / "county").glob("*.yaml"))}


@pytest.fixture
def changed(county_texts: dict[str, str]) -> Change:
    """Read the county's playbook with `old` replaced by `new` in one file; the old words must stand there."""

    def change(file: str, old: str, new: str, *, everywhere: bool = False) -> Reading:
        text = county_texts[file]
        assert old in text, f"{old!r} does not stand in {file}"
        return read_texts("county", {**county_texts, file: text.replace(old, new, -1 if everywhere else 1)})

    return change
