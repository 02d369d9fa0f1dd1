"""Every metric of the reports: its written definition, its formula, and the one function that computes it.

The table is the specification; pages, exports and the API print the definition beside the figure. A metric with
nothing in its denominator has no value (None), which is shown as a dash and never as 0. Names and formulas follow the
field's use; where two are in use, both are here by name.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Final

from highroad.core.engine.refusals import gettext_noop


@dataclass(slots=True)
class Counts:
    """The sums from which every metric is computed. Durations in ms."""

    offered: int = 0
    answered: int = 0
    answered_in_target: int = 0
    abandoned: int = 0
    abandoned_in_target: int = 0
    short_abandoned: int = 0
    diverted: int = 0
    wait_ms: int = 0
    handled: int = 0
    talk_ms: int = 0
    hold_ms: int = 0
    wrap_ms: int = 0
    transferred: int = 0
    resolved: int = 0
    with_disposition: int = 0
    missed: int = 0
    refused: int = 0
    cut_off: int = 0
    withdrawn: int = 0
    busy_ms: int = 0
    idle_ms: int = 0
    protected_ms: int = 0

    def add(self, other: Counts) -> None:
        """Add another's counts to these."""
        for one in fields(Counts):
            setattr(self, one.name, getattr(self, one.name) + getattr(other, one.name))


@dataclass(frozen=True, slots=True)
class Metric:
    """One figure: `unit` is count, share (0 to 1) or ms."""

    id: str
    name: str
    formula: str
    meaning: str
    unit: str
    value: Callable[[Counts], float | None]


def _per(top: float, bottom: float) -> float | None:
    return top / bottom if bottom else None


