"""Telling the lead before the caller comes to them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from highroad.modules.cases.api import opened
from highroad.modules.floor.models import Brief
from highroad.modules.floor.queries.desk import contact_on_desk
from highroad.modules.floor.running import the_floor
from highroad.modules.floor.told_briefs import announce
from highroad.modules.floor.wording import refuse
from highroad.modules.people.api import Actor, record

BRIEF_LENGTH_MAX: Final = 600


@transaction.atomic
def attach_brief(contact: int, words: str, by: Actor, at: datetime) -> Brief:
    """Keep a brief about the contact that is on `by`'s own desk. The same words again are the same brief.

    Raises Refused when the contact is not at their desk, or the words are missing or too many; Unavailable when no
    floor runs here.
    """
    floor, words = the_floor(), words.strip()
    contact_on_desk(floor, by, contact)
    if not words:
        refuse("brief_empty")
    if len(words) > BRIEF_LENGTH_MAX:
        refuse("brief_too_long")
    last = Brief.objects.filter(contact=contact, by_id=by.person_id).last()
    if last is not None and opened(last, "words") == words:
        return last
    brief = Brief.objects.create(contact=contact, words=words, by_id=by.person_id or 0, at=at)
    record(by, "brief-attached", f"contact:{contact}", "", at)
    transaction.on_commit(lambda: announce(floor, contact), robust=True)
    return brief
