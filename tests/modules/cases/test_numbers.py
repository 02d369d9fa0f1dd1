"""Numbers as callers say them: what is refused, and that the refusal does not repeat the number."""

from __future__ import annotations

import pytest

from highroad.modules.cases.rules.numbers import digits_to_go, masked_ssn, why_not_case_number, why_not_ssn


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("", "ssn-missing"),
        ("123-45-678", "ssn-format"),
        ("123-45-67890", "ssn-format"),
        ("12x-45-6789", "ssn-format"),
        ("١٢٣٤٥٦٧٨٩", "ssn-format"),
        ("000-12-3456", "ssn-never-issued"),
        ("666-12-3456", "ssn-never-issued"),
        ("912-34-5678", "ssn-never-issued"),
        ("123-00-6789", "ssn-never-issued"),
        ("123-45-0000", "ssn-never-issued"),
        ("123-45-6789", None),
        ("123 45 6789", None),
    ],
)
def test_an_ssn_that_cannot_be_is_refused(written: str, code: str | None) -> None:
    assert why_not_ssn(written, fictional_allowed=True) == code


def test_invented_people_have_numbers_that_production_refuses() -> None:
    assert why_not_ssn("987-65-4321", fictional_allowed=True) is None
    assert why_not_ssn("987-65-4321", fictional_allowed=False) == "ssn-never-issued"


def test_a_case_number_has_the_form_the_playbook_says() -> None:
    assert why_not_case_number("4018227", r"\d{7,10}") is None
    assert why_not_case_number("401-8227", r"\d{7,10}") is None
    assert why_not_case_number("40182", r"\d{7,10}") == "case-number-format"
    assert why_not_case_number(" ", r"\d{7,10}") == "case-number-missing"


def test_only_four_digits_are_shown() -> None:
    assert masked_ssn("987654471") == "•••-••-4471"
    assert not masked_ssn("")


@pytest.mark.parametrize(("said", "left"), [("608 555", 4), ("(608) 555-0142", 0), ("1 608 555 0142", 0), ("", 10)])
def test_a_phone_number_says_how_many_digits_are_to_go(said: str, left: int) -> None:
    assert digits_to_go(said) == left
