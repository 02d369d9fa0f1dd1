"""The desk's address for a brief: what the lead should know, written before the Helpline rings or while it does."""

from __future__ import annotations

from django.http import HttpRequest

from highroad.modules.floor.actions.briefing import attach_brief
from highroad.modules.floor.actions.drafting import forget_drafts
from highroad.modules.floor.service.host import NotReadable
from highroad.modules.people.api import actor_of, declared

from .answers import Answer, answering, body_of, now_on, running, text, whole

DRAFT = "brief"


@declared("floor.desk", "read", writes="work")
@answering
def brief(request: HttpRequest) -> Answer:
    """Keep a brief about the contact on one's own desk. The same words again are the same brief."""
    floor, actor, body = running(), actor_of(request), body_of(request)
    if request.method != "POST":
        raise NotReadable(request.method or "")
    number = whole(body, "contact")
    kept = attach_brief(number, text(body, "words"), actor, now_on(floor))
    forget_drafts(actor, number, [DRAFT])
    return {"brief": kept.token}
