"""The actors beside real people: a thread in which the day goes on, at the demo's time, through the live service.

It hears what the service has made durable, lets the actors write down what they will do, and does it when the time
comes. Everything that touches the actors happens in this one thread; pages ask it for things with `ask`.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from time import monotonic
from typing import Any, TypeVar

import structlog

from highroad.core.engine.engine import Engine
from highroad.core.engine.record import Recorded, apply
from highroad.core.simulator.day import Day
from highroad.core.simulator.hands import Done, Hands
from highroad.modules.floor.api import Command, DayClock, Heard, Host, Unavailable

log = structlog.get_logger(__name__)

T = TypeVar("T")
NAP_S = 0.25
"""At most this long between two looks at the agenda: the demo's speed may change meanwhile."""
AT_LIFE = 1.0


class LiveHands(Hands):
    """Hands that give their commands to the live service, and wait until each is durable."""

    def __init__(self, host: Host, clock: DayClock) -> None:
        self.host = host
        self.clock = clock
        self._count = 0

    def now(self) -> int:
        """The demo's time."""
        return self.clock.now()

    def look(self, question: Callable[[Engine], T]) -> T:
        """Ask between two groups of commands."""
        return self.host.look(question)

    def do(self, name: str, **arguments: Any) -> Done:
        """Give a command; the journal knows it as one of a simulated person."""
        self._count += 1
        outcome = self.host.do(Command(f"live:{self._count}", name, arguments, by="simulated"))
        return Done(contact=outcome.contact, refusal=outcome.refusal)


class Play:
    """The day, going on."""

    def __init__(self, day: Day, host: Host, clock: DayClock) -> None:
        self.day = day
        self.host = host
        self.clock = clock
        self.speed = clock.speed
        """What the person chose; while a caller is on a real person's desk the day runs at life's own speed."""
        self.each_second: list[Callable[[], None]] = []
        self._facts: deque[Recorded] = deque()
        self._asked: deque[tuple[Callable[[], Any], Future[Any]]] = deque()
        self._wake = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None
        day.give_hands(LiveHands(host, clock))

    def start(self) -> None:
        """Go on from where the morning ended."""
        self.host.listeners.append(self._heard)
        self._thread = threading.Thread(target=self._run, name="demo-actors", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let the actors rest; safe to repeat."""
        self._stopping = True
        self._wake.set()
        if self._thread is not None:
            self._thread.join(5)

    def ask(self, act: Callable[[], T], wait_s: float = 10.0) -> T:
        """Do something among the actors, between two of their acts, and return what it returns."""
        future: Future[T] = Future()
        self._asked.append((act, future))
        self._wake.set()
        return future.result(wait_s)

    def run_at(self, speed: float) -> None:
        """Change the chosen speed."""
        self.speed = speed
        self._wake.set()

    def _heard(self, _engine: Engine, heard: list[Heard]) -> None:
        for entry in heard:
            self._facts.extend(entry.facts)
        self._wake.set()

    def _run(self) -> None:
        try:
            second = monotonic()
            while not self._stopping:
                self._take_in()
                if monotonic() - second >= 1.0:
                    second = monotonic()
                    for act in self.each_second:
                        act()
                self._keep_pace()
                self._act()
                self._wake.wait(self._nap_s())
                self._wake.clear()
        except Unavailable:
            log.warning("demo_actors_stopped", why="the floor's service does not run")
        except Exception:
            log.exception("demo_actors_failed")

    def _take_in(self) -> None:
        """Let the actors hear what has happened, then do what pages have asked for."""
        while self._facts:
            apply(self.day.actors, self._facts.popleft())
        while self._asked:
            act, future = self._asked.popleft()
            try:
                future.set_result(act())
            except Exception as error:  # noqa: BLE001 - the asker gets the fault; the day goes on
                future.set_exception(error)

    def _act(self) -> None:
        agenda = self.day.agenda
        while not self._stopping and 0 <= agenda.next_due() <= self.clock.now():
            agenda.take()()
            self._take_in()

    def _keep_pace(self) -> None:
        """A caller on a real person's desk is met at life's own speed; otherwise the day runs as chosen."""
        taken = self.day.colleagues.taken
        speed = self.speed
        if taken and speed > AT_LIFE and self.host.look(lambda engine: _any_busy(engine, taken)):
            speed = AT_LIFE
        if speed != self.clock.speed:
            self.clock.run_at(speed)

    def _nap_s(self) -> float:
        due = self.day.agenda.next_due()
        return min(self.clock.seconds_until(due), NAP_S) if due >= 0 else NAP_S


def _any_busy(engine: Engine, taken: set[int]) -> bool:
    return any(engine.floor.agents[agent].contact for agent in taken if agent in engine.floor.agents)
