"""The lock files answer to pyproject.toml: a dependency that was added or raised there must have been locked."""

import re
import tomllib
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from house.repository import ROOT


def unlocked(wanted: list[str], lock: str) -> list[str]:
    """The requirements that no pinned version of a lock file satisfies."""
    pins: dict[str, list[str]] = {}
    for name, version in re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==([^\s;]+)", lock, re.MULTILINE):
        pins.setdefault(canonicalize_name(name), []).append(version)
    requirements = [Requirement(line) for line in wanted]
    return [
        str(requirement)
        for requirement in requirements
        if not any(requirement.specifier.contains(pin) for pin in pins.get(canonicalize_name(requirement.name), []))
    ]


@pytest.fixture(scope="module")
def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text())


@pytest.mark.parametrize("name", ["runtime.txt", "dev.txt"])
def test_what_the_program_needs_is_locked(project: dict[str, Any], name: str) -> None:
    assert unlocked(project["project"]["dependencies"], (ROOT / "requirements" / name).read_text()) == []


def test_what_developers_need_is_locked(project: dict[str, Any]) -> None:
    groups = [*project["dependency-groups"].values(), *project["project"]["optional-dependencies"].values()]
    wanted = [line for group in groups for line in group]
    assert unlocked(wanted, (ROOT / "requirements" / "dev.txt").read_text()) == []


def test_a_dependency_that_nobody_locked_is_found() -> None:
    lock = "django==5.2.19 \\\n    --hash=sha256:0\nruamel-yaml==0.19.1 ; sys_platform == 'linux' \\\n"
    assert unlocked(["django>=5.2,<5.3", "ruamel.yaml>=0.19"], lock) == []
    assert unlocked(["django>=6", "left-pad>=1"], lock) == ["django>=6", "left-pad>=1"]
