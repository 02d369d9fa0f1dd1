"""Two versions told apart in sentences, edits that keep comments, and the canonical digest."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from highroad.core.playbooks import Playbook, Reading, diff, read_texts, unchanged, with_value
from highroad.core.playbooks.values import read_duration, read_interval, say_duration, say_interval

CHANGES = [
    (
        "staffing.yaml",
        "protected: 90 min",
        "protected: 100 min",
        ["Family (S-2): protected time 90 → 100 minutes a day"],
    ),
    ("staffing.yaml", "protected: 150 min", "protected: 2 h", ["EBD (S-1): protected time 150 min → 2 h a day"]),
    (
        "moving.yaml",
        "    due: 24 h",
        "    due: 12 h",
        ["The assigned worker calls back within 24 hours, in their own call-center shift. (C-1): due 24 → 12 hours"],
    ),
    (
        "moving.yaml",
        "    allowed: false",
        "    allowed: true",
        ["Never to another consortium or any outside number.: allowed no → yes"],
    ),
    (
        "hours.yaml",
        "mon-fri: [8:00-16:00]",
        "mon-fri: [8:00-17:00]",
        ["Helpline, questions of staff (H-2), mon-fri: open 8:00-16:00 → 8:00-17:00"],
    ),
    ("queues.yaml", "{ltc: 3}", "{ltc: 2}", ["Long-term care and Family Care (Q-3): rings"]),
    (
        "staffing.yaml",
        "  north:\n    title: {en: North office, es: Oficina norte}\n    languages: [en]\n",
        "",
        ["sites: North office removed"],
    ),
    (
        "guide.yaml",
        "Thank you for calling. Good-bye.",
        "Thank you for calling us. Good-bye.",
        [
            "Call guide, Thank and end (G-11): say (English): "
            "“Thank you for calling. Good-bye.” → “Thank you for calling us. Good-bye.”"
        ],
    ),
    ("playbook.yaml", "version: 1", "version: 2", ["about: version 1 → 2"]),
    (
        "work-list.yaml",
        "when: case.error_found",
        "when: case.error_found and case.assigned",
        [
            "Correct an earlier error going forward (W-11): when "
            "“case.error_found” → “case.error_found and case.assigned”"
        ],
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "sentences"), CHANGES)
def test_a_change_is_one_readable_sentence(
    changed: Callable[..., Reading], county: Playbook, file: str, old: str, new: str, sentences: list[str]
) -> None:
    after = changed(file, old, new).playbook
    assert after is not None
    said = diff(county, after)
    assert len(said) == len(sentences)
    for sentence, expected in zip(said, sentences, strict=True):
        assert sentence.startswith(expected)
    assert county.digest() != after.digest()


def test_a_reordered_guide_is_said(changed: Callable[..., Reading], county: Playbook) -> None:
    after = changed("staffing.yaml", "  foodshare: {title: {en: FoodShare, es: FoodShare}}\n", "").playbook
    assert after is None  # it is asked for elsewhere
    moved = changed(
        "staffing.yaml",
        "  foodshare: {title: {en: FoodShare, es: FoodShare}}\n"
        "  health_care: {title: {en: Health care, es: Atención médica}}\n",
        "  health_care: {title: {en: Health care, es: Atención médica}}\n"
        "  foodshare: {title: {en: FoodShare, es: FoodShare}}\n",
    ).playbook
    assert moved is not None
    (sentence,) = diff(county, moved)
    assert sentence.startswith("skills: order foodshare, health_care")


def test_nothing_changed_is_nothing_said(county: Playbook) -> None:
    assert diff(county, county) == []


def test_comments_and_layout_do_not_change_the_digest(changed: Callable[..., Reading], county: Playbook) -> None:
    after = changed("hours.yaml", "hours:\n", "# A remark.\nhours:\n\n").playbook
    assert after is not None
    assert after == county
    assert after.digest() == county.digest()


def test_a_round_trip_keeps_comments_order_and_meaning(county: Playbook, county_texts: dict[str, str]) -> None:
    written = {name: unchanged(text) for name, text in county_texts.items()}
    for name, text in county_texts.items():
        comments = [line for line in text.splitlines() if line.lstrip().startswith("#")]
        assert comments == [line for line in written[name].splitlines() if line.lstrip().startswith("#")]
        assert comments
    again = read_texts("county", written).playbook
    assert again is not None
    assert again.to_json() == county.to_json()


def test_an_edit_changes_its_line_and_nothing_else(county_texts: dict[str, str]) -> None:
    before = unchanged(county_texts["staffing.yaml"])
    after = with_value(county_texts["staffing.yaml"], ["groups", "family", "protected"], "100 min")
    changes = [(a, b) for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert changes == [("    protected: 90 min", "    protected: 100 min")]


def test_an_edit_of_what_is_not_written_is_refused(county_texts: dict[str, str]) -> None:
    with pytest.raises(KeyError):
        with_value(county_texts["staffing.yaml"], ["groups", "famly", "protected"], "100 min")
    with pytest.raises(KeyError):
        with_value(county_texts["hours.yaml"], ["hours", "call_center", "special", 7], "x")


@settings(deadline=None, max_examples=25)
@given(minutes=st.integers(0, 600))
def test_any_edited_length_of_time_reads_back_as_meant(
    county_texts: dict[str, str], county: Playbook, minutes: int
) -> None:
    text = with_value(
        county_texts["staffing.yaml"], ["groups", "family", "protected"], say_duration(minutes * 60_000)
    )
    after = read_texts("county", {**county_texts, "staffing.yaml": text}).playbook
    assert after is not None
    assert after.groups[1].protected_ms == minutes * 60_000
    assert len(diff(county, after)) == (minutes != 90)


@given(st.integers(0, 10**10))
def test_a_length_of_time_is_said_and_read_alike(length_ms: int) -> None:
    assert read_duration(say_duration(length_ms)) == length_ms


@given(st.integers(0, 1439), st.integers(1, 1440))
def test_an_interval_is_said_and_read_alike(start: int, length: int) -> None:
    assert read_interval(say_interval((start, start + length))) == (start, start + length)
