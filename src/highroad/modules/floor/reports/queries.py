"""Reads the rows into counts, grouped as asked, for whom the reader may see.

The database sums by quarter of an hour; wider intervals and local days are folded here, so that a day is the site's
day whatever the daylight saving did.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, Q, QuerySet, Sum, Value, When

from highroad.core.engine import desk
from highroad.core.words.hours import local_date, moment
from highroad.modules.floor.models import DeskSpell, OfferNotTaken, QueueLeg, Worked

from .metrics import SHORT_ABANDON_MS, Counts

QUARTER_MS = 15 * 60_000
GROUPINGS = ("none", "interval", "queue", "group", "person")
INTERVALS_MIN = (15, 30, 60, 1440)

BUSY = tuple(desk.STATE_NAMES[state] for state in sorted(desk.ON_CALL | {desk.WRAPPING}))


@dataclass(frozen=True, slots=True)
class Question:
    """What a report is asked: a span of time (epoch ms, end exclusive), and how to group.

    `agents` limits the rows to these people (None: everyone; the caller has decided that the reader may see that).
    `targets` gives each queue's target time in ms. `resolved` are the dispositions that say the need was met.
    """

    floor: str
    start: int
    end: int
    zone: str
    by: str = "queue"
    interval_min: int = 30
    queue: str = ""
    group: str = ""
    agents: tuple[int, ...] | None = None
    targets: dict[str, int] = field(default_factory=dict)
    resolved: tuple[str, ...] = ("resolved",)
    with_consults: bool = False


def counts(question: Question) -> dict[str, Counts]:
    """The counts of each group, keyed by queue, staffing group, person number or epoch ms of the interval; with
    `by="none"` the one key is "all". Groups without a row are absent."""
    found: dict[str, Counts] = {}
    for quarter, key, values in (*_legs(question), *_work(question), *_offers(question), *_spells(question)):
        name = _name(question, quarter, key)
        found.setdefault(name, Counts()).add(Counts(**values))
    return found


def total(parts: Iterable[Counts]) -> Counts:
    """All counts together."""
    whole = Counts()
    for part in parts:
        whole.add(part)
    return whole


def _name(question: Question, quarter: int, key: Any) -> str:
    if question.by == "interval":
        return str(interval_start(question, quarter * QUARTER_MS))
    return "all" if question.by == "none" else str(key)


def interval_start(question: Question, at: int) -> int:
    """The start (epoch ms) of the interval that holds `at`, counted from local midnight."""
    midnight = moment(question.zone, local_date(question.zone, at), 0)
    step = question.interval_min * 60_000
    return midnight if question.interval_min >= 1440 else midnight + (at - midnight) // step * step


def _limited(rows: QuerySet[Any], question: Question, time: str) -> QuerySet[Any]:
    rows = rows.filter(floor=question.floor, **{f"{time}__gte": question.start, f"{time}__lt": question.end})
    if question.agents is not None:
        rows = rows.filter(agent__in=question.agents)
    return rows


def _grouped(rows: QuerySet[Any], question: Question, time: str, keys: dict[str, str], **sums: Any) -> list[Any]:
    """(quarter, key, sums) for each group; `keys` says which column a grouping has in this table."""
    column = keys.get(question.by, "")
    if question.by in ("queue", "group", "person") and not column:
        return []
    by = ["quarter", column] if column else ["quarter"]
    asked = rows.annotate(quarter=F(time) / Value(QUARTER_MS, output_field=BigIntegerField())).values(*by)
    return [
        (row.pop("quarter"), row.pop(column) if column else "", {name: row[name] or 0 for name in sums})
        for row in asked.annotate(**sums).order_by(*by)
    ]


def _legs(question: Question) -> list[Any]:
    rows = _limited(QueueLeg.objects.all(), question, "entered")
    if question.queue:
        rows = rows.filter(queue=question.queue)
    if question.group:
        return []
    if not question.with_consults:
        rows = rows.filter(is_consult=False)
    if question.by == "person":
        rows = rows.exclude(agent=0)
    targets = [When(queue=queue, then=Value(target)) for queue, target in question.targets.items()]
    rows = rows.annotate(target=Case(*targets, default=Value(20_000), output_field=BigIntegerField()))
    answered, abandoned = Q(ended="answered"), Q(ended="abandoned")
    in_time = Q(wait_ms__lte=F("target"))
    return _grouped(
        rows,
        question,
        "entered",
        {"queue": "queue", "person": "agent"},
        offered=Count("pk", filter=~Q(ended="moved") & ~Q(ended="diverted")),
        answered=Count("pk", filter=answered),
        answered_in_target=Count("pk", filter=answered & in_time),
        abandoned=Count("pk", filter=abandoned),
        abandoned_in_target=Count("pk", filter=abandoned & in_time),
        short_abandoned=Count("pk", filter=abandoned & Q(wait_ms__lt=SHORT_ABANDON_MS)),
        diverted=Count("pk", filter=Q(ended="diverted")),
        wait_ms=Sum("wait_ms", filter=answered),
    )


def _work(question: Question) -> list[Any]:
    rows = _limited(Worked.objects.all(), question, "started")
    if question.queue:
        rows = rows.filter(queue=question.queue)
    if question.group:
        rows = rows.filter(group=question.group)
    if not question.with_consults:
        rows = rows.filter(is_consult=False)
    return _grouped(
        rows,
        question,
        "started",
        {"queue": "queue", "group": "group", "person": "agent"},
        handled=Count("pk"),
        talk_ms=Sum("talk_ms"),
        hold_ms=Sum("hold_ms"),
        wrap_ms=Sum("wrap_ms"),
        transferred=Count("pk", filter=Q(ended_by__startswith="transfer:")),
        with_disposition=Count("pk", filter=~Q(disposition="")),
        resolved=Count("pk", filter=Q(disposition__in=question.resolved)),
    )


def _offers(question: Question) -> list[Any]:
    rows = _limited(OfferNotTaken.objects.all(), question, "offered")
    if question.queue:
        rows = rows.filter(queue=question.queue)
    if question.group:
        rows = rows.filter(group=question.group)
    return _grouped(
        rows,
        question,
        "offered",
        {"queue": "queue", "group": "group", "person": "agent"},
        missed=Count("pk", filter=Q(outcome="missed")),
        refused=Count("pk", filter=Q(outcome="refused")),
        cut_off=Count("pk", filter=Q(outcome="cut_off")),
        withdrawn=Count("pk", filter=Q(outcome="withdrawn")),
    )


def _spells(question: Question) -> list[Any]:
    """Times in states, counted where the spell began."""
    if question.queue:
        return []
    rows = _limited(DeskSpell.objects.all(), question, "since")
    if question.group:
        rows = rows.filter(group=question.group)
    lasted = F("until") - F("since")
    return _grouped(
        rows,
        question,
        "since",
        {"group": "group", "person": "agent"},
        busy_ms=Sum(lasted, filter=Q(state__in=BUSY), output_field=BigIntegerField()),
        idle_ms=Sum(lasted, filter=Q(state="available"), output_field=BigIntegerField()),
        protected_ms=Sum(lasted, filter=Q(state="protected"), output_field=BigIntegerField()),
    )
