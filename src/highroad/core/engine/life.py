"""The life of a contact, whatever its channel. The table is the specification.

A voice call, a callback task and a message share one life. A contact has one owner at any time: a queue while it
waits, one agent while it is offered or worked on, nobody once it is over. A consult is a contact of its own with
a `parent`, so that the person consulted has exactly one call, too.
"""

from __future__ import annotations

from typing import Final

ARRIVED: Final = 0
QUEUED: Final = 1
OFFERED: Final = 2
TALKING: Final = 3
HELD: Final = 4
CONSULTING: Final = 5
ENDED: Final = 6
ABANDONED: Final = 7
DIVERTED: Final = 8
CLOSED: Final = 9

LIFE_NAMES: Final = (
    "arrived",
    "queued",
    "offered",
    "talking",
    "held",
    "consulting",
    "ended",
    "abandoned",
    "diverted",
    "closed",
)

WAITING: Final = frozenset({QUEUED, OFFERED})
WITH_AGENT: Final = frozenset({TALKING, HELD, CONSULTING})
OVER: Final = frozenset({ENDED, ABANDONED, DIVERTED, CLOSED})

FROM: Final[dict[str, frozenset[int]]] = {
    "contact_queued": frozenset({ARRIVED}),
    "ring_widened": frozenset({QUEUED}),
    "wait_limit_passed": frozenset({QUEUED}),
    "contact_moved": frozenset({ARRIVED, QUEUED}),
    "contact_offered": frozenset({ARRIVED, QUEUED}),
    "offer_missed": frozenset({OFFERED}),
    "offer_refused": frozenset({OFFERED}),
    "offer_cut_off": frozenset({OFFERED}),
    "offer_withdrawn": frozenset({OFFERED}),
    "contact_answered": frozenset({OFFERED}),
    "contact_held": frozenset({TALKING}),
    "contact_resumed": frozenset({HELD}),
    "hold_warned": frozenset({HELD, CONSULTING}),
    "hold_overdue": frozenset({HELD, CONSULTING}),
    "consult_begun": frozenset({TALKING, HELD}),
    "consult_over": frozenset({CONSULTING}),
    "contact_transferred": WITH_AGENT,
    "contact_taken_over": frozenset({ARRIVED}),
    "contact_ended": WITH_AGENT,
    "contact_abandoned": frozenset({ARRIVED, QUEUED}),
    "callback_requested": frozenset({QUEUED}),
    "contact_closed": frozenset({ARRIVED, QUEUED}),
}
"""For each fact of a contact's life, the states it may come from; the auditor holds every fact against it.

An offer is always taken back (missed, refused, cut off, withdrawn) before anything else becomes of the contact.
"""
