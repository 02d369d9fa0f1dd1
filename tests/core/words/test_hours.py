"""Openness and deadlines: daylight saving, midnight, holidays, zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from highroad.core.words.hours import (
    ALWAYS,
    DAY_MS,
    HOUR_MS,
    MINUTE_MS,
    SEARCH_DAYS_MAX,
    Hours,
    NeverOpen,
    Span,
    closes_at,
    deadline,
    is_open,
    local_date,
    meeting,
    moment,
    opens_at,
)

CHICAGO = "America/Chicago"
WEEKDAYS = (((480, 990),),) * 5 + ((), ())
OFFICE = Hours("office", CHICAGO, WEEKDAYS, {"2026-11-26": (), "2026-11-27": ((540, 720),)})
NIGHT = Hours("night", CHICAGO, (((1320, 1800),),) * 7)
NEVER = Hours("never", CHICAGO, ((),) * 7)


def local(words: str, zone: str = CHICAGO) -> int:
    """Epoch ms of a local time; of one that comes twice, the first."""
    return int(datetime.fromisoformat(words).replace(tzinfo=ZoneInfo(zone)).timestamp()) * 1000


@pytest.mark.parametrize(
    ("when", "open_"),
    [
        ("2026-11-24T07:59:59", False),
        ("2026-11-24T08:00", True),
        ("2026-11-24T16:29:59", True),
        ("2026-11-24T16:30", False),
        ("2026-11-28T10:00", False),  # a Saturday
        ("2026-11-26T10:00", False),  # a holiday
        ("2026-11-27T08:30", False),  # a short day after it
        ("2026-11-27T09:00", True),
        ("2026-11-27T12:00", False),
    ],
)
def test_a_purpose_is_open_in_its_hours_only(when: str, open_: bool) -> None:
    assert is_open(OFFICE, local(when)) is open_


def test_it_opens_after_the_holiday_at_that_days_own_hours() -> None:
    assert opens_at(OFFICE, local("2026-11-25T17:00")) == local("2026-11-27T09:00")
    assert opens_at(OFFICE, local("2026-11-27T12:00")) == local("2026-11-30T08:00")


def test_a_night_reaches_past_midnight() -> None:
    late, early = local("2026-11-24T23:00"), local("2026-11-25T05:59")
    assert is_open(NIGHT, late)
    assert is_open(NIGHT, early)
    assert closes_at(NIGHT, late) == closes_at(NIGHT, early) == local("2026-11-25T06:00")
    assert not is_open(NIGHT, local("2026-11-25T06:00"))


def test_the_same_hours_in_two_zones_are_two_times() -> None:
    eastern = Hours("office", "America/New_York", WEEKDAYS)
    assert opens_at(eastern, local("2026-11-24T00:00")) == local("2026-11-24T07:00")


def test_the_night_of_spring_is_an_hour_short_and_that_of_autumn_an_hour_long() -> None:
    spring, autumn = local("2027-03-13T22:00"), local("2026-10-31T22:00")
    assert closes_at(NIGHT, spring) - spring == 7 * HOUR_MS  # type: ignore[operator]
    assert closes_at(NIGHT, autumn) - autumn == 9 * HOUR_MS  # type: ignore[operator]


def test_a_time_that_the_clocks_skip_is_when_they_jump() -> None:
    day = local_date(CHICAGO, local("2027-03-14T12:00"))
    jump = int(datetime(2027, 3, 14, 8, tzinfo=UTC).timestamp()) * 1000
    assert moment(CHICAGO, day, 2 * 60) == moment(CHICAGO, day, 2 * 60 + 30) == jump == moment(CHICAGO, day, 3 * 60)


def test_of_a_time_that_comes_twice_the_first_holds() -> None:
    day = local_date(CHICAGO, local("2026-11-01T12:00"))
    first = int(datetime(2026, 11, 1, 6, 30, tzinfo=UTC).timestamp()) * 1000
    assert moment(CHICAGO, day, 90) == first
    assert moment(CHICAGO, day, 120) - first == 90 * MINUTE_MS


def test_spans_that_touch_are_one() -> None:
    split = Hours("split", CHICAGO, (((480, 720), (720, 990)),) * 7)
    assert closes_at(split, local("2026-11-24T09:00")) == local("2026-11-24T16:30")
    lunch = Hours("lunch", CHICAGO, (((480, 720), (750, 990)),) * 7)
    assert closes_at(lunch, local("2026-11-24T09:00")) == local("2026-11-24T12:00")


def test_what_is_closed_does_not_close_and_what_never_opens_says_so() -> None:
    assert closes_at(OFFICE, local("2026-11-28T10:00")) is None
    with pytest.raises(NeverOpen, match="never has no opening hours"):
        opens_at(NEVER, local("2026-11-24T10:00"))
    with pytest.raises(NeverOpen, match="widen its hours"):
        deadline(NEVER, local("2026-11-24T10:00"), HOUR_MS)


def test_always_is_open_at_any_time_and_for_as_long_as_is_looked() -> None:
    at = local("2026-11-01T01:30")
    assert is_open(ALWAYS, at)
    end = closes_at(ALWAYS, at)
    assert end is not None
    assert end - at > (SEARCH_DAYS_MAX - 2) * DAY_MS


def test_a_deadline_counts_open_time_only() -> None:
    friday = local("2026-11-20T15:30")
    assert deadline(OFFICE, friday, HOUR_MS) == local("2026-11-20T16:30")
    assert deadline(OFFICE, friday, 2 * HOUR_MS) == local("2026-11-23T09:00")
    assert deadline(OFFICE, local("2026-11-25T16:00"), 2 * HOUR_MS) == local("2026-11-27T10:30")


def test_spans_meet_where_both_are_open() -> None:
    assert meeting([(10, 20), (0, 5)], [(4, 12), (18, 30)]) == [(4, 5), (10, 12), (18, 20)]
    assert meeting([(0, 5)], [(5, 9)]) == []


SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much]
"""A week of hours is much to draw on a busy machine, and many a week has less open time than is asked for."""

intervals = st.lists(st.tuples(st.integers(0, 1439), st.integers(1, 700)), max_size=3).map(
    lambda pairs: tuple((start, start + length) for start, length in pairs)
)
some_hours = st.builds(
    Hours,
    st.just("some"),
    st.sampled_from([CHICAGO, "America/Sao_Paulo", "Australia/Lord_Howe", "UTC", "Asia/Kathmandu"]),
    st.tuples(*[intervals] * 7),
    st.just({}),
)
instants = st.integers(local("2026-03-01T00:00") // MINUTE_MS, local("2027-12-01T00:00") // MINUTE_MS).map(
    lambda minute: minute * MINUTE_MS
)


def spans(hours: Hours, at: int) -> list[Span]:
    """The open spans around `at`, the plain way."""
    day = local_date(hours.zone, at) - timedelta(days=2)
    found = []
    for ahead in range(20):
        date = day + timedelta(days=ahead)
        for start, end in hours.weekly[date.weekday()]:
            found.append((moment(hours.zone, date, start), moment(hours.zone, date, end)))
    return [span for span in found if span[0] < span[1]]


@settings(max_examples=150, deadline=None, suppress_health_check=SLOW)
@given(hours=some_hours, at=instants)
def test_openness_opening_and_closing_agree(hours: Hours, at: int) -> None:
    open_now = any(start <= at < end for start, end in spans(hours, at))
    assert is_open(hours, at) == open_now
    end = closes_at(hours, at)
    assert (end is not None) == open_now
    if end is not None:
        assert is_open(hours, end - 1)
        assert end - at > 7 * DAY_MS or not is_open(hours, end)
    if any(hours.weekly):
        first = opens_at(hours, at)
        assert first == at if open_now else first > at
        assert is_open(hours, first)
        assert open_now or not is_open(hours, first - 1)


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW)
@given(hours=some_hours, at=instants, minutes=st.integers(1, 3000))
def test_a_deadline_leaves_just_the_open_time_asked_for(hours: Hours, at: int, minutes: int) -> None:
    merged: list[list[int]] = []
    for start, stop in sorted(spans(hours, at)):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], stop)
        else:
            merged.append([start, stop])
    assume(sum(max(0, stop - max(start, at)) for start, stop in merged) > minutes * MINUTE_MS)
    end = deadline(hours, at, minutes * MINUTE_MS)
    passed = sum(max(0, min(stop, end) - max(start, at)) for start, stop in merged)
    assert passed == minutes * MINUTE_MS
