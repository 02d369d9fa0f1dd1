"""Why a contact came to this desk: the decision worked out again from the journal, for the one who asks.

Nothing is kept for explanations: the floor of the moment is replayed from the nearest snapshot. A representative is
told about colleagues by letter; whoever may explain every call reads the names.
"""

from __future__ import annotations

from typing import Any

import orjson
from django.utils.translation import gettext

from highroad.core.engine import snapshot
from highroad.core.engine.explain import Explanation
from highroad.core.engine.explain_journal import explain_from_journal
from highroad.core.engine.explain_words import Names, anonymous, tell
from highroad.core.engine.floor import Floor
from highroad.core.engine.record import Recorded
from highroad.core.words.journal import Journal
from highroad.modules.cases.api import practice
from highroad.modules.floor.running import RunningFloor
from highroad.modules.floor.service.memory import from_entry
from highroad.modules.floor.wording import STATES, say
from highroad.modules.people.api import Actor

from .desk import names_for, not_on_desk


def why_json(floor: RunningFloor, actor: Actor, contact: int) -> dict[str, Any]:
    """The explanation of the last offer of a contact. Raises Refused when it never came to this person's desk."""
    everything = actor.limits("explain", "floor.call").everything
    start, facts, seqs = history_of(floor.host.journal, contact)
    offers = [
        number
        for number, fact in enumerate(facts)
        if fact[0] == "contact_offered" and fact[2] == contact and (everything or fact[3] == actor.person_id)
    ]
    if not offers:
        raise not_on_desk()
    told = explain_from_journal(facts, offers[-1], start)
    return {**explained(told, actor, named=everything), "entry": seqs[offers[-1]]}


def history_of(journal: Journal, contact: int) -> tuple[Floor | None, list[Recorded], list[int]]:
    """A floor from before the contact arrived, the facts since then, and the entry of each."""
    upto: int | None = None
    while True:
        kept = journal.latest_snapshot(upto)
        after = kept.seq if kept is not None else 0
        facts: list[Recorded] = []
        seqs: list[int] = []
        for entry in journal.read(after_seq=after):
            found = from_entry(entry.seq, entry.at, entry.body).facts
            facts += found
            seqs += [entry.seq] * len(found)
        if kept is None:
            return None, facts, seqs
        if any(fact[0] == "contact_arrived" and fact[2] == contact for fact in facts):
            return snapshot.load(orjson.loads(kept.blob)), facts, seqs
        upto = after - 1


def explained(told: Explanation, actor: Actor, *, named: bool) -> dict[str, Any]:
    """The explanation in the reader's words, answer first, with the figures that a table shows beside them."""
    names: Names = anonymous(told, gettext)
    if named:
        known = names_for([row.agent for row in told.considered] + [point.agent for point in told.timeline])
        names = lambda agent: known.get(str(agent), gettext("A colleague"))  # noqa: E731 (one of two ways to name)
    words = tell(told, names, actor.person_id or 0, gettext, label_of)
    return {
        "contact": told.contact,
        "at": told.at,
        "queue": label_of(told.queue),
        "headline": list(words.headline),
        "timeline": [
            {"code": point.code, "since_ms": point.since_ms, "words": line}
            for point, line in zip(told.timeline, words.timeline, strict=True)
        ],
        "considered": [
            {
                "who": gettext("You") if row.agent == actor.person_id else names(row.agent),
                "you": row.agent == actor.person_id,
                "free_ms": row.free_ms,
                "levels": ", ".join(f"{label_of(skill)} {level}" for skill, level in row.levels if ":" not in skill),
                "chosen": row.agent == told.agent,
            }
            for row in told.considered
        ],
        "left_out": list(words.left_out),
        "changes": list(words.changes),
        "named": named,
    }


def label_of(key: str) -> str:
    """The playbook's own name of a queue, skill, group or reason; a state in words."""
    playbook = practice()
    for things in (playbook.queues, playbook.skills, playbook.groups, playbook.reasons):
        for thing in things:
            if thing.key == key:
                return say(thing.title)
    return str(STATES.get(key, key))
