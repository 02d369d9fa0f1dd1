"""Closed days and other special dates as edits of a draft: hours live in the playbook, a change is a new version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from io import StringIO
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from ruamel.yaml.comments import CommentedMap, CommentedSeq

from highroad.core.playbooks import Playbook
from highroad.core.playbooks.nodes import round_trip
from highroad.modules.floor.models.practice import PlaybookVersion
from highroad.modules.floor.versioning.states import State
from highroad.modules.people.api import Actor, Refused

from .actions import draft_from, open_draft_of, redraft
from .queries import playbook_of


def draft_for(base: PlaybookVersion, *, by: Actor, at: datetime) -> PlaybookVersion:
    """The draft that a change goes into: this one if it is one, else the open one made from it, else a new one."""
    if base.state == State.DRAFT.value:
        return base
    return open_draft_of(base) or draft_from(base, by=by, at=at, note=_("Special dates"))


@transaction.atomic
def close_day(
    base: PlaybookVersion, purpose: str, day: date, title: tuple[str, str], *, by: Actor, at: datetime
) -> PlaybookVersion:
    """Close a purpose on a day, in a draft. `title` says what the day is, in English and Spanish."""
    version = draft_for(base, by=by, at=at)
    playbook = playbook_of(version)
    if any(one.date == day for one in _purpose(playbook, purpose).special):
        raise Refused(_("There is a special day on this date already. Remove it first."))
    entry = CommentedMap(date=day, title=CommentedMap(en=title[0], es=title[1] or title[0]))
    entry["title"].fa.set_flow_style()

    def added(hours: Any) -> None:
        special = hours[purpose].setdefault("special", CommentedSeq())
        special.insert(sum(1 for one in special if _day(one) < day), entry)

    _edit(version, playbook, added, by=by, at=at)
    return version


@transaction.atomic
def open_day(base: PlaybookVersion, purpose: str, day: date, *, by: Actor, at: datetime) -> PlaybookVersion:
    """Take a special day away again, in a draft: what the week or the public holidays say then holds."""
    version = draft_for(base, by=by, at=at)
    playbook = playbook_of(version)
    if all(one.date != day for one in _purpose(playbook, purpose).special):
        raise Refused(_("There is no special day on this date."))

    def taken(hours: Any) -> None:
        special = hours[purpose]["special"]
        for place in reversed([place for place, one in enumerate(special) if _day(one) == day]):
            del special[place]
        if not special:
            del hours[purpose]["special"]

    _edit(version, playbook, taken, by=by, at=at)
    return version


def _purpose(playbook: Playbook, key: str) -> Any:
    found = next((one for one in playbook.hours if one.key == key), None)
    if found is None:
        raise Refused(_("The playbook has no such purpose. Choose one from the list."))
    return found


def _day(entry: Any) -> date:
    written = entry["date"]
    return written if isinstance(written, date) else date.fromisoformat(str(written))


def _edit(
    version: PlaybookVersion, playbook: Playbook, change: Callable[[Any], None], *, by: Actor, at: datetime
) -> None:
    """Change the hours where they are written; every other line and comment stays."""
    file = playbook.at("hours").file.rpartition("/")[2]
    yaml = round_trip()
    document = yaml.load(version.files[file])
    change(document["hours"])
    written = StringIO()
    yaml.dump(document, written)
    redraft(version, {**version.files, file: written.getvalue()}, by=by, at=at)
