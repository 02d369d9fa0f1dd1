"""Sets the demo up: tables, people, cases, the morning; and lets it go on live. One stage runs in a process."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from highroad.core.playbooks import Playbook, compile_policy, load_folder
from highroad.core.simulator.callers import expected_per_quarter
from highroad.core.simulator.chance import Chance
from highroad.core.simulator.day import Day, renumbered, why_not_fit
from highroad.core.simulator.scenario import Scenario, WrongScenario, read_scenario
from highroad.core.simulator.workers import draw_workers
from highroad.core.words.hours import moment
from highroad.core.words.journal import Journal
from highroad.core.words.policy import Policy
from highroad.demo.chairs import Steering
from highroad.demo.live import Play
from highroad.demo.morning import Now, Scribe, choose_now, play_morning, years_around
from highroad.demo.places import playbook_folder, scenario_file
from highroad.demo.voices import Voices

QUARTER_MS = 15 * 60_000


@dataclass(slots=True)
class Order:
    """What the demo was asked for."""

    seed: int = 7
    speed: float = 4.0
    playbook: str = "county"
    again: Callable[[], None] = field(default=lambda: None)
    """Start the day again; set by whoever runs the server."""


@dataclass(slots=True)
class Stage:
    """A demo that runs."""

    order: Order
    now: Now
    policy: Policy
    play: Play
    steering: Steering
    voices: Voices
    forecast: list[tuple[int, float]]
    """(local minute, calls expected in that quarter of an hour)."""

    def arrivals(self) -> dict[int, int]:
        """Calls so far today, by quarter of an hour in local minutes."""
        counts: dict[int, int] = {}
        midnight = self.play.day.midnight
        for caller in list(self.play.day.callers.known.values()):
            minute = (caller.at - midnight) // QUARTER_MS * 15
            counts[minute] = counts.get(minute, 0) + 1
        return counts


_STAGE: list[Stage] = []


def the_stage() -> Stage | None:
    """The demo of this process, if one runs."""
    return _STAGE[0] if _STAGE else None


def read_day(name: str) -> tuple[Playbook, Scenario]:
    """A playbook and its day, by the playbook's name. Raises PlaybookErrors, WrongScenario."""
    playbook = load_folder(playbook_folder(name))
    path = scenario_file(name)
    if not path.exists():
        message = f"There is no scenario for the playbook “{name}”: {path.name} is missing in scenarios/."
        raise WrongScenario(message)
    return playbook, read_scenario(path.read_text(encoding="utf-8"), path.name)


def set_up(order: Order, journal: Journal, *, home: Path | None = None, real: int | None = None) -> Day:
    """Everything before the first page: people, cases, the morning in the journal. Tables exist already.

    `home` is the demo's folder, beside which filled tables are kept; `real` is the real time in epoch ms.
    Raises WrongScenario, PlaybookErrors.
    """
    from highroad.demo.filling import fill
    from highroad.modules.cases.api import use_practice
    from highroad.modules.floor.api import ensure_first_version, practice_in_force
    from highroad.modules.people.api import the_system

    playbook, scenario = read_day(order.playbook)
    at = real if real is not None else int(time.time() * 1000)
    policy = compile_policy(playbook, years_around(at))
    faults = why_not_fit(scenario, policy)
    if faults:
        message = f"Scenario {scenario.key} does not fit the playbook: {' '.join(faults)}"
        raise WrongScenario(message)
    now = choose_now(scenario, policy, at)
    chance = Chance(order.seed)
    drawn = draw_workers(scenario, policy, chance, moment(policy.zone, now.day, 0))
    written = datetime.fromtimestamp(at / 1000, UTC)
    people, cases = fill(home, order.playbook, playbook, drawn, order.seed, now.day, written)
    ensure_first_version(playbook_folder(order.playbook), by=the_system("demo"), at=written)
    use_practice(practice_in_force)
    workers = renumbered(drawn, people)
    voices = Voices(cases)
    scribe = Scribe(order.seed)
    day = Day(scenario, policy, order.seed, now.day, workers=workers, told=scribe.told, listeners=(scribe.recorder,))
    day.callers.case_token = voices.token_of
    play_morning(day, scribe, journal, now.at)
    _READY[:] = [_Ready(order, now, day, voices, chance, journal)]
    return day


@dataclass(slots=True)
class _Ready:
    """A morning that has been played, waiting for the live service."""

    order: Order
    now: Now
    day: Day
    voices: Voices
    chance: Chance
    journal: Journal


_READY: list[_Ready] = []


def begin() -> Stage:
    """Start the live service on the morning's journal, and let the actors go on. After `set_up`, once."""
    from highroad.modules.floor.api import DayClock, follow_the_directory, start

    ready = _READY.pop()
    clock = DayClock(ready.now.at, ready.order.speed)
    floor = start(ready.journal, clock)
    follow_the_directory()
    play = Play(ready.day, floor.host, clock)
    steering = Steering(play, ready.voices, ready.chance)
    play.each_second.append(steering.each_second)
    stage = Stage(
        order=ready.order,
        now=ready.now,
        policy=ready.day.policy,
        play=play,
        steering=steering,
        voices=ready.voices,
        forecast=expected_per_quarter(ready.day.scenario),
    )
    _STAGE[:] = [stage]
    play.start()
    return stage


def end() -> None:
    """Stop the actors, then the service."""
    from highroad.modules.floor.api import stop

    while _STAGE:
        _STAGE.pop().play.stop()
    stop()
