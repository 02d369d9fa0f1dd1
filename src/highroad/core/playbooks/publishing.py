"""What is published about the language: the JSON Schema for editors and the reference page for people."""

from __future__ import annotations

import json

from highroad.core.playbooks.reference import reference_page
from highroad.core.playbooks.schema import playbook_schema


def published() -> dict[str, str]:
    """Each published file's name and text."""
    return {
        "playbook.schema.json": json.dumps(playbook_schema(), indent=2, ensure_ascii=False) + "\n",
        "playbooks.md": reference_page(),
    }
