"""Stepping in on the floor: a colleague's desk, a waiting contact, a word to everyone. Each is audited.

The engine decides whether it can be done, the directory for whom. A command that comes twice is done once, and stands
in the audit once.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction

from highroad.core.engine import desk
from highroad.modules.cases.api import practice
from highroad.modules.floor import reasons
from highroad.modules.floor.models import Broadcast
from highroad.modules.floor.queries.scope import desk_or_404
from highroad.modules.floor.running import RunningFloor
from highroad.modules.floor.service.commands import Command, Outcome
from highroad.modules.floor.service.host import NotReadable
from highroad.modules.floor.wording import from_engine, refuse
from highroad.modules.people.api import Actor, record

BROADCAST_LENGTH_MAX: Final = 280


def move_desk(
    floor: RunningFloor, agent: int, state: str, reason: str, why: str, *, by: Actor, made: str, at: datetime
) -> Outcome:
    """Move a colleague's desk, or keep the wish until their call is over. Raises Refused, Http404, NotReadable."""
    person = desk_or_404(by, agent, "act")
    if state not in desk.STATES:
        raise NotReadable(state)
    _known(why, reasons.DESK)
    moved = {"agent": agent, "state": desk.STATES[state], "reason": reason, "by": by.person_id or 0, "why": why}
    outcome = _carry_out(floor, by, "move_desk", moved, made)
    if not outcome.repeated:
        record(by, f"desk-moved:{state}", person, why, at)
    return outcome


def move_contact(
    floor: RunningFloor, contact: int, queue: str, why: str, *, by: Actor, made: str, at: datetime
) -> Outcome:
    """Move a waiting contact to another queue; it keeps its age. Raises Refused."""
    _known(why, reasons.CONTACT)
    moved = {"contact": contact, "queue": queue, "by": by.person_id or 0, "why": why}
    outcome = _carry_out(floor, by, "move_contact", moved, made)
    if not outcome.repeated:
        record(by, f"contact-moved:{queue}"[:64], f"contact:{contact}", why, at)
    return outcome


def broadcast(floor: RunningFloor, words: str, *, by: Actor, made: str, at: datetime) -> Broadcast:
    """Say something to everyone on the floor. The words are kept first, so that no notice stands without them."""
    words = words.strip()
    if not words:
        refuse("broadcast_empty")
    if len(words) > BROADCAST_LENGTH_MAX:
        refuse("broadcast_too_long")
    with transaction.atomic():
        defaults = {"words": words, "by_id": by.person_id, "at": at}
        kept, new = Broadcast.objects.get_or_create(made=f"{by.person_id}:{made}", defaults=defaults)
        if new:
            record(by, "broadcast", kept, "", at)
    _carry_out(floor, by, "broadcast", {"by": by.person_id or 0, "message": kept.token}, made)
    return kept


def _known(why: str, known: Mapping[str, Any]) -> None:
    """Only the reasons of the list: a free text has no place in the journal."""
    listed: Container[str] = known
    if why not in listed:
        refuse("why_unknown", known=", ".join(str(words) for words in known.values()))


def _carry_out(floor: RunningFloor, by: Actor, name: str, arguments: Mapping[str, Any], made: str) -> Outcome:
    # The person's own space of ids: nobody can use up the id of somebody else's act.
    outcome = floor.host.do(Command(f"floor:{by.person_id}:{made}", name, dict(arguments), by=by.token))
    if outcome.refusal is not None:
        raise from_engine(outcome.refusal, practice())
    return outcome
