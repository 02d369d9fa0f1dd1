"""Why somebody who leads the floor steps in: the codes that go into the journal, with the words for them.

A code, never a sentence: what is written about a colleague in a hurry would stay in an append-only journal for good.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from highroad.core.playbooks import Playbook

from .wording import say

DESK: Final[dict[str, Promise]] = {
    "asked": _("They asked for it"),
    "unattended": _("The desk is unattended"),
    "short_staffed": _("Too few people on the phones"),
    "agreed": _("Agreed for this time"),
    "equipment": _("Phone or computer does not work"),
    "safety": _("Rest after a hard call"),
}
"""For moving a colleague's desk to another state."""

CONTACT: Final[dict[str, Promise]] = {
    "wrong_queue": _("It waits in the wrong queue"),
    "language": _("The caller needs another language"),
    "skill": _("It needs what another queue can do"),
    "long_wait": _("It has waited too long here"),
    "emergency": _("It cannot wait"),
}
"""For moving a waiting contact to another queue."""

MORE_PROTECTED: Final[dict[str, Promise]] = {
    "documents_due": _("Documents due today"),
    "interview": _("An interview they hold"),
    "agreed": _("Agreed for this time"),
    "wait_limit": _("It waited as long as its queue allows"),
}
"""For protected time beyond the day's quota, and what the program itself gives as a reason."""

REFUSE: Final[dict[str, Promise]] = {
    "technical": _("My phone or headset does not work"),
    "conflict": _("I know this caller"),
    "busy": _("I have to finish something first"),
}
"""For refusing a call that rings."""

OWN_MORE_PROTECTED: Final[dict[str, Promise]] = {
    "documents_due": _("Documents due today"),
    "interview": _("An interview I hold"),
    "agreed": _("Agreed with my supervisor"),
}
"""The same for oneself: more protected time than the day's quota. The program's own reasons are not among them."""

WORDS: Final[dict[str, Promise]] = {**DESK, **CONTACT, **REFUSE, **MORE_PROTECTED}


def words_for(code: str) -> str:
    """A reason in the reader's words; a code of the playbook's own stays as it is."""
    return str(WORDS.get(code, code))


def choices(table: Mapping[str, Promise], playbook: Playbook) -> dict[str, str]:
    """The reasons of a table as a reader chooses from them; a title of the written practice comes before our own."""
    written = {one.key: say(one.title) for one in playbook.reasons}
    return {key: written.get(key, str(words)) for key, words in table.items()}
