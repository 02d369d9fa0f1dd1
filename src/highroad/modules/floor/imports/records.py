"""One call of another system's records, and the facts it stands for. Pure.

A record tells less than a live floor: nothing of desks, nothing of what happened between answer and end but hold. The
facts made of it say no more than the record does. Names, phones and the other system's own ids stay out of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from highroad.core.engine.facts import QUEUE_OFFER


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call. Times in epoch ms, durations in ms; `agent` is a number, 0 when the record names nobody.

    `resolved` is None when the record does not say. `missed_by` are the agents who let it ring before.
    """

    call_id: str
    queue: str
    arrived: int
    answered: bool
    agent: int = 0
    wait_ms: int = 0
    talk_ms: int = 0
    hold_ms: int = 0
    wrap_ms: int = 0
    resolved: bool | None = None
    ended_by: str = "unknown"
    channel: str = "voice"
    missed_by: tuple[int, ...] = ()


DISPOSITIONS = {True: "resolved", False: "unresolved", None: ""}


def facts_of(record: CallRecord, contact: int) -> list[list[Any]]:
    """The facts of one call, in order, for contact number `contact`."""
    at = record.arrived
    facts: list[list[Any]] = [
        ["contact_arrived", at, contact, record.channel, "imported", "", "", 0],
        ["contact_queued", at, contact, record.queue, at, 0],
    ]
    left = at + record.wait_ms
    for agent in record.missed_by:
        facts.append(["contact_offered", at, contact, agent, QUEUE_OFFER, left])
        facts.append(["offer_missed", left, contact, agent])
    if record.answered:
        return facts + _answered(record, contact, left)
    if record.agent:
        facts.append(["contact_offered", at, contact, record.agent, QUEUE_OFFER, left])
        facts.append(["offer_withdrawn", left, contact, record.agent])
    facts.append(["contact_abandoned", left, contact])
    return facts


def _answered(record: CallRecord, contact: int, at: int) -> list[list[Any]]:
    ended = at + record.talk_ms + record.hold_ms
    facts: list[list[Any]] = [
        ["contact_offered", at, contact, record.agent, QUEUE_OFFER, at],
        ["contact_answered", at, contact, record.agent],
    ]
    if record.hold_ms:
        facts.append(["contact_held", at, contact])
        facts.append(["contact_resumed", at + record.hold_ms, contact])
    facts.append(["contact_ended", ended, contact, record.agent, record.ended_by])
    facts.append(["contact_wrapped", ended + record.wrap_ms, contact, record.agent, DISPOSITIONS[record.resolved]])
    return facts
