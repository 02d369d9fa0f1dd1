"""One day on the virtual clock: the engine, everybody who calls and works, an auditor, and the counts.

A day is played up to a moment and on from there; between two plays it may be given other hands (a demo plays the
morning here and goes on live). A full county day takes a fraction of a second.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from datetime import date

from highroad.core.engine import desk
from highroad.core.engine.engine import Engine
from highroad.core.engine.facts import Facts
from highroad.core.engine.record import Recorder
from highroad.core.simulator.agenda import Agenda
from highroad.core.simulator.auditor import Auditor
from highroad.core.simulator.callers import Callers, draw_callers
from highroad.core.simulator.chance import Chance
from highroad.core.simulator.chorus import Chorus
from highroad.core.simulator.colleagues import Colleagues
from highroad.core.simulator.hands import EngineHands, Hands, Told
from highroad.core.simulator.scenario import Scenario, WrongScenario
from highroad.core.simulator.tally import Tally
from highroad.core.simulator.workers import Worker, draw_workers
from highroad.core.words.hours import moment, spans_on
from highroad.core.words.policy import Policy

MINUTE_MS = 60_000
LATEST_MS = 16 * 60 * MINUTE_MS
"""A day that is not over this long after it began has come to a standstill."""


class ClosedDay(ValueError):
    """The playbook's hours have no opening on this day."""


class Day:
    """A day with one seed. `workers` may be given, so that they stand for people of a directory."""

    def __init__(
        self,
        scenario: Scenario,
        policy: Policy,
        seed: int,
        day: date,
        *,
        workers: list[Worker] | None = None,
        told: Told | None = None,
        listeners: tuple[Facts, ...] = (),
    ) -> None:
        self.scenario, self.policy, self.seed = scenario, policy, seed
        self.opens, self.closes = opening(scenario, policy, day)
        self.midnight = moment(policy.zone, day, 0)
        chance = Chance(seed)
        self.workers = workers if workers is not None else draw_workers(scenario, policy, chance, self.midnight)
        self.agenda = Agenda()
        self.engine = Engine()
        self.tally, self.auditor = Tally(), Auditor()
        self.tally.floor = self.engine.floor
        self._own_hands = EngineHands(self.engine, told)
        self.callers = Callers(self._own_hands, self.agenda, draw_callers(scenario, chance, self.midnight))
        self.colleagues = Colleagues(self._own_hands, self.agenda, self.workers, self.callers, scenario, self.closes)
        self.actors = Chorus(self.callers, self.colleagues)
        self.engine.floor.listener = Chorus(*listeners, self.auditor, self.tally, self.callers, self.colleagues)
        self._begin()

    def _begin(self) -> None:
        first = min([self.opens, *(worker.comes for worker in self.workers)]) - MINUTE_MS
        hands = self._own_hands
        hands.at = first
        hands.do("adopt", policy=self.policy, by=0)
        for worker in self.workers:
            hands.do(
                "know_agent",
                agent=worker.id,
                token=worker.token,
                kind=worker.kind,
                group=worker.group,
                skills=worker.skills,
                channels=worker.channels,
            )

    def play(self, until: int | None = None) -> None:
        """Let the day go on until a moment (epoch ms), or until nobody means to do anything and nothing is due.

        Interrupting it (KeyboardInterrupt) leaves the day as it is; `tally` counts what was finished.
        """
        end = until if until is not None else self.midnight + LATEST_MS + 8 * 60 * MINUTE_MS
        hands, engine, agenda = self._own_hands, self.engine, self.agenda
        while True:
            act, tick = agenda.next_due(), engine.next_due()
            due = tick if tick >= 0 and (act < 0 or tick <= act) else act
            if due < 0 or due > end:
                break
            hands.at = max(due, engine.floor.now)
            if due == tick:
                engine.advance(hands.at)
                hands.ticked()
            else:
                agenda.take()()
        if until is not None:
            hands.at = max(hands.at, until)

    def give_hands(self, hands: Hands) -> None:
        """From now on the actors act through other hands."""
        self.callers.hands = hands
        self.colleagues.hands = hands

    def why_not_over(self) -> list[str]:
        """What is left at the end of a day that should be nothing: contacts, and people at their desks."""
        floor = self.engine.floor
        left = [f"contact {call.id} is still {call.state}" for call in floor.contacts.values()]
        return left + [
            f"agent {person.id} is {desk.STATE_NAMES[person.state]}"
            for person in floor.agents.values()
            if person.state != desk.SIGNED_OUT
        ]


def opening(scenario: Scenario, policy: Policy, day: date) -> tuple[int, int]:
    """When the scenario's purpose opens and closes on a day. Raises ClosedDay, WrongScenario."""
    hours = next((hours for hours in policy.hours if hours.purpose == scenario.purpose), None)
    if hours is None:
        message = f"Scenario {scenario.key}: the playbook has no purpose “{scenario.purpose}”. Name one it has."
        raise WrongScenario(message)
    spans = spans_on(hours, day)
    if not spans:
        message = f"{scenario.purpose} is closed on {day.isoformat()}. Choose a day on which it is open."
        raise ClosedDay(message)
    return spans[0][0], spans[-1][1]


def why_not_fit(scenario: Scenario, policy: Policy) -> list[str]:
    """What a scenario names that its playbook does not have."""
    queues = {queue.key for queue in policy.queues}
    groups = {group.key for group in policy.groups} | {""}
    wanted = [kind.queue for kind in scenario.call_types]
    wanted += [story.move.queue for story in scenario.stories.values()]
    wanted += [scenario.helpline, scenario.staff_line]
    faults = [f"There is no queue “{queue}”." for queue in wanted if queue and queue not in queues]
    faults += [f"There is no group “{row.group}”." for row in scenario.staff if row.group not in groups]
    told = {story for kind in scenario.call_types for story, _ in kind.stories}
    faults += [f"There is no story “{story}”." for story in sorted(told - set(scenario.stories))]
    return faults


def digest_of(recorder: Recorder) -> str:
    """SHA-256 of recorded facts: equal digests, equal days."""
    text = json.dumps(recorder.facts, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def renumbered(workers: list[Worker], people: list[tuple[int, str]]) -> list[Worker]:
    """The same workers under the numbers and tokens of a directory's people, in the same order."""
    return [replace(worker, id=number, token=token) for worker, (number, token) in zip(workers, people, strict=True)]
