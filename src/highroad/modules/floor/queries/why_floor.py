"""Why a contact still waits, why it was offered to whom it was, and what was decided last about one person.

For those who lead the floor. The floor of the moment is read back from the journal, so that an explanation costs
nothing while callers wait. Names of people outside the reader's own are not told.
"""

from __future__ import annotations

from typing import Any, Final

from highroad.core.engine import life
from highroad.core.engine.explain import Explanation
from highroad.core.engine.explain_journal import explain_from_journal, explain_wait
from highroad.core.words.journal import JournalReader
from highroad.modules.floor.running import RunningFloor
from highroad.modules.floor.service.memory import from_entry, recall
from highroad.modules.floor.wording import refuse
from highroad.modules.people.api import Actor

from .scope import desk_or_404, people_on_floor
from .why import explained, history_of

LOOKED_BACK_MAX: Final = 20_000
"""Entries of the journal that are looked through for a person's last decision: more than a day of a busy floor."""


def why_contact_json(floor: RunningFloor, actor: Actor, contact: int) -> dict[str, Any]:
    """Why a contact waits; where it does not wait any more, why its last offer went to whom it did.

    Raises Refused when nothing was decided about it, or when what was decided is about nobody the reader may see.
    """
    state, seq = recall(floor.host.journal)
    call = state.contacts.get(contact)
    if call is not None and call.state == life.QUEUED:
        told = explain_wait(state, contact, max(floor.host.clock.now(), state.now))
        return {**_in_words(told, actor), "entry": seq}
    return _offer(floor, actor, contact, 0)


def why_person_json(floor: RunningFloor, actor: Actor, agent: int) -> dict[str, Any]:
    """The last offer to one person, explained. Raises Http404 for a person one may not see, Refused for none."""
    desk_or_404(actor, agent)
    contact = _last_offered(floor.host.journal, agent)
    if contact is None:
        refuse("nothing_to_explain")
    return _offer(floor, actor, contact, agent)


def _last_offered(journal: JournalReader, agent: int) -> int | None:
    """The contact that was offered to this person last."""
    head = journal.head().seq
    for seq in range(head, max(0, head - LOOKED_BACK_MAX), -1):
        entry = journal.entry(seq)
        if entry is None:
            return None
        for fact in reversed(from_entry(seq, entry.at, entry.body).facts):
            if fact[0] == "contact_offered" and fact[3] == agent:
                return int(fact[2])
    return None


def _offer(floor: RunningFloor, actor: Actor, contact: int, agent: int) -> dict[str, Any]:
    """The last offer of a contact (to `agent`, 0 for anybody the reader may see)."""
    seen = people_on_floor(actor)
    start, facts, seqs = history_of(floor.host.journal, contact)
    offers = [
        number
        for number, fact in enumerate(facts)
        if fact[0] == "contact_offered"
        and fact[2] == contact
        and (fact[3] == agent if agent else seen is None or fact[3] in seen)
    ]
    if not offers:
        refuse("nothing_to_explain")
    told = explain_from_journal(facts, offers[-1], start)
    return {**_in_words(told, actor), "entry": seqs[offers[-1]]}


def _in_words(told: Explanation, actor: Actor) -> dict[str, Any]:
    return explained(told, actor, named=True, only=people_on_floor(actor))
