"""The life of a confidential callback. This table is the specification: what is not in it is refused.

The assigned worker must call back within the limit *and* inside their own shift. Where the two do not meet, a lead
decides: a time of their own choosing, or another worker.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """Where a callback stands."""

    OPEN = "open"
    LEAD_ASKED = "lead-asked"
    LATE = "late"
    DONE = "done"
    WITHDRAWN = "withdrawn"


class Hand(StrEnum):
    """Who acts, in relation to the callback."""

    WORKER = "worker"
    LEAD = "lead"
    SYSTEM = "system"


ENDED = frozenset({State.DONE, State.WITHDRAWN})
WAITING = frozenset(State) - ENDED

LIFE = """
# action      from          to            worker  lead  system
tried         open          open          yes     yes   -
tried         lead-asked    lead-asked    yes     yes   -
tried         late          late          yes     yes   -
done          open          done          yes     yes   -
done          lead-asked    done          yes     yes   -
done          late          done          yes     yes   -
decided       lead-asked    open          -       yes   -
decided       late          open          -       yes   -
reassigned    open          (computed)    -       yes   -
reassigned    lead-asked    (computed)    -       yes   -
reassigned    late          (computed)    -       yes   -
withdrawn     open          withdrawn     -       yes   -
withdrawn     lead-asked    withdrawn     -       yes   -
withdrawn     late          withdrawn     -       yes   -
reminded      open          open          -       -     yes
breached      open          late          -       -     yes
breached      lead-asked    late          -       -     yes
"""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the table. `to` is None where the new state follows from the new worker's shifts."""

    to: State | None
    by: frozenset[Hand]


def _read(table: str) -> dict[tuple[str, State], Step]:
    steps: dict[tuple[str, State], Step] = {}
    for line in table.splitlines():
        parts = line.split()
        if not parts or parts[0] == "#":
            continue
        action, start, to, *allowed = parts
        hands = frozenset(hand for hand, word in zip(Hand, allowed, strict=True) if word == "yes")
        steps[action, State(start)] = Step(None if to == "(computed)" else State(to), hands)
    return steps


STEPS = _read(LIFE)
ACTIONS = tuple(dict.fromkeys(action for action, _ in STEPS))


def why_not_callback(action: str, state: State, hands: frozenset[Hand]) -> str | None:
    """Why someone with these hands may not do this to a callback in this state; None if they may."""
    step = STEPS.get((action, state))
    if step is None:
        return "callback-ended" if state in ENDED else "callback-not-now"
    if not step.by & hands:
        return "callback-not-yours"
    return None


def state_after(action: str, state: State, *, has_time: bool = True) -> State:
    """The state that follows; `has_time` tells whether the new worker's shifts leave time before the limit."""
    to = STEPS[action, state].to
    if to is not None:
        return to
    return State.OPEN if has_time else State.LEAD_ASKED


@dataclass(frozen=True, slots=True)
class Reminder:
    """A reminder that is due at `at` (epoch ms) to some of `assigned_worker`, `leads`, `supervisor`."""

    number: int
    at: int
    to: tuple[str, ...]


def due_now(planned: Sequence[Reminder], sent: frozenset[int], now: int) -> Reminder | None:
    """The reminder to send now. After a pause only the last one goes out; earlier ones would say nothing new."""
    after = max(sent, default=-1)
    ready = [one for one in planned if one.at <= now and one.number > after]
    return ready[-1] if ready else None
