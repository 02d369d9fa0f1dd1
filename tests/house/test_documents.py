"""The documents keep up with the code: links lead somewhere; settings, commands, exit codes, keys are described."""

import json
import re
import runpy
from pathlib import Path

import pytest

from highroad.cli.exits import ExitCode
from highroad.cli.table import COMMANDS
from house.repository import ROOT, SOURCE, kept_files, shown

PAGES = [path for path in kept_files() if path.suffix == ".md" and "vendor" not in path.parts]
REFERENCE = ROOT / "docs" / "reference"


def broken_links(page: Path, text: str) -> list[str]:
    """The relative links and pictures of a page that lead nowhere."""
    without_code = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)\)|(?:src|srcset|href)=\"([^\"]+)\"", without_code)
    local = (one or other for one, other in targets if not re.match(r"[a-z]+:|#", one or other))
    return [target for target in local if not (page.parent / target.split("#")[0]).exists()]


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_every_link_of_a_document_leads_somewhere(page: Path) -> None:
    assert broken_links(page, page.read_text()) == []


def test_the_search_finds_a_broken_link_in_a_document() -> None:
    assert broken_links(ROOT / "README.md", "[a](docs/no-such-page.md) ![b](pyproject.toml)") == [
        "docs/no-such-page.md"
    ]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_reference_document(name: str) -> None:
    assert f"\n## `highroad {name}`\n" in (REFERENCE / "commands.md").read_text()


def test_every_exit_code_is_in_the_reference_document() -> None:
    text = (REFERENCE / "commands.md").read_text()
    assert [code for code in ExitCode if f"\n| {code.value} | " not in text] == []


def test_every_command_of_dev_is_in_a_document() -> None:
    names = runpy.run_path(str(ROOT / "dev"))["COMMANDS"]
    text = (ROOT / "CONTRIBUTING.md").read_text()
    assert len(names) >= 9
    assert [name for name in names if f"`./dev {name}" not in text] == []


def settings_in(source: str) -> set[str]:
    """The names of the environment variables that a Python file reads as settings."""
    return set(re.findall(r"[\"'](HIGHROAD_[A-Z0-9_]+)[\"']", source))


def test_every_setting_is_in_the_reference_document_and_no_other() -> None:
    sources = [SOURCE / "settings.py", *SOURCE.glob("settings/*.py"), *SOURCE.glob("cli/*.py")]
    read = set().union(*(settings_in(path.read_text()) for path in sources if path.exists()))
    described = set(
        re.findall(r"^\| `(HIGHROAD_[A-Z0-9_]+)` \|", (REFERENCE / "settings.md").read_text(), re.MULTILINE)
    )
    assert sorted(read - described) == [], "read but not described"
    assert sorted(described - read) == [], "described but read nowhere"


def keys_of(schema: object) -> set[str]:
    """Every key that a JSON Schema allows, at any depth."""
    if isinstance(schema, list):
        return set().union(*map(keys_of, schema))
    if not isinstance(schema, dict):
        return set()
    # What stands under "properties" is a table of keys and not itself a schema: a key may be called "properties".
    properties = schema.get("properties", {})
    others = [part for name, part in schema.items() if name != "properties"]
    return set(properties) | keys_of(list(properties.values())) | keys_of(others)


def playbook_keys() -> set[str]:
    """The keys of the playbook's published JSON Schema, once it is published."""
    schemas = [path for path in kept_files() if path.name.endswith("playbook.schema.json")]
    return set().union(*(keys_of(json.loads(path.read_text())) for path in schemas))


def test_the_keys_of_a_schema_are_found_at_any_depth() -> None:
    inner = {"type": "object", "properties": {"properties": {"type": "string"}, "level": {"type": "integer"}}}
    schema = {"properties": {"skills": {"type": "array", "items": {"anyOf": [inner]}}}, "$defs": {"x": inner}}
    assert keys_of(schema) == {"skills", "properties", "level"}


def test_every_key_of_a_playbook_is_in_the_reference_document() -> None:
    page = REFERENCE / "playbooks.md"
    text = page.read_text() if page.exists() else ""
    assert [key for key in sorted(playbook_keys()) if f"`{key}`" not in text] == []
