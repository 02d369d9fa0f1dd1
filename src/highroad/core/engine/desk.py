"""The states of an agent's desk. The tables in this file are the specification; code only looks things up.

A desk is in one state at a time. Three kinds of thing change it:

* **The agent, or a supervisor with a reason**, moves it between the states that are no call: `MOVES`. From a
  call, and from after-call work, nobody can be moved; the wish is kept and holds after the work is done.
* **A contact** takes it along: offered, answered, held, resumed, consulting, over, wrapped: `NEXT`.
* **Something went wrong**: an offer missed, refused, or cut off by a lost connection. These are three different
  things. None of them makes an agent available again by itself, because an unattended desk would otherwise be
  offered the same caller again and again: the desk goes `AWAY` and says which of the three it was. A desk that
  was called away from protected time (by a direct transfer) goes back to it: it was not available before.

Signed in all day is the norm. Off the phones means no queue calls; whether a direct transfer may still ring is
said by the reason for being off the phones (`words.policy.OffReason`), not by the state.
"""

from __future__ import annotations

from typing import Final

SIGNED_OUT: Final = 0
AVAILABLE: Final = 1
OFFERED: Final = 2
TALKING: Final = 3
HOLDING: Final = 4
CONSULTING: Final = 5
WRAPPING: Final = 6
PROTECTED: Final = 7
BREAK: Final = 8
MEAL: Final = 9
MEETING: Final = 10
TRAINING: Final = 11
CAPTAIN: Final = 12
AWAY: Final = 13

STATE_NAMES: Final = (
    "signed_out",
    "available",
    "offered",
    "talking",
    "holding",
    "consulting",
    "wrapping",
    "protected",
    "break",
    "meal",
    "meeting",
    "training",
    "captain",
    "away",
)
STATES: Final = {name: state for state, name in enumerate(STATE_NAMES)}

ON_CALL: Final = frozenset({TALKING, HOLDING, CONSULTING})
OFF_PHONES: Final = frozenset({PROTECTED, BREAK, MEAL, MEETING, TRAINING, CAPTAIN, AWAY})
AT_WORK: Final = frozenset({AVAILABLE}) | OFF_PHONES
"""Signed in and without a contact: the states a person may choose."""

MOVES: Final[dict[int, frozenset[int]]] = {
    # Signing in does not make an agent available: the first call comes when they say so.
    SIGNED_OUT: frozenset({AWAY}),
    AVAILABLE: OFF_PHONES | {SIGNED_OUT},
    **{state: AT_WORK | {SIGNED_OUT} for state in sorted(OFF_PHONES)},
    # With a contact, the wish waits until the work is done (`desk_planned`).
    OFFERED: frozenset(),
    TALKING: frozenset(),
    HOLDING: frozenset(),
    CONSULTING: frozenset(),
    WRAPPING: frozenset(),
}

# What a contact does to a desk.
OFFER_MADE: Final = 0
OFFER_ANSWERED: Final = 1
OFFER_MISSED: Final = 2
OFFER_REFUSED: Final = 3
OFFER_CUT_OFF: Final = 4
OFFER_WITHDRAWN: Final = 5
CALLER_HELD: Final = 6
CALLER_RESUMED: Final = 7
CONSULT_BEGUN: Final = 8
CONSULT_OVER: Final = 9
CALL_OVER: Final = 10
WORK_WRAPPED: Final = 11
HELP_OVER: Final = 12

BACK: Final = -1
"""The state the contact called the desk away from: available, or the off-phones state it was in."""
BACK_UNLESS_AVAILABLE: Final = -2
"""The same, but a desk that was available goes `AWAY`."""

NEXT: Final[dict[int, dict[int, int]]] = {
    AVAILABLE: {OFFER_MADE: OFFERED},
    **{state: {OFFER_MADE: OFFERED} for state in sorted(OFF_PHONES)},  # by direct transfer or consult only
    OFFERED: {
        OFFER_ANSWERED: TALKING,
        OFFER_MISSED: BACK_UNLESS_AVAILABLE,
        OFFER_REFUSED: BACK_UNLESS_AVAILABLE,
        OFFER_CUT_OFF: BACK_UNLESS_AVAILABLE,
        # The caller left or was moved: nothing was missed, the desk is as it was.
        OFFER_WITHDRAWN: BACK,
    },
    # Whoever was consulted has nothing to wrap: the call is the asker's, and so is the work after it.
    TALKING: {CALLER_HELD: HOLDING, CONSULT_BEGUN: CONSULTING, CALL_OVER: WRAPPING, HELP_OVER: BACK},
    HOLDING: {CALLER_RESUMED: TALKING, CONSULT_BEGUN: CONSULTING, CALL_OVER: WRAPPING, HELP_OVER: BACK},
    # After a consult the caller is still on hold: the agent takes them back in their own words.
    CONSULTING: {CONSULT_OVER: HOLDING, CALL_OVER: WRAPPING},
    WRAPPING: {WORK_WRAPPED: BACK},
    SIGNED_OUT: {},
}

AWAY_REASON: Final = {OFFER_MISSED: "missed", OFFER_REFUSED: "refused", OFFER_CUT_OFF: "connection_lost"}
"""Why a desk is away after an offer that was not taken."""

WISH_HOLDS: Final = frozenset({WORK_WRAPPED, HELP_OVER, OFFER_WITHDRAWN})
"""After these a desk goes where it has planned to, not where it was: no work is left that the wish waits for."""


def next_state(state: int, happening: int, back_to: int) -> int:
    """The state after `happening`; `back_to` is where the desk was before the contact. Raises KeyError if the
    table has no such cell, which is a defect of the engine and never of a command."""
    after = NEXT[state][happening]
    if after == BACK:
        return back_to
    if after == BACK_UNLESS_AVAILABLE:
        return AWAY if back_to == AVAILABLE else back_to
    return after


def after(
    state: int, happening: int, back_to: int, back_reason: str, wish: tuple[int, str] | None, *, connected: bool
) -> tuple[int, str, bool]:
    """The state and reason after `happening`, and whether the person's wish (state, reason) was granted with it.

    The one place where the table meets what is known of the person: the floor's state and the reports both ask here.
    Raises KeyError as `next_state` does.
    """
    place = next_state(state, happening, back_to)
    reason = ""
    granted = False
    if place == AWAY and back_to == AVAILABLE and happening in AWAY_REASON:
        reason = AWAY_REASON[happening]
    elif place == back_to:
        reason = back_reason
        if wish is not None and happening in WISH_HOLDS:
            (place, reason), granted = wish, True
    if place == AVAILABLE and not connected:
        # A call survives a lost connection, but nobody whose phone cannot be seen to ring is free afterwards.
        place, reason = AWAY, "connection_lost"
    return place, reason, granted
