"""Every key of the product, as data: the sheet under `?`, `aria-keyshortcuts` and the listeners read the same
table.

Letters and digits act only while their list has focus, so a group says where its keys act. All keys can be
turned off.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Key:
    """One key: how it is drawn (each cap by itself), what it does, and its name for assistive technology."""

    caps: tuple[str, ...]
    does: str | Promise
    aria: str
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """Keys that act in the same place. `under` is the beginning of the addresses where they act."""

    title: str | Promise
    under: str
    keys: tuple[Key, ...]


GROUPS: tuple[Group, ...] = (
    Group(
        _("Everywhere"),
        "/",
        (
            Key(("Ctrl", "K"), _("find anything"), "Control+K", "find"),
            Key(("?",), _("all keys"), "Shift+?", "keys"),
            Key(("Esc",), _("close the sheet, back to where you were"), "Escape", "close"),
        ),
    ),
    Group(
        _("In lists"),
        "/",
        (
            Key(("↑", "↓"), _("move in a list"), "ArrowUp ArrowDown", "move"),
            Key(("↵",), _("open the chosen line"), "Enter", "open"),
        ),
    ),
    Group(
        _("On a call"),
        "/desk",
        (
            Key(("F2",), _("answer, hold, resume"), "F2", "hold"),
            Key(("F4",), _("transfer"), "F4", "transfer"),
            Key(("F8",), _("consult"), "F8", "consult"),
            Key(("Shift", "F9"), _("end the call"), "Shift+F9", "end"),
        ),
    ),
    Group(
        _("On the desk"),
        "/desk",
        (
            Key(("Alt 1–5",), _("go to a pane"), "Alt+1", "pane"),
            Key(("Ctrl ↵",), _("record the step, send"), "Control+Enter", "record"),
            Key(("Space",), _("work item done"), "Space", "done"),
            Key(("D",), _("work item deferred"), "D", "defer"),
            Key(("X",), _("work item not applicable"), "X", "not-applicable"),
        ),
    ),
)


def keys_for(path: str) -> list[Group]:
    """The groups that act on the page at this path."""
    return [group for group in GROUPS if path.startswith(group.under)]
