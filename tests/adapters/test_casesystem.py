"""An agency's own case system: well, slow, down, garbage, gone; and what the desk does then."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from time import perf_counter
from typing import Any

import httpx2
import pytest

from cast import THEN, Cast
from highroad.adapters.casesystem.http import client
from highroad.adapters.casesystem.rest import RestCaseSystem
from highroad.modules.cases.api import Refused, look_up, mirror, use_case_system
from highroad.modules.cases.ports import CaseFile, Unavailable

START = datetime(2026, 11, 19, 15, tzinfo=UTC)
CASE: dict[str, Any] = {
    "number": "4018227",
    "confidential": False,
    "assigned_staff_number": "S002",
    "household_size": 3,
    "people": [{"name": "Rosa Marin", "relation": "self", "ssn": "987654321", "born_on": "1961-04-12"}],
    "addresses": ["418 Alder Street, apt 2"],
    "phones": ["608-555-0142"],
    "programs": [
        {"ref": "a", "kind": "foodshare", "name": "FoodShare", "status": "open", "review_due": "2026-12-01"}
    ],
    "pending": [{"ref": "d", "kind": "document", "title": "Two pay stubs", "received_on": "2026-11-16"}],
}


class Clock:
    """A time that stands until it is moved."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


class FakeServer:
    """Another organization's server, as bad as the test wants it."""

    def __init__(self) -> None:
        self.asked: list[httpx2.Request] = []
        self.answer: Callable[[], httpx2.Response] = lambda: httpx2.Response(200, json=CASE)

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        return self.answer()


@pytest.fixture
def server() -> FakeServer:
    return FakeServer()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def system(server: FakeServer, clock: Clock) -> RestCaseSystem:
    asked = client("http://cases.example.org/v1/", token="t", wait_ms=200, transport=httpx2.MockTransport(server))
    return RestCaseSystem(asked, pause_s=15, now=clock)


def raises(fault: Exception) -> Callable[[], httpx2.Response]:
    def answer() -> httpx2.Response:
        raise fault

    return answer


def test_a_case_is_read_and_the_number_stands_in_no_address(system: RestCaseSystem, server: FakeServer) -> None:
    filed = system.find("ssn", "987654321")
    assert isinstance(filed, CaseFile)
    assert filed.programs[0].review_due is not None
    request = server.asked[0]
    assert (request.method, str(request.url)) == ("POST", "http://cases.example.org/v1/cases/find")
    assert json.loads(request.content) == {"by": "ssn", "value": "987654321"}
    assert request.headers["Authorization"] == "Bearer t"


def test_no_such_case_is_not_a_fault(system: RestCaseSystem, server: FakeServer) -> None:
    server.answer = lambda: httpx2.Response(404)
    assert [system.find("case_number", "1") for _ in range(5)] == [None] * 5
    assert len(server.asked) == 5


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (raises(httpx2.ReadTimeout("late")), "slow"),
        (raises(httpx2.ConnectError("refused")), "down"),
        (lambda: httpx2.Response(500, text="oops 987654321"), "down"),
        (lambda: httpx2.Response(302, headers={"Location": "http://elsewhere.example.org"}), "down"),
        (lambda: httpx2.Response(200, text="<html>"), "garbage"),
        (lambda: httpx2.Response(200, json=[]), "garbage"),
        (lambda: httpx2.Response(200, json={"number": "1"}), "garbage"),
        (lambda: httpx2.Response(200, json={**CASE, "confidential": "no"}), "garbage"),
        (lambda: httpx2.Response(200, json={**CASE, "programs": [{"ref": 1}]}), "garbage"),
        (lambda: httpx2.Response(200, json={**CASE, "people": None}), "garbage"),
        (lambda: httpx2.Response(200, text='"' + "x" * 1_000_001 + '"'), "garbage"),
    ],
)
def test_every_fault_is_one_of_three_words(
    system: RestCaseSystem, server: FakeServer, answer: Callable[[], httpx2.Response], reason: str
) -> None:
    server.answer = answer
    assert system.find("case_number", "4018227") == Unavailable(reason, START)  # type: ignore[arg-type]


def test_after_three_faults_nobody_waits_until_one_question_goes_through(
    system: RestCaseSystem, server: FakeServer, clock: Clock
) -> None:
    server.answer = raises(httpx2.ReadTimeout("late"))
    for _ in range(3):
        clock.at += timedelta(seconds=1)
        system.find("case_number", "1")
    assert system.find("case_number", "1") == Unavailable("slow", START + timedelta(seconds=1))
    assert len(server.asked) == 3
    clock.at += timedelta(seconds=15)
    server.answer = lambda: httpx2.Response(200, json=CASE)
    assert isinstance(system.find("case_number", "1"), CaseFile)
    assert isinstance(system.find("case_number", "1"), CaseFile)
    assert len(server.asked) == 5


@pytest.fixture
def deaf() -> Iterator[int]:
    """A real socket that takes calls and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        held: list[socket.socket] = []

        def take() -> None:
            try:
                held.append(listening.accept()[0])
            except OSError:
                return

        threading.Thread(target=take, daemon=True).start()
        yield listening.getsockname()[1]
        for one in held:
            one.close()


def test_a_real_silence_is_over_after_the_time_set(deaf: int) -> None:
    system = RestCaseSystem(client(f"http://127.0.0.1:{deaf}/", token="", wait_ms=100), pause_s=15)
    began = perf_counter()
    answer = system.find("case_number", "1")
    assert isinstance(answer, Unavailable)
    assert answer.reason == "slow"
    assert perf_counter() - began < 2


@pytest.fixture
def stands_on(cast: Cast, system: RestCaseSystem) -> Iterator[None]:
    use_case_system(system)
    yield
    use_case_system(None)


def find(cast: Cast) -> Any:
    return look_up(cast.actor("ada"), "case_number", "4018227", purpose="caller", at=THEN)


@pytest.mark.usefixtures("stands_on")
def test_a_look_up_takes_over_what_the_agency_knows(cast: Cast, server: FakeServer) -> None:
    found = find(cast)
    assert found.stale is None
    assert found.case.assigned == cast["bob"]
    assert found.case.programs.get().name == "FoodShare"
    server.answer = lambda: httpx2.Response(200, json={**CASE, "pending": [], "household_size": 4})
    again = find(cast)
    assert again.case.pk == found.case.pk
    assert again.case.household_size == 4
    assert not again.case.pending.exists()
    assert again.case.history.count() == 2


@pytest.mark.usefixtures("stands_on")
def test_when_it_is_down_a_known_case_is_shown_with_its_age_and_the_call_goes_on(
    cast: Cast, server: FakeServer
) -> None:
    find(cast)
    server.answer = raises(httpx2.ConnectError("refused"))
    found = find(cast)
    assert found.case.number == "4018227"
    assert found.stale == Unavailable("down", START)


@pytest.mark.usefixtures("stands_on")
def test_when_it_is_down_an_unknown_case_is_not_called_unknown(cast: Cast, server: FakeServer) -> None:
    server.answer = raises(httpx2.ConnectError("refused"))
    with pytest.raises(Refused) as no:
        find(cast)
    assert (no.value.code, no.value.status) == ("case-system-down", 503)


@pytest.mark.django_db
def test_filing_the_same_case_twice_writes_nothing_new(cast: Cast) -> None:
    from highroad.adapters.casesystem.rest import read_case

    filed = read_case(json.dumps(CASE).encode())
    first, second = mirror(filed), mirror(filed)
    assert first.pk == second.pk
    assert second.history.count() == 1
    assert second.programs.get().history.count() == 1
