"""Keeping what is being typed, as it is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet

from highroad.modules.cases.api import opened
from highroad.modules.floor.models import Draft
from highroad.modules.floor.wording import refuse
from highroad.modules.people.api import Actor

DRAFT_LENGTH_MAX = 8000
KEY_LENGTH_MAX = 80


def keep_draft(by: Actor, contact: int, key: str, text: str, *, at: datetime) -> datetime:
    """Keep the words of one field; empty words take the draft away. Saying the same again changes nothing."""
    if len(text) > DRAFT_LENGTH_MAX:
        refuse("draft_too_long")
    here = _of(by, contact).filter(key=key[:KEY_LENGTH_MAX])
    if not text:
        here.delete()
        return at
    draft = here.first() or Draft(person_id=by.person_id or 0, contact=contact, key=key[:KEY_LENGTH_MAX])
    if draft.pk is None or opened(draft, "text") != text:
        draft.text, draft.at = text, at
        draft.save()
    return draft.at


def drafts_of(actor: Actor, contact: int) -> dict[str, dict[str, object]]:
    """Everything this person has typed in a contact and not sent: key → text and when it was kept (epoch ms)."""
    return {
        one.key: {"text": opened(one, "text"), "at": int(one.at.timestamp() * 1000)} for one in _of(actor, contact)
    }


def forget_drafts(by: Actor, contact: int, keys: Sequence[str] | None = None) -> None:
    """What was typed has been sent: the drafts of these fields are taken away, or all of the contact's."""
    gone = _of(by, contact)
    (gone if keys is None else gone.filter(key__in=keys)).delete()


def _of(actor: Actor, contact: int) -> QuerySet[Draft]:
    """Somebody's own drafts, and never anybody else's."""
    return Draft.objects.filter(person_id=actor.person_id or 0, contact=contact)
