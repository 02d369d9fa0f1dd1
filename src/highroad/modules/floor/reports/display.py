"""Figures as people read them: 84.1 %, 3:26, a dash where there is nothing to divide by."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils import formats

NO_VALUE = "–"


def cell(value: float | None, unit: str) -> str:
    """One figure with its unit. `unit` is count, share (0 to 1) or ms."""
    if value is None:
        return NO_VALUE
    if unit == "share":
        return f"{formats.number_format(100 * value, 1)} %"
    if unit == "ms":
        return duration(value)
    return formats.number_format(int(value), 0, force_grouping=True)


def duration(ms: float) -> str:
    """m:ss, or h:mm:ss from an hour on; rounded to the second."""
    seconds = round(ms / 1000)
    hours, rest = divmod(seconds, 3600)
    minutes, second = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{second:02}" if hours else f"{minutes}:{second:02}"


def interval_name(start: int, zone: str, length_min: int) -> str:
    """The local time at which an interval starts; its date for a day; both when a report spans days."""
    local = datetime.fromtimestamp(start / 1000, ZoneInfo(zone))
    day = formats.date_format(local.date(), "DATE_FORMAT")
    return day if length_min >= 1440 else f"{day} {local:%H:%M}"
