"""What a case number and a Social Security number look like. A code says what is wrong, without the number."""

from __future__ import annotations

import re

SSN_DIGITS = 9
LAST_SHOWN = 4
NEVER_ISSUED = frozenset({"000", "666"})
FICTIONAL_AREA = "987"
"""Never issued to anyone, so plainly fictional people may have it. Accepted only outside production."""


def digits_of(written: str) -> str:
    """The digits, with the spaces, dots and hyphens that people write between them left out."""
    return re.sub(r"[\s.\-–]", "", written)


def why_not_case_number(written: str, pattern: str) -> str | None:
    """Why this cannot be a case number; None if it can. `pattern` comes from the playbook."""
    number = digits_of(written)
    if not number:
        return "case-number-missing"
    if not re.fullmatch(pattern, number):
        return "case-number-format"
    return None


def why_not_ssn(written: str, *, fictional_allowed: bool) -> str | None:
    """Why this cannot be a Social Security number; None if it can. There is no check digit: most slips pass."""
    number = digits_of(written)
    if not number:
        return "ssn-missing"
    if not number.isdecimal() or not number.isascii() or len(number) != SSN_DIGITS:
        return "ssn-format"
    area, group, serial = number[:3], number[3:5], number[5:]
    if group == "00" or serial == "0000" or area in NEVER_ISSUED:
        return "ssn-never-issued"
    if area.startswith("9") and not (fictional_allowed and area == FICTIONAL_AREA):
        return "ssn-never-issued"
    return None


def masked_ssn(number: str) -> str:
    """Its last four digits, as the desk shows it; nothing when there is none."""
    return f"•••-••-{number[-LAST_SHOWN:]}" if number else ""


def digits_to_go(said: str, wanted: int = 10) -> int:
    """How many digits of a phone number the caller has still to say."""
    digits = re.sub(r"\D", "", said)
    if len(digits) > wanted and digits.startswith("1"):
        digits = digits[1:]
    return max(0, wanted - len(digits))
