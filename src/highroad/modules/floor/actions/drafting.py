"""Keeping what is being typed, as it is typed."""

from __future__ import annotations

from datetime import datetime

from highroad.modules.cases.api import opened
from highroad.modules.floor.models import Draft
from highroad.modules.floor.wording import refused
from highroad.modules.people.api import Actor

DRAFT_LENGTH_MAX = 8000
KEY_LENGTH_MAX = 80


def keep_draft(by: Actor, contact: int, key: str, text: str, *, at: datetime) -> datetime:
    """Keep the words of one field; empty words take the draft away. Saying the same again changes nothing."""
    if len(text) > DRAFT_LENGTH_MAX:
        raise refused("draft_too_long")
    here = Draft.objects.filter(person_id=by.person_id, contact=contact, key=key[:KEY_LENGTH_MAX])
    if not text:
        here.delete()
        return at
    draft = here.first() or Draft(person_id=by.person_id, contact=contact, key=key[:KEY_LENGTH_MAX])
    if draft.pk is None or opened(draft, "text") != text:
        draft.text, draft.at = text, at
        draft.save()
    return draft.at


def drafts_of(actor: Actor, contact: int) -> dict[str, dict[str, object]]:
    """Everything this person has typed in a contact and not sent: key → text and when it was kept (epoch ms)."""
    return {
        one.key: {"text": opened(one, "text"), "at": int(one.at.timestamp() * 1000)}
        for one in Draft.objects.filter(person_id=actor.person_id, contact=contact)
    }


def forget_drafts(by: Actor, contact: int, *keys: str) -> None:
    """What was typed has been sent: all of a contact's drafts, or those of some fields."""
    gone = Draft.objects.filter(person_id=by.person_id, contact=contact)
    (gone.filter(key__in=keys) if keys else gone).delete()
