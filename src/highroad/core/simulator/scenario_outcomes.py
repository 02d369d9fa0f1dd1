"""What should follow in a scenario: the words of a `→` line beside the fact, or the state, that they mean.

`FACT_LINES` are facts heard since the moment before, each found after the one before it. `STATE_LINES` describe the
floor as it is now: the function says in the same words what is so.
"""

from __future__ import annotations

from collections.abc import Callable
from re import Match
from typing import Any, Final

from highroad.core.engine import desk, life
from highroad.core.engine.record import Recorded
from highroad.core.simulator.scenario_commands import Stage


def _fact(name: str, **places: int) -> Callable[[Stage, Match[str], Recorded], bool]:
    """Whether a fact is the one meant; `places` say where in it each group of the pattern stands."""

    def meant(stage: Stage, found: Match[str], fact: Recorded) -> bool:
        return fact[0] == name and all(_told(stage, group, found[group], fact[at]) for group, at in places.items())

    return meant


def _told(stage: Stage, group: str, said: str | None, value: Any) -> bool:
    if said is None:
        return True
    if group == "who":
        return stage.person(said) == int(value)
    if group == "circle":
        return int(said) == int(value) + 1
    return str(value) == said


CALLER = r"(?:caller (?P<contact>\d+) )?"
FACT_LINES: Final[tuple[tuple[str, Callable[[Stage, Match[str], Recorded], bool]], ...]] = (
    (rf"{CALLER}rings (?P<who>\w+)", _fact("contact_offered", contact=2, who=3)),
    (rf"{CALLER}missed by (?P<who>\w+)", _fact("offer_missed", contact=2, who=3)),
    (rf"{CALLER}refused by (?P<who>\w+)", _fact("offer_refused", contact=2, who=3)),
    (rf"{CALLER}cut off at (?P<who>\w+)", _fact("offer_cut_off", contact=2, who=3)),
    (rf"{CALLER}taken back from (?P<who>\w+)", _fact("offer_withdrawn", contact=2, who=3)),
    (rf"{CALLER}answered by (?P<who>\w+)", _fact("contact_answered", contact=2, who=3)),
    (rf"{CALLER}queued in (?P<queue>\w+)", _fact("contact_queued", contact=2, queue=3)),
    (rf"{CALLER}circle (?P<circle>\d+)", _fact("ring_widened", contact=2, circle=3)),
    (rf"{CALLER}moved to (?P<queue>\w+)", _fact("contact_moved", contact=2, queue=3)),
    (rf"{CALLER}has waited too long", _fact("wait_limit_passed", contact=2)),
    (rf"{CALLER}hung up", _fact("contact_abandoned", contact=2)),
    (rf"{CALLER}closed(?: \((?P<why>\w+)\))?", _fact("contact_closed", contact=2, why=3)),
    (rf"{CALLER}has a callback (?P<other>\d+)", _fact("callback_requested", contact=2, other=3)),
    (rf"{CALLER}warned of the hold at (?P<who>\w+)", _fact("hold_warned", contact=2, who=3)),
    (rf"{CALLER}held too long by (?P<who>\w+)", _fact("hold_overdue", contact=2, who=3)),
    (rf"{CALLER}consult over at (?P<who>\w+)", _fact("consult_over", contact=2, who=3)),
    (rf"{CALLER}transferred under (?P<rule>\S+)", _fact("contact_transferred", contact=2, rule=7)),
    (rf"{CALLER}taken over by (?P<who>\w+)", _fact("contact_taken_over", contact=2, who=3)),
    (rf"{CALLER}ended by the (?P<by>\w+)", _fact("contact_ended", contact=2, by=4)),
    (r"(?P<who>\w+) is late with the work after caller (?P<contact>\d+)", _fact("wrap_overdue", contact=2, who=3)),
)


def _desk_is(stage: Stage, found: Match[str]) -> str:
    person = stage.engine.floor.agents[stage.person(found["who"])]
    reason = f" ({person.reason})" if found["reason"] is not None else ""
    return f"{found['who']} is {desk.STATE_NAMES[person.state].replace('_', ' ')}{reason}"


def _caller_is(stage: Stage, found: Match[str]) -> str:
    call = stage.engine.floor.contacts.get(int(found["contact"]))
    over = call is None or call.state in life.OVER
    return f"caller {found['contact']} is {'over' if call is None or over else life.LIFE_NAMES[call.state]}"


def _waits_in(stage: Stage, found: Match[str]) -> str:
    call = stage.engine.floor.contacts.get(int(found["contact"]))
    queue = call.queue if call is not None and call.state == life.QUEUED else "no line"
    return f"caller {found['contact']} waits in {queue}"


def _place_of(stage: Stage, found: Match[str]) -> str:
    place = stage.engine.place_in_line(int(found["contact"]))
    return f"caller {found['contact']} is number {place} in line"


def _protected_left(stage: Stage, found: Match[str]) -> str:
    person = stage.engine.floor.agents[stage.person(found["who"])]
    left = stage.engine.protected_left(stage.engine.floor.now, person) // 60_000
    return f"{found['who']} has {left} minutes of protected time left"


def _nobody(stage: Stage, found: Match[str]) -> str:
    offered = [stage.name(fact[3]) for fact in stage.step_facts() if fact[0] == "contact_offered"]
    return f"{' and '.join(offered) or found['nobody']} rings"


STATE_LINES: Final[tuple[tuple[str, Callable[[Stage, Match[str]], str]], ...]] = (
    (r"caller (?P<contact>\d+) is number \d+ in line", _place_of),
    (r"caller (?P<contact>\d+) is \w+", _caller_is),
    (r"caller (?P<contact>\d+) waits in \w+", _waits_in),
    (r"(?P<nobody>nobody) rings", _nobody),
    (r"(?P<who>\w+) has -?\d+ minutes of protected time left", _protected_left),
    (r"(?P<who>\w+) is [a-z ]+(?P<reason> \(\w*\))?", _desk_is),
)
