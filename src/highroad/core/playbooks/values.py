"""The small values a playbook is written in: texts in two languages, lengths of time, opening intervals.

Each has one written form and one reader, which raises `ValueError` with a sentence and its mend.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final

LANGUAGES = ("en", "es")
"""The languages a playbook's texts are written in; a caller's language may be another, through an interpreter."""


@dataclass(frozen=True, slots=True)
class Written:
    """Among a type's notes: this number, or pair of numbers, is written in words of its own."""

    form: str


DURATION: Final = Written("duration")
INTERVAL: Final = Written("interval")

Duration = Annotated[int, DURATION]
"""A length of time in milliseconds; written `20 s`, `90 min`, `24 h`, `10 days`, or a sum: `1 h 30 min`."""

Interval = Annotated[tuple[int, int], INTERVAL]
"""Local minutes since midnight, start inclusive, end exclusive; written `8:00-16:00`, past midnight `22:00-30:00`."""

_UNITS = {"ms": 1, "s": 1000, "min": 60_000, "h": 3_600_000, "day": 86_400_000, "days": 86_400_000}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?) ?(ms|s|min|h|days?)")
_INTERVAL = re.compile(r"(\d{1,2}):(\d{2}) ?[-–] ?(\d{1,2}):(\d{2})")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_MONTHS = {
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
    "es": ("ene", "feb", "mar", "abr", "may", "jun", "jul", "ago", "sep", "oct", "nov", "dic"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """Words a person says or reads, in English and Spanish. An empty Spanish text falls back to English."""

    en: str = ""
    es: str = ""

    def say(self, language: str = "en", values: Mapping[str, str] | None = None) -> str:
        """The words in `language`, with `{placeholders}` filled from `values`; an unfilled one stays visible."""
        words = self.es if language == "es" and self.es else self.en
        return _PLACEHOLDER.sub(lambda found: (values or {}).get(found[1], found[0]), words)

    def placeholders(self, language: str = "en") -> frozenset[str]:
        """The names in braces in one language's words."""
        return frozenset(_PLACEHOLDER.findall(self.es if language == "es" else self.en))

    def __bool__(self) -> bool:
        return bool(self.en or self.es)


def read_duration(words: str) -> int:
    """`90 min` as milliseconds."""
    parts = _LENGTH.findall(words)
    if not parts or _LENGTH.sub("", words).strip():
        message = f'"{words}" is not a length of time. Write a number and a unit: 20 s, 90 min, 24 h or 10 days.'
        raise ValueError(message)
    return round(sum(float(number) * _UNITS[unit] for number, unit in parts))


def read_interval(words: str) -> tuple[int, int]:
    """`8:00-16:00` as local minutes."""
    found = _INTERVAL.fullmatch(words.strip())
    if found is None:
        message = f'"{words}" is not an interval. Write the opening and the closing time: 8:00-16:00.'
        raise ValueError(message)
    hours, minutes, hours_end, minutes_end = (int(part) for part in found.groups())
    start, end = hours * 60 + minutes, hours_end * 60 + minutes_end
    if minutes > 59 or minutes_end > 59 or start >= end or start >= 1440 or end > 2880:
        message = f'"{words}" ends before it begins or is no time of day. Past midnight go on counting: 22:00-30:00.'
        raise ValueError(message)
    return start, end


def say_duration(length_ms: int) -> str:
    """The shortest plain form of a length of time: `90 minutes`, `24 h`, `20 s`. The inverse of `read_duration`."""
    for unit, word in ((86_400_000, "day"), (3_600_000, "h"), (60_000, "min"), (1000, "s")):
        if length_ms and length_ms % unit == 0 and (unit != 86_400_000 or length_ms > unit):
            count = length_ms // unit
            return f"{count} {word}{'s' if word == 'day' and count > 1 else ''}"
    return f"{length_ms} ms"


def say_interval(interval: tuple[int, int]) -> str:
    """The inverse of `read_interval`."""
    (start, end) = interval
    return f"{start // 60}:{start % 60:02}-{end // 60}:{end % 60:02}"


def say_date(day: date, language: str = "en") -> str:
    """A date as people read it: `1 Dec 2026`."""
    return f"{day.day} {_MONTHS['es' if language == 'es' else 'en'][day.month - 1]} {day.year}"


def say_days(count: int, language: str = "en") -> str:
    """A number of days with its unit: `1 day`, `12 days`."""
    if language == "es":
        return f"{count} {'día' if count == 1 else 'días'}"
    return f"{count} {'day' if count == 1 else 'days'}"


def say_when(days_ahead: int, language: str = "en") -> str:
    """How far ahead a day is: `in 12 days`, `today`, `3 days ago`."""
    spanish = language == "es"
    if days_ahead == 0:
        return "hoy" if spanish else "today"
    days = say_days(abs(days_ahead), language)
    if days_ahead > 0:
        return f"en {days}" if spanish else f"in {days}"
    return f"hace {days}" if spanish else f"{days} ago"
