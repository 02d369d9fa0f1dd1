"""Does what the caller says agree with what is on file? Compared in a normal form, and never shown.

Deny by default: when in doubt the answer is no, and the agent asks again. Nothing here tells which part differs,
since that would teach a stranger what is on file.
"""

from __future__ import annotations

import re
import unicodedata

from highroad.core.playbooks.identity import CheckKind

_WORDS = {
    "street": "st", "str": "st", "avenue": "ave", "av": "ave", "road": "rd", "drive": "dr", "lane": "ln",
    "boulevard": "blvd", "court": "ct", "circle": "cir", "place": "pl", "terrace": "ter", "trail": "trl",
    "parkway": "pkwy", "highway": "hwy", "square": "sq", "crossing": "xing", "heights": "hts", "point": "pt",
    "north": "n", "south": "s", "east": "e", "west": "w",
    "northeast": "ne", "northwest": "nw", "southeast": "se", "southwest": "sw",
    "saint": "st", "mount": "mt", "first": "1st", "second": "2nd", "third": "3rd", "fourth": "4th", "fifth": "5th",
}  # fmt: skip
_SUFFIXES = frozenset({
    "st", "ave", "rd", "dr", "ln", "blvd", "ct", "cir", "pl", "ter", "trl", "pkwy", "hwy", "sq", "xing", "way",
    "loop",
})  # fmt: skip
_UNITS = frozenset(
    {"apt", "apartment", "unit", "suite", "ste", "no", "number", "room", "rm", "#", "lot", "trlr", "trailer"}
)
_DIRECTIONS = frozenset({"n", "s", "e", "w", "ne", "nw", "se", "sw"})


def matches_on_file(kind: CheckKind, said: str, on_file: str) -> bool:
    """Whether `said` agrees with `on_file`, compared as `kind`; an empty side never agrees."""
    if not said.strip() or not on_file.strip():
        return False
    if kind == "phone":
        digits = phone_digits(said)
        return len(digits) == 10 and digits == phone_digits(on_file)
    if kind == "address":
        return _addresses_agree(said, on_file)
    if kind == "name":
        return _words(said) == _words(on_file)
    if kind == "date":
        return _date_digits(said) is not None and _date_digits(said) == _date_digits(on_file)
    said_digits = re.sub(r"\D", "", said)
    return bool(said_digits) and said_digits == re.sub(r"\D", "", on_file)


def phone_digits(number: str) -> str:
    """The ten digits of a North American number, without country code and extension; others as they are."""
    main = re.split(r"(?:ext|x|#)", number.casefold())[0]
    digits = re.sub(r"\D", "", main)
    return digits[1:] if len(digits) == 11 and digits.startswith("1") else digits


def _addresses_agree(said: str, on_file: str) -> bool:
    """The same number, street and unit; city and postal code are compared only where both have them."""
    ours, theirs = _Address(said), _Address(on_file)
    if not ours.street or not ours.street[0][0].isdigit() or len(ours.street) < 2:
        return False
    same_place = all(not a or not b or a == b for a, b in ((ours.postal, theirs.postal), (ours.city, theirs.city)))
    return ours.street == theirs.street and ours.unit == theirs.unit and same_place


class _Address:
    """An address taken apart: street with its number, unit, city, postal code."""

    __slots__ = ("city", "postal", "street", "unit")

    def __init__(self, written: str) -> None:
        street_part, _, rest = written.partition(",")
        words = _words(street_part)
        tail = _words(rest)
        self.unit = _take_unit(words) or _take_unit(tail)
        end = _street_end(words)
        self.street = tuple(words[:end])
        tail = words[end:] + tail
        self.postal = ""
        if tail and re.fullmatch(r"\d{5}(\d{4})?", tail[-1]):
            self.postal = tail.pop()[:5]
        elif len(tail) > 1 and re.fullmatch(r"\d{5}", tail[-2]) and re.fullmatch(r"\d{4}", tail[-1]):
            self.postal = tail[-2]
            tail = tail[:-2]
        if len(tail) > 1 and len(tail[-1]) == 2:
            tail.pop()
        self.city = tuple(tail)


def _take_unit(words: list[str]) -> str:
    """Take `apt 2` out of the words and give `2`."""
    for place, word in enumerate(words):
        if word in _UNITS and place + 1 < len(words):
            unit = next(part for part in words[place + 1 :] if part not in _UNITS) if words[-1] not in _UNITS else ""
            after = words.index(unit, place + 1) + 1 if unit else place + 1
            del words[place:after]
            return unit
    return ""


def _street_end(words: list[str]) -> int:
    """Where the street ends: after its first suffix, or a direction behind that; else at the last word."""
    for place, word in enumerate(words):
        if place >= 2 and word in _SUFFIXES:
            behind = place + 1
            return behind + 1 if behind < len(words) and words[behind] in _DIRECTIONS else behind
    return len(words)


def _words(written: str) -> list[str]:
    """Small letters without accents and marks, known words in their short form."""
    folded = unicodedata.normalize("NFKD", written.casefold())
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return [_WORDS.get(word, word) for word in re.findall(r"[a-z0-9]+|#", bare.replace("'", "").replace(".", ""))]


def _date_digits(written: str) -> tuple[int, int, int] | None:
    """Year, month and day of `1984-03-09` or `3/9/1984`."""
    iso = re.fullmatch(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})\s*", written)
    if iso:
        return int(iso[1]), int(iso[2]), int(iso[3])
    spoken = re.fullmatch(r"\s*(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})\s*", written)
    return (int(spoken[3]), int(spoken[1]), int(spoken[2])) if spoken else None
