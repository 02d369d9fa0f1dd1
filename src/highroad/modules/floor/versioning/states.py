"""The life of a playbook version, as one table. The table is the specification; nothing else decides.

A row is a state, a column is something that can be done, a cell is the state that follows; `-` is refused. A version
takes effect only from `scheduled`, and the table has only two ways into `scheduled`: labor approving what management
has approved, or the other way round. From `proposed` on nothing in it can be edited.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class State(StrEnum):
    """Where a version stands."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    MANAGEMENT = "management"  # management has approved, labor has not yet
    LABOR = "labor"  # labor has approved, management has not yet
    SCHEDULED = "scheduled"  # both have approved; it waits for its date
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Act(StrEnum):
    """What can be done to a version."""

    EDIT = "edit"
    PROPOSE = "propose"
    MANAGEMENT = "management"  # management approves
    LABOR = "labor"  # labor approves
    ACTIVATE = "activate"
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"


TABLE: Final = """
# from       edit   propose   management  labor      activate  supersede   withdraw
draft        draft  proposed  -           -          -         -           withdrawn
proposed     -      -         management  labor      -         -           withdrawn
management   -      -         -           scheduled  -         -           withdrawn
labor        -      -         scheduled   -          -         -           withdrawn
scheduled    -      -         -           -          in_force  -           withdrawn
in_force     -      -         -           -          -         superseded  -
superseded   -      -         -           -          -         -           -
withdrawn    -      -         -           -          -         -           -
"""

SIDES: Final = (Act.MANAGEMENT, Act.LABOR)
"""The two sides whose approval a version needs."""
OPEN: Final = frozenset({State.DRAFT, State.PROPOSED, State.MANAGEMENT, State.LABOR, State.SCHEDULED})
"""Not yet in force, and still on the way there."""
RAN: Final = frozenset({State.IN_FORCE, State.SUPERSEDED})
"""States of versions under which contacts were or are handled."""
NUMBERED: Final = (OPEN - {State.DRAFT}) | RAN
"""States in which a version's number is taken."""


def read_table(text: str) -> dict[tuple[State, Act], State | None]:
    """Every cell; a row or column that is missing is an error that names it."""
    columns: list[Act] = []
    cells: dict[tuple[State, Act], State | None] = {}
    for line in text.strip().splitlines():
        first, *rest = line.removeprefix("# ").split()
        if line.startswith("#"):
            columns = [Act(word) for word in rest]
            continue
        for act, word in zip(columns, rest, strict=True):
            cells[State(first), act] = None if word == "-" else State(word)
    missing = [f"{state} {act}" for state in State for act in Act if (state, act) not in cells]
    if missing:
        message = f"The table of playbook versions has no cell for {', '.join(missing)}. Add it."
        raise ValueError(message)
    return cells


CELLS: Final = read_table(TABLE)


def after(state: State, act: Act) -> State | None:
    """The state that follows; None when this cannot be done now."""
    return CELLS[state, act]
