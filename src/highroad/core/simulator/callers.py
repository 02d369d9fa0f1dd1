"""Callers: when they call, how long they wait, and what they do when nobody helps them.

The whole day's callers are drawn before it begins, each from a stream of their own, so that what happens on the floor
changes nothing about who calls and why.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from highroad.core.engine.engine import Engine
from highroad.core.engine.facts import Facts
from highroad.core.simulator.agenda import Agenda
from highroad.core.simulator.chance import Chance, Stream
from highroad.core.simulator.hands import Hands
from highroad.core.simulator.scenario import CallType, Scenario
from highroad.core.simulator.stories import Story

QUARTER = 15
MINUTE_MS = 60_000
HOLD_PATIENCE_MS = 4 * MINUTE_MS
CALLBACK_ASKED_MS = 45_000
"""How long somebody waits before a recorded voice offers to call them back, where the wait is long."""


@dataclass(slots=True, eq=False)
class Caller:
    """Somebody who calls. Times in ms; `contact` is 0 until they have called."""

    token: str
    at: int
    kind: CallType
    story: Story
    language: str
    talk_ms: int
    wrap_ms: int
    patience_ms: int
    takes_callback: bool
    hangs_up_first: bool
    luck: Stream
    contact: int = 0
    waits: int = 0
    """Grows with every beginning and end of waiting: an earlier wish to give up is void."""
    waiting: bool = False
    held: int = 0
    gone: bool = False


def draw_callers(scenario: Scenario, chance: Chance, midnight: int) -> list[Caller]:
    """Everybody who calls on the day that begins at `midnight` (epoch ms, local), in order of time."""
    busyness = chance.stream("busyness").gamma(scenario.busyness, 1.0)
    callers = [
        _caller(scenario, kind, chance.stream(f"caller:{kind.key}:{number}"), f"caller:{kind.key}:{number}", at)
        for kind in scenario.call_types
        for number, at in enumerate(_arrivals(scenario, kind, busyness, chance, midnight), start=1)
    ]
    return sorted(callers, key=lambda caller: (caller.at, caller.token))


def expected_per_quarter(scenario: Scenario) -> list[tuple[int, float]]:
    """(local minute, calls expected in that quarter of an hour) on a day of usual busyness."""
    calls = sum(kind.calls for kind in scenario.call_types)
    weights = _weights(scenario)
    whole = sum(weight for _, weight in weights)
    return [(minute, calls * weight / whole) for minute, weight in weights]


def _weights(scenario: Scenario) -> list[tuple[int, float]]:
    """The curve's weight in every quarter of an hour; the last point closes the day."""
    weights = []
    for (begin, weight), (end, _) in zip(scenario.curve, scenario.curve[1:], strict=False):
        weights += [(minute, weight) for minute in range(begin, end, QUARTER)]
    return weights


def _arrivals(scenario: Scenario, kind: CallType, busyness: float, chance: Chance, midnight: int) -> list[int]:
    """A Poisson process whose rate is constant within each quarter of an hour."""
    luck = chance.stream(f"arrivals:{kind.key}")
    weights = _weights(scenario)
    whole = sum(weight for _, weight in weights)
    times = []
    for minute, weight in weights:
        mean = kind.calls * busyness * weight / whole
        at = 0.0
        while mean > 0:
            at += luck.exponential(QUARTER * MINUTE_MS / mean)
            if at >= QUARTER * MINUTE_MS:
                break
            times.append(midnight + minute * MINUTE_MS + int(at))
    return times


def _caller(scenario: Scenario, kind: CallType, luck: Stream, token: str, at: int) -> Caller:
    return Caller(
        token=token,
        at=at,
        kind=kind,
        story=scenario.stories[luck.weighted(kind.stories)],
        language=luck.weighted(kind.languages),
        talk_ms=max(40_000, int(luck.lognormal(kind.talk.mean_ms, kind.talk.spread))),
        wrap_ms=max(5_000, int(luck.lognormal(kind.wrap.mean_ms, kind.wrap.spread))),
        patience_ms=max(3_000, int(luck.exponential(kind.patience.mean_ms))),
        takes_callback=luck.happens(0.3),
        hangs_up_first=luck.happens(0.35),
        luck=luck,
    )


