"""When a purpose is open: the one place that decides openness and deadlines.

Hours belong to a purpose, not to a line: the same Helpline answers staff until 16:00 and takes escalated
callers until 16:30, so those are two purposes. A purpose has weekly intervals in local time, dates on which
other intervals hold (a holiday has none), and a time zone. Everything else (which queue is open, when a
callback is due, when a worker's shift meets a deadline) is computed here and nowhere else.

Times are integer milliseconds since the epoch, UTC. Local minutes are minutes since local midnight and may pass
1440: an interval `(1320, 1800)` runs from 22:00 to 6:00 of the next day. A local time that daylight saving
skips is read as the moment the clocks jump past it; one that comes twice is read as the first of the two.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
DAY_MS = 24 * HOUR_MS

Span = tuple[int, int]
"""A stretch of local minutes, or of epoch milliseconds: start inclusive, end exclusive."""

SEARCH_DAYS_MAX = 400
"""How far ahead an opening is looked for: a purpose that stays shut for over a year never opens."""


class NeverOpen(Exception):
    """A purpose has no opening within `SEARCH_DAYS_MAX` days; a playbook's check should have said so."""


@dataclass(frozen=True, slots=True)
class Hours:
    """The opening hours of one purpose.

    `weekly` has seven entries, Monday first, each a tuple of (start, end) local minutes; `special` maps an ISO
    date to the intervals that replace the weekly ones on that date, an empty tuple for a closed day.
    """

    purpose: str
    zone: str
    weekly: tuple[tuple[Span, ...], ...]
    special: dict[str, tuple[Span, ...]] = field(default_factory=dict)

    def __hash__(self) -> int:
        # Written out because a dict has no hash; `spans_on` remembers its answers by purpose.
        return hash((self.purpose, self.zone, self.weekly, tuple(sorted(self.special.items()))))


ALWAYS = Hours(purpose="always", zone="UTC", weekly=(((0, 1440),),) * 7)


def local_date(zone: str, at: int) -> date:
    """The calendar date at `at` (epoch ms) in `zone`."""
    return datetime.fromtimestamp(at / 1000, ZoneInfo(zone)).date()


def moment(zone: str, day: date, minute: int) -> int:
    """Epoch ms of local `minute` of `day`, in whole seconds."""
    plain = datetime(day.year, day.month, day.day) + timedelta(minutes=minute)  # noqa: DTZ001 - given its zone below
    local = plain.replace(tzinfo=ZoneInfo(zone))
    utc = local.astimezone(UTC)
    if utc.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != plain:
        utc = _jump(local.replace(fold=1).astimezone(UTC), utc, ZoneInfo(zone))
    return int(utc.timestamp()) * 1000


def _jump(before: datetime, after: datetime, zone: ZoneInfo) -> datetime:
    """The instant between `before` and `after` at which the clocks jump, to the second."""
    offset_before = before.astimezone(zone).utcoffset()
    while after - before > timedelta(seconds=1):
        middle = before + timedelta(seconds=(after - before) // timedelta(seconds=2))
        if middle.astimezone(zone).utcoffset() == offset_before:
            before = middle
        else:
            after = middle
    return after


@lru_cache(maxsize=4096)
def spans_on(hours: Hours, day: date) -> tuple[Span, ...]:
    """The open spans (epoch ms) that begin on local `day`, in order."""
    intervals = hours.special.get(day.isoformat(), hours.weekly[day.weekday()])
    return tuple((moment(hours.zone, day, start), moment(hours.zone, day, end)) for start, end in sorted(intervals))


def _spans_from(hours: Hours, at: int) -> Iterator[Span]:
    """The spans that end after `at`, in order, for `SEARCH_DAYS_MAX` days; yesterday's may reach past midnight."""
    day = local_date(hours.zone, at) - timedelta(days=1)
    for ahead in range(SEARCH_DAYS_MAX + 1):
        for span in spans_on(hours, day + timedelta(days=ahead)):
            if span[1] > at:
                yield span


def is_open(hours: Hours, at: int) -> bool:
    """Whether the purpose is open at `at` (epoch ms)."""
    span = next(_spans_from(hours, at), None)
    return span is not None and span[0] <= at


def closes_at(hours: Hours, at: int) -> int | None:
    """When the span that is open at `at` ends (epoch ms); None when it is closed. Touching spans are one."""
    end: int | None = None
    for start, stop in _spans_from(hours, at):
        if start > (at if end is None else end):
            break
        end = stop if end is None else max(end, stop)
    return end


def opens_at(hours: Hours, at: int) -> int:
    """The first moment from `at` on at which the purpose is open: `at` itself when it is open now.

    Raises `NeverOpen` when there is none within `SEARCH_DAYS_MAX` days.
    """
    for start, _ in _spans_from(hours, at):
        return max(start, at)
    message = f"{hours.purpose} has no opening hours within {SEARCH_DAYS_MAX} days; give it weekly hours"
    raise NeverOpen(message)


def deadline(hours: Hours, at: int, open_ms: int) -> int:
    """The moment (epoch ms) at which `open_ms` of open time have passed since `at`. Raises `NeverOpen`."""
    left = open_ms
    counted = at  # a night may reach into the morning's own span: no minute counts twice
    for start, end in _spans_from(hours, at):
        begin = max(start, counted)
        if end - begin >= left:
            return begin + left
        left -= max(0, end - begin)
        counted = max(counted, end)
    message = f"{hours.purpose} is not open long enough within {SEARCH_DAYS_MAX} days; widen its hours"
    raise NeverOpen(message)


def meeting(spans: Sequence[Span], others: Sequence[Span]) -> list[Span]:
    """Where two lists of spans overlap: the empty list tells that a shift and a deadline never meet."""
    return [(max(a, c), min(b, d)) for a, b in sorted(spans) for c, d in sorted(others) if max(a, c) < min(b, d)]
