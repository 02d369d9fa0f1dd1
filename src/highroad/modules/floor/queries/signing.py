"""What the desk needs to record a telephonic signature: each statement with the words to say, in both languages."""

from __future__ import annotations

from typing import Any

from highroad.core.playbooks import Playbook
from highroad.core.playbooks.values import LANGUAGES
from highroad.modules.floor.wording import say

DAY_MS = 86_400_000
SAID_IN_ORDER = ("announcement", "summary", "statement", "assent")


def statements_json(playbook: Playbook) -> list[dict[str, Any]]:
    """The statements that may be signed by voice, with the version that a signature names."""
    return [
        {
            "key": one.key,
            "version": one.version,
            "rule": one.rule,
            "title": say(one.title),
            "words": {
                language: {part: getattr(one, part).say(language) for part in SAID_IN_ORDER} for language in LANGUAGES
            },
            "correction_days": one.correction_window_ms // DAY_MS,
        }
        for one in playbook.signatures
    ]