METRICS: Final[tuple[Metric, ...]] = (
    Metric(
        "offered", gettext_noop("Offered"), gettext_noop("contacts that entered the queue"),
        gettext_noop("A transfer to another queue is counted again there; a callback is counted as a contact."),
        "count", lambda c: c.offered,
    ),
    Metric(
        "answered", gettext_noop("Answered"), gettext_noop("contacts connected to a person"),
        gettext_noop("Counted in the queue in which it was answered."), "count", lambda c: c.answered,
    ),
    Metric(
        "abandoned", gettext_noop("Abandoned"), gettext_noop("contacts whose caller left before an answer"),
        gettext_noop("Callers who asked for a callback did not abandon."), "count", lambda c: c.abandoned,
    ),
    Metric(
        "answered_share", gettext_noop("Answered share"), gettext_noop("answered ÷ offered"),
        gettext_noop("Of all that entered the queue and have left it, how many were answered there."),
        "share", lambda c: _per(c.answered, c.offered),
    ),
    Metric(
        "service_level_a", gettext_noop("Service level (a)"), gettext_noop("answered within T ÷ answered"),
        gettext_noop("Leaves out everyone who gave up. T is the queue's target time."),
        "share", lambda c: _per(c.answered_in_target, c.answered),
    ),
    Metric(
        "service_level_b", gettext_noop("Service level (b)"),
        gettext_noop("(answered within T + abandoned within T) ÷ (answered + abandoned)"),
        gettext_noop("The default. T is the queue's target time."),
        "share", lambda c: _per(c.answered_in_target + c.abandoned_in_target, c.answered + c.abandoned),
    ),
    Metric(
        "asa", gettext_noop("Average speed of answer"), gettext_noop("sum of waits of answered ÷ answered"),
        gettext_noop("The mean wait of those who were answered."), "ms", lambda c: _per(c.wait_ms, c.answered),
    ),
    Metric(
        "abandonment", gettext_noop("Abandonment"), gettext_noop("abandoned ÷ (answered + abandoned)"),
        gettext_noop("Short abandons are counted; they are shown apart as well."),
        "share", lambda c: _per(c.abandoned, c.answered + c.abandoned),
    ),
    Metric(
        "short_abandoned", gettext_noop("Short abandons"), gettext_noop("abandoned within 5 s"),
        gettext_noop("Part of the abandoned; most are misdialed."), "count", lambda c: c.short_abandoned,
    ),
    Metric(
        "diverted", gettext_noop("Callbacks asked for"), gettext_noop("contacts that left the line for a callback"),
        gettext_noop("They keep their place; the callback is offered in their stead."), "count", lambda c: c.diverted,
    ),
    Metric(
        "handled", gettext_noop("Handled"), gettext_noop("conversations wrapped"),
        gettext_noop("A transferred contact counts once for each person who worked on it."),
        "count", lambda c: c.handled,
    ),
    Metric(
        "talk", gettext_noop("Talk time"), gettext_noop("sum of talk ÷ handled"),
        gettext_noop("Connected, hold left out."), "ms", lambda c: _per(c.talk_ms, c.handled),
    ),
    Metric(
        "hold", gettext_noop("Hold time"), gettext_noop("sum of hold ÷ handled"),
        gettext_noop("The caller on hold, consulting included."), "ms", lambda c: _per(c.hold_ms, c.handled),
    ),
    Metric(
        "acw", gettext_noop("After-call work"), gettext_noop("sum of after-call work ÷ handled"),
        gettext_noop("From the end of the call to its wrap."), "ms", lambda c: _per(c.wrap_ms, c.handled),
    ),
    Metric(
        "aht", gettext_noop("Average handle time"), gettext_noop("(talk + hold + after-call work) ÷ handled"),
        gettext_noop("The whole work of one conversation."),
        "ms", lambda c: _per(c.talk_ms + c.hold_ms + c.wrap_ms, c.handled),
    ),
    Metric(
        "transferred", gettext_noop("Transferred"), gettext_noop("conversations transferred ÷ handled"),
        gettext_noop("By any kind of transfer."), "share", lambda c: _per(c.transferred, c.handled),
    ),
    Metric(
        "resolved", gettext_noop("Resolved, as wrapped"),
        gettext_noop("dispositions that say resolved ÷ dispositions"),
        gettext_noop("What the person who took the call said at its end; not the caller's voice."),
        "share", lambda c: _per(c.resolved, c.with_disposition),
    ),
    Metric(
        "taken_share", gettext_noop("Offers taken"),
        gettext_noop("handled ÷ (handled + missed + refused + cut off + withdrawn)"),
        gettext_noop("Of all offers to a person. Withdrawn: the caller left while it rang; no fault of anyone."),
        "share", lambda c: _per(c.handled, c.handled + c.missed + c.refused + c.cut_off + c.withdrawn),
    ),
    Metric(
        "missed", gettext_noop("Missed offers"), gettext_noop("offers that nobody took in time"),
        gettext_noop("A lost connection is not a missed offer, and is never held against the person."),
        "count", lambda c: c.missed,
    ),
    Metric(
        "occupancy", gettext_noop("Occupancy"), gettext_noop("(contact + after-call time) ÷ (that + available time)"),
        gettext_noop("How busy people are while they take contacts."),
        "share", lambda c: _per(c.busy_ms, c.busy_ms + c.idle_ms),
    ),
    Metric(
        "protected", gettext_noop("Protected time"), gettext_noop("sum of protected time"),
        gettext_noop("Time off the phones that the practice promises."), "ms", lambda c: c.protected_ms,
    ),
)  # fmt: skip

BY_ID: Final = {metric.id: metric for metric in METRICS}
SHORT_ABANDON_MS: Final = 5_000

WAITING: Final = (
    "offered", "answered", "answered_share", "service_level_b", "service_level_a", "asa", "abandoned",
    "short_abandoned", "abandonment", "diverted",
)  # fmt: skip
WORK: Final = ("handled", "talk", "hold", "acw", "aht", "transferred", "resolved")
TIME: Final = ("taken_share", "missed", "occupancy", "protected")
OF_QUEUES: Final = (*WAITING, *WORK)
OF_PEOPLE: Final = ("handled", "asa", *WORK[1:], *TIME)
"""Which figures stand in which report: a person has no service level, a queue has no occupancy."""

PARTS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (gettext_noop("Waiting"), WAITING),
    (gettext_noop("Work"), WORK),
    (gettext_noop("Offers and time"), TIME),
)
"""How a report is laid out: tables that fit a page, each about one thing."""


def figures(counts: Counts, ids: tuple[str, ...]) -> dict[str, float | None]:
    """The named metrics of some counts."""
    return {name: BY_ID[name].value(counts) for name in ids}
