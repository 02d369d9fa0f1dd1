"""What people do in a scenario: the words of a line beside the command that they mean.

The table `COMMANDS` is the language. Its patterns are tried in order, and a line must match one wholly.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from re import Match
from typing import Final

from highroad.core.engine import desk
from highroad.core.engine.engine import Engine
from highroad.core.engine.record import Recorded, Recorder
from highroad.core.engine.refusals import Refusal

CONSULTS_FROM: Final = 900_000
LANGUAGES: Final = {"english": "en", "spanish": "es", "hmong": "hmn"}
CHANNELS: Final = ("voice", "callback", "message")


@dataclass(frozen=True, slots=True)
class Order:
    """A command of the text as it is carried out: when, and the groups of its pattern, "" where it has none."""

    at: int
    found: Match[str]

    def __getitem__(self, group: str) -> str:
        return self.found.groupdict().get(group) or ""


class Stage:
    """An engine, what it has told, and the names by which the text speaks of people."""

    def __init__(self, engine: Engine, recorder: Recorder) -> None:
        self.engine = engine
        self.recorder = recorder
        self.ids = {agent.token: agent.id for agent in engine.floor.agents.values()}
        self.consults = CONSULTS_FROM
        self.heard_from = 0
        self.refusals: list[Refusal] = []

    def name(self, agent: int) -> str:
        """The token of a person, as the text writes it."""
        return self.engine.floor.agents[agent].token

    def person(self, token: str) -> int:
        """The id of a person. Raises KeyError with the name."""
        return self.ids[token]

    def held(self, token: str) -> int:
        """The contact at a person's desk; 0 when there is none."""
        return self.engine.floor.agents[self.person(token)].contact

    def consult(self) -> int:
        """A number for a consult, out of the callers' way."""
        self.consults += 1
        return self.consults

    def step_facts(self) -> list[Recorded]:
        """What was heard since the moment before."""
        return self.recorder.facts[self.heard_from :]


def _move(state: int, reason: str = "") -> Callable[[Stage, Order], Refusal | None]:
    def move(stage: Stage, order: Order) -> Refusal | None:
        agent = stage.person(order["who"])
        return stage.engine.move_desk(order.at, agent, state, reason, agent)

    return move


def _available(stage: Stage, order: Order) -> Refusal | None:
    agent = stage.person(order["who"])
    if stage.engine.floor.agents[agent].state == desk.SIGNED_OUT:
        stage.engine.move_desk(order.at, agent, desk.AWAY, "", agent)
    return stage.engine.move_desk(order.at, agent, desk.AVAILABLE, "", agent)


def _goes(stage: Stage, order: Order) -> Refusal | None:
    agent, reason = stage.person(order["who"]), order["reason"]
    rule = stage.engine.floor.rules.off_reasons.get(reason)
    state = desk.STATES[rule.state] if rule is not None else desk.STATES.get(reason, desk.AWAY)
    by = stage.person(order["by"]) if order["by"] else agent
    return stage.engine.move_desk(order.at, agent, state, reason if rule else "", by, order["why"])


def _arrives(stage: Stage, order: Order) -> Refusal | None:
    told: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in order["about"].split(","))):
        if part in LANGUAGES:
            told["language"] = LANGUAGES[part]
        elif part in CHANNELS:
            told["channel"] = part
        else:
            told["purpose"] = part
    return stage.engine.arrive(order.at, int(order["contact"]), order["queue"], **told)


def _at_desk(command: str, *more: str) -> Callable[[Stage, Order], Refusal | None]:
    """A command about the contact at somebody's own desk."""

    def act(stage: Stage, order: Order) -> Refusal | None:
        act_on = getattr(stage.engine, command)
        given = [order[name] if name in order.found.groupdict() else name for name in more]
        refusal: Refusal | None = act_on(order.at, stage.held(order["who"]), stage.person(order["who"]), *given)
        return refusal

    return act


def _asks(stage: Stage, order: Order) -> Refusal | None:
    agent, held, target = stage.person(order["who"]), stage.held(order["who"]), order["target"]
    if target in stage.ids:
        return stage.engine.consult_person(order.at, held, agent, stage.consult(), stage.ids[target])
    return stage.engine.consult_queue(order.at, held, agent, stage.consult(), target, order["about"])


def _transfers(stage: Stage, order: Order) -> Refusal | None:
    agent, held, target = stage.person(order["who"]), stage.held(order["who"]), order["target"]
    if target in stage.ids:
        kind = order["kind"] or "person"
        return stage.engine.transfer_person(order.at, held, agent, stage.ids[target], kind, order["about"])
    if target in stage.engine.floor.rules.queues:
        return stage.engine.transfer_queue(order.at, held, agent, target, order["about"])
    return stage.engine.transfer_external(order.at, held, agent, target, order["about"])


def _moves(stage: Stage, order: Order) -> Refusal | None:
    by = stage.person(order["who"])
    return stage.engine.move_contact(order.at, int(order["contact"]), order["queue"], by, order["about"])


Act = Callable[[Stage, Order], Refusal | None]
WHO, ABOUT = r"(?P<who>\w+)", r"(?: \((?P<about>[^)]*)\))?"
COMMANDS: Final[tuple[tuple[str, Act], ...]] = (
    (rf"{WHO} signs in", _move(desk.AWAY)),
    (rf"{WHO} signs out", _move(desk.SIGNED_OUT)),
    (rf"{WHO} available", _available),
    (rf"{WHO} goes on (?P<reason>\w+)(?: by (?P<by>\w+))?(?: \((?P<why>\w+)\))?", _goes),
    (rf"caller (?P<contact>\d+) arrives (?P<queue>\w+){ABOUT}", _arrives),
    (r"caller (?P<contact>\d+) hangs up", lambda s, o: s.engine.hang_up(o.at, int(o["contact"]))),
    (
        r"caller (?P<contact>\d+) asks for callback (?P<other>\d+)",
        lambda s, o: s.engine.request_callback(o.at, int(o["contact"]), int(o["other"])),
    ),
    (rf"{WHO} answers", _at_desk("answer")),
    (rf"{WHO} refuses \((?P<about>\w*)\)", _at_desk("refuse", "about")),
    (rf"{WHO} holds", _at_desk("hold")),
    (rf"{WHO} resumes", _at_desk("resume")),
    (rf"{WHO} ends the consult", _at_desk("end_consult")),
    (rf"{WHO} ends", _at_desk("end")),
    (rf"{WHO} wraps", lambda s, o: s.engine.wrap(o.at, s.held(o["who"]), s.person(o["who"]), "done")),
    (rf"{WHO} tells the caller", _at_desk("tell_caller")),
    (rf"{WHO} loses connection", lambda s, o: s.engine.lose_connection(o.at, s.person(o["who"]))),
    (rf"{WHO} reconnects", lambda s, o: s.engine.restore_connection(o.at, s.person(o["who"]))),
    (rf"{WHO} asks (?P<target>\w+){ABOUT}", _asks),
    (rf"{WHO} transfers to (?P<target>\w+)(?: as (?P<kind>lead|supervisor|person))?{ABOUT}", _transfers),
    (rf"{WHO} moves caller (?P<contact>\d+) to (?P<queue>\w+){ABOUT}", _moves),
)