class Callers(Facts):
    """Everybody who calls today: those to come, and those on the line."""

    def __init__(self, hands: Hands, agenda: Agenda, callers: list[Caller]) -> None:
        self.hands = hands
        self.agenda = agenda
        self.to_come = {caller.token: caller for caller in callers}
        self.known: dict[str, Caller] = {}
        """Everyone who has called, by token."""
        self.on_line: dict[int, Caller] = {}
        self.turned_away = 0
        self.case_token: Callable[[Caller], str] = lambda caller: caller.token.replace("caller:", "case:")
        """The token of the case a caller's number finds; a demo has cases of its own."""
        for caller in callers:
            self.agenda.put(caller.at, partial(self._due, caller))

    def of(self, contact: int) -> Caller | None:
        """Whose contact this is, while it is not over."""
        return self.on_line.get(contact)

    def _due(self, caller: Caller) -> None:
        if caller.token in self.to_come:
            self.call(caller)

    def call(self, caller: Caller) -> int:
        """Call now, whether it was their time or not. The contact's number, 0 when the line is closed or full."""
        self.to_come.pop(caller.token, None)
        self.known[caller.token] = caller
        caller.at = self.hands.now()
        done = self.hands.arrive(caller.kind.queue, caller.language, caller.token)
        if not done.accepted:
            caller.gone = True
            self.turned_away += 1
        return done.contact

    # -- on the line ---------------------------------------------------------------------------------------------

    def contact_arrived(
        self, at: int, contact: int, channel: str, purpose: str, language: str, caller: str, parent: int
    ) -> None:
        who = self.known.get(caller)
        if who is not None:
            who.contact = contact
            self.on_line[contact] = who

    def contact_queued(self, at: int, contact: int, queue: str, age_from: int, ring: int) -> None:
        caller = self.on_line.get(contact)
        if caller is None or caller.waiting:
            return
        caller.waiting = True
        caller.waits += 1
        waits = caller.waits
        self.agenda.put(at + caller.patience_ms, lambda: self._give_up(caller, contact, waits))
        if caller.takes_callback:
            self.agenda.put(at + CALLBACK_ASKED_MS, lambda: self._ask_callback(caller, contact, waits))

    def _give_up(self, caller: Caller, contact: int, waits: int) -> None:
        if caller.waiting and caller.waits == waits and caller.contact == contact:
            self.hands.hang_up(contact)

    def _ask_callback(self, caller: Caller, contact: int, waits: int) -> None:
        if caller.waiting and caller.waits == waits and self.hands.look(lambda engine: _is_long(engine, contact)):
            self.hands.request_callback(contact)

    def callback_requested(self, at: int, contact: int, callback: int) -> None:
        """Off the line, the place kept; the callback's contact arrives next, under the same token."""
        caller = self.on_line.pop(contact, None)
        if caller is not None:
            # Nobody runs out of patience beside their own phone within the day.
            caller.patience_ms = 24 * 60 * MINUTE_MS
            caller.takes_callback = False
            caller.waiting = False
            caller.waits += 1

    def contact_answered(self, at: int, contact: int, agent: int) -> None:
        caller = self.on_line.get(contact)
        if caller is not None:
            caller.waiting = False
            caller.waits += 1

    def contact_held(self, at: int, contact: int) -> None:
        caller = self.on_line.get(contact)
        if caller is not None:
            caller.held += 1
            held = caller.held
            self.agenda.put(at + HOLD_PATIENCE_MS, lambda: self._tired_of_holding(caller, contact, held))

    def contact_resumed(self, at: int, contact: int) -> None:
        caller = self.on_line.get(contact)
        if caller is not None:
            caller.held += 1

    def _tired_of_holding(self, caller: Caller, contact: int, held: int) -> None:
        if caller.held == held and caller.contact == contact and not caller.gone:
            self.hands.hang_up(contact)

    def contact_transferred(
        self, at: int, contact: int, agent: int, kind: str, target: str, reason: str, rule: str
    ) -> None:
        caller = self.on_line.get(contact)
        if caller is not None:
            caller.held += 1

    def contact_ended(self, at: int, contact: int, agent: int, ended_by: str) -> None:
        self._over(contact)

    def contact_abandoned(self, at: int, contact: int) -> None:
        self._over(contact)

    def contact_closed(self, at: int, contact: int, why: str) -> None:
        self._over(contact)

    def _over(self, contact: int) -> None:
        caller = self.on_line.pop(contact, None)
        if caller is not None:
            caller.waiting = False
            caller.gone = True


def _is_long(engine: Engine, contact: int) -> bool:
    """Whether the queue's rules offer a callback at the wait that is estimated now."""
    call = engine.floor.contacts.get(contact)
    if call is None or call.need is None:
        return False
    limit = call.need.queue.callback_after_ms
    return 0 < limit <= engine.estimated_wait_ms(contact)
