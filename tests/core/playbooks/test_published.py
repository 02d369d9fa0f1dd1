"""The schema and the reference page are current, complete, and true of the shipped playbooks."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from highroad.core.playbooks.nodes import compose, plain
from highroad.core.playbooks.playbook import Playbook
from highroad.core.playbooks.publishing import published
from highroad.core.playbooks.typed import slots_of

ROOT = Path(__file__).resolve().parents[3]
FILES = sorted((ROOT / "playbooks").glob("*/*.yaml"))
VALIDATOR = Draft202012Validator(json.loads(published()["playbook.schema.json"]))


def as_json(text: str) -> object:
    root, findings = compose("file", text)
    assert findings == ()
    assert root is not None
    return json.loads(json.dumps(plain(root), default=str))


@pytest.mark.parametrize("name", sorted(published()))
def test_the_published_file_is_current(name: str) -> None:
    written = (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8")
    assert written == published()[name], "run python -m highroad.cli.playbook_reference"


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_shipped_file_keeps_the_schema_and_names_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../../docs/reference/playbook.schema.json\n")
    assert [error.message for error in VALIDATOR.iter_errors(as_json(text))] == []


@pytest.mark.parametrize(
    "text",
    [
        "quues: {}",
        "groups: {family: {rule: S-1, title: Family, protected: soon}}",
        "groups: {family: {rule: S-1, title: Family, protected: 90 min, extra: 1}}",
        "groups: {family: {title: Family, protected: 90 min}}",
        "hours: {h: {rule: H-1, title: Hours, weekly: {someday: [8:00-9:00]}}}",
        "about: {name: x, version: 0, title: X, zone: UTC}",
    ],
)
def test_the_schema_refuses_what_the_reader_refuses(text: str) -> None:
    assert not VALIDATOR.is_valid(as_json(text))


def test_every_key_of_the_language_is_documented() -> None:
    schema = VALIDATOR.schema
    undocumented = [
        f"{name}.{key}"
        for name, shape in schema["$defs"].items()
        for body in (shape, *shape.get("anyOf", ()))
        for key, value in body.get("properties", {}).items()
        if name != "Text" and not value.get("description")
    ]
    assert undocumented == []
    assert set(schema["properties"]) == {slot.written for slot in slots_of(Playbook)}
