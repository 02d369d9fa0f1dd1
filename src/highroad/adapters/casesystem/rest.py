"""Asks an agency's own case system for a case: `POST {url}/cases/find` with `{"by": …, "value": …}`.

POST, because an address ends up in logs and an SSN must not. 200 with a case, 404 when there is none; everything else
is a fault, told apart as slow, down or garbage. After three faults in a row the breaker is open: for a while nobody
waits for the time-out again, then one question is let through to see.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httpx2

from highroad.modules.cases.ports import CaseFile, FiledItem, FiledPerson, FiledProgram, FoundBy, Unavailable

FAULTS_BEFORE_PAUSE = 3
ANSWER_BYTES_MAX = 1_000_000


def _now() -> datetime:
    return datetime.now(UTC)


class Breaker:
    """Remembers faults in a row. Pure but for the lock: it is told the time."""

    def __init__(self, pause: timedelta) -> None:
        self.pause = pause
        self.faults = 0
        self.last: Unavailable | None = None
        self.retry_at: datetime | None = None
        self._lock = threading.Lock()

    def why_not_ask(self, at: datetime) -> Unavailable | None:
        """The last fault, while nobody should be made to wait again."""
        with self._lock:
            if self.faults < FAULTS_BEFORE_PAUSE or self.retry_at is None or at >= self.retry_at:
                if self.retry_at is not None and at >= self.retry_at:
                    # One question goes through; the others are spared until it has come back.
                    self.retry_at = at + self.pause
                return None
            return self.last

    def fault(self, reason: str, at: datetime) -> Unavailable:
        """Count a fault; `since` stays with the first of the row."""
        with self._lock:
            self.faults += 1
            since = self.last.since if self.last is not None else at
            self.last = Unavailable(reason=_reason(reason), since=since)
            if self.faults >= FAULTS_BEFORE_PAUSE:
                self.retry_at = at + self.pause
            return self.last

    def well(self) -> None:
        """An answer came: forget the faults."""
        with self._lock:
            self.faults, self.last, self.retry_at = 0, None, None


def _reason(word: str) -> Any:
    return word if word in {"slow", "down", "garbage"} else "down"


class RestCaseSystem:
    """The port `CaseSystem` over REST."""

    def __init__(self, client: httpx2.Client, *, pause_s: int, now: Callable[[], datetime] = _now) -> None:
        self._client = client
        self._now = now
        self._breaker = Breaker(timedelta(seconds=pause_s))

    def find(self, by: FoundBy, value: str) -> CaseFile | Unavailable | None:
        """The case with this number or SSN; None when there is none. It never raises for what the world does."""
        closed = self._breaker.why_not_ask(self._now())
        if closed is not None:
            return closed
        try:
            answer = self._client.post("cases/find", json={"by": by, "value": value})
        except httpx2.TimeoutException:
            return self._breaker.fault("slow", self._now())
        except httpx2.HTTPError:
            return self._breaker.fault("down", self._now())
        if answer.status_code == 404:
            self._breaker.well()
            return None
        if answer.status_code != 200:
            return self._breaker.fault("down", self._now())
        try:
            filed = read_case(answer.content)
        except (ValueError, KeyError, TypeError, AttributeError):
            # Whatever is wrong with it, its words stay out of our logs.
            return self._breaker.fault("garbage", self._now())
        self._breaker.well()
        return filed


def read_case(content: bytes) -> CaseFile:
    """A case from JSON. Raises ValueError, KeyError or TypeError for anything that is not one."""
    if len(content) > ANSWER_BYTES_MAX:
        msg = "The answer is longer than any case."
        raise ValueError(msg)
    body = json.loads(content)
    return CaseFile(
        number=_text(body["number"]),
        confidential=_truth(body["confidential"]),
        assigned_staff_number=_text(body.get("assigned_staff_number", "")),
        household_size=int(body.get("household_size", 1)),
        home_language=_text(body.get("home_language", "en")),
        county=_text(body.get("county", "")),
        people=tuple(
            FiledPerson(
                name=_text(one["name"]),
                relation=_text(one["relation"]),
                ssn=_text(one.get("ssn", "")),
                born_on=_day(one.get("born_on")),
            )
            for one in body.get("people", [])
        ),
        addresses=tuple(_text(one) for one in body.get("addresses", [])),
        phones=tuple(_text(one) for one in body.get("phones", [])),
        programs=tuple(_program(one) for one in body.get("programs", [])),
        pending=tuple(_item(one) for one in body.get("pending", [])),
    )


def _program(one: dict[str, Any]) -> FiledProgram:
    return FiledProgram(
        ref=_text(one["ref"]),
        kind=_text(one["kind"]),
        name=_text(one["name"]),
        status=_text(one["status"]),
        review_due=_day(one.get("review_due")),
        report_due=_day(one.get("report_due")),
        interview_due=_day(one.get("interview_due")),
        closed_on=_day(one.get("closed_on")),
        closed_for=_text(one.get("closed_for", "")),
    )


def _item(one: dict[str, Any]) -> FiledItem:
    return FiledItem(
        ref=_text(one["ref"]),
        kind=_text(one["kind"]),
        title=_text(one["title"]),
        detail=_text(one.get("detail", "")),
        received_on=_day(one.get("received_on")),
        due_on=_day(one.get("due_on")),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        msg = "A text is something else."
        raise TypeError(msg)
    return value


def _truth(value: object) -> bool:
    # Confidential must be said outright: a missing or odd value must not open a case.
    if not isinstance(value, bool):
        msg = "A yes or no is something else."
        raise TypeError(msg)
    return value


def _day(value: object) -> date | None:
    return None if value in (None, "") else date.fromisoformat(_text(value))
