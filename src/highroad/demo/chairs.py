"""The chairs a real person can take, and the callers who are steered to them.

Nobody is pushed past the engine. When a chair's desk is free, as many of the day's own callers as there are
colleagues before it in line call a little earlier than they would have, and then one with a story calls. The engine
gives that call to this desk because it is first by its rules, and can explain it.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

from highroad.core.engine import desk, life
from highroad.core.engine.engine import Engine
from highroad.core.simulator.callers import Caller
from highroad.core.simulator.chance import Chance
from highroad.core.simulator.scenario import CallType
from highroad.core.simulator.workers import Worker
from highroad.demo.live import Play
from highroad.demo.voices import Voices

FIRST_CALL_S = 9.0
"""Real seconds between sitting down and the call; the first page promises about twenty."""
NEXT_CALL_S = 14.0


@dataclass(frozen=True, slots=True)
class Chair:
    """A chair of the first page: whose, and the pages to open, the first that exists."""

    who: str
    icon: str
    pages: tuple[str, ...]
    desk: bool = False


CHAIRS: dict[str, Chair] = {
    "representative": Chair("ada", "phone", ("floor:desk",), desk=True),
    "lead": Chair("hal", "priority_high", ("floor:lead", "floor:desk"), desk=True),
    "supervisor": Chair("carmen", "groups", ("floor:supervisor", "floor:wallboard")),
    "steward": Chair("dov", "shield", ("office:playbooks",)),
    "planner": Chair("noor", "insights", ("floor:reports",)),
    "administrator": Chair("ines", "settings", ("people:list",)),
    "auditor": Chair("tove", "search", ("office:journal", "people:audit")),
    "wallboard": Chair("noor", "grid_view", ("floor:wallboard",)),
}
"""In the order of the first page; the wallboard is read with the planner's rights by whoever has no chair."""

STORIES = (
    ("for_mother", "renewal"),
    ("proof_today", "documents"),
    ("report_due", "six_month_report"),
    ("confidential", "renewal"),
    ("other_county", "change"),
    ("angry", "change"),
    ("baby", "change"),
    ("wants_worker", "renewal"),
    ("new_foodshare", "new_request"),
    ("missed_interview", "renewal"),
)
"""(story, call type) of the callers who are steered to a chair, in turn. The third speaks Spanish where the chair's
person does."""


class Steering:
    """Keeps calls coming to the chairs that are taken. Runs among the actors, once a second."""

    def __init__(self, play: Play, voices: Voices, chance: Chance) -> None:
        self.play = play
        self.voices = voices
        self.chance = chance
        self.workers: dict[int, Worker] = {worker.id: worker for worker in play.day.workers}
        self.free_since: dict[int, float] = {}
        self.sent: dict[int, int] = {}
        """Agent → how many callers with a story were sent to them."""

    def sit(self, agent: int) -> None:
        """A person sits down at a desk: the simulated one gets up, and the desk is free for calls."""
        day = self.play.day
        day.colleagues.take(agent)
        hands = day.colleagues.hands
        state = hands.look(lambda engine: engine.floor.agents[agent].state)
        if state == desk.SIGNED_OUT:
            hands.move_desk(agent, desk.AWAY)
        if state != desk.AVAILABLE:
            hands.move_desk(agent, desk.AVAILABLE)
        self.free_since[agent] = monotonic() - (NEXT_CALL_S - FIRST_CALL_S)

    def get_up(self, agent: int) -> None:
        """The person has gone: the simulated one sits down again."""
        self.free_since.pop(agent, None)
        self.play.day.colleagues.give_back(agent)

    def each_second(self) -> None:
        """Send a caller to every taken desk that has been free for a while."""
        for agent in sorted(self.free_since):
            if not self.play.host.look(lambda engine, agent=agent: _is_free(engine, agent)):  # type: ignore[misc]  # a lambda with its own default
                self.free_since[agent] = monotonic()
            elif monotonic() - self.free_since[agent] >= NEXT_CALL_S:
                self.free_since[agent] = monotonic()
                self.send(agent)

    def send(self, agent: int) -> None:
        """Let a caller with a story call so that this desk is next."""
        day = self.play.day
        kind = self.workers[agent].kind
        if kind == "lead":
            self._escalate_to(agent)
        if kind != "agent":
            return
        caller = self._next_caller(agent)
        queue, language = caller.kind.queue, caller.language
        before = self.play.host.look(lambda engine: free_before(engine, agent, queue, language))
        for early in self._wave(queue, language, before):
            day.callers.call(early)
        day.callers.call(caller)

    def _escalate_to(self, lead: int) -> None:
        """Let colleagues with a caller ask the leads who are before this one in line, and one more escalate."""
        colleagues = self.play.day.colleagues
        story = next((one for one in self.play.day.scenario.stories.values() if one.move.kind == "escalate"), None)
        talking, before = self.play.host.look(lambda engine: (_talking(engine), _leads_before(engine, lead)))
        callers = [agent for agent in talking if colleagues.acts_for(agent) and agent in colleagues.talking.served]
        workers = [self.workers[agent] for agent in callers if self.workers[agent].kind == "agent"]
        if story is None or len(workers) <= before:
            return
        for asking in workers[:before]:
            colleagues.talking.question(asking)
        colleagues.talking.escalate(workers[before], story)

    def _wave(self, queue: str, language: str, count: int) -> list[Caller]:
        """Callers of the rest of the day who call now instead: so that those before this desk in line are busy."""
        day = self.play.day
        coming = sorted(day.callers.to_come.values(), key=lambda caller: caller.at)
        return [one for one in coming if one.kind.queue == queue and one.language == language][:count]

    def _next_caller(self, agent: int) -> Caller:
        day = self.play.day
        count = self.sent.get(agent, 0)
        self.sent[agent] = count + 1
        story, kind_key = STORIES[count % len(STORIES)]
        group = self.workers[agent].group
        kinds = {kind.key: kind for kind in day.scenario.call_types}
        kind = kinds.get(kind_key, day.scenario.call_types[0])
        speaks_spanish = dict(self.workers[agent].skills).get("lang:es", 0) > 0
        language = "es" if speaks_spanish and count % len(STORIES) == 2 else "en"
        if group and kind.queue != group and group in {kind.queue for kind in kinds.values()}:
            kind = next(kind for kind in kinds.values() if kind.queue == group)
        return self._caller(f"caller:chair-{agent}:{count + 1}", kind, story, language)

    def _caller(self, token: str, kind: CallType, story: str, language: str) -> Caller:
        day = self.play.day
        luck = self.chance.stream(token)
        caller = Caller(
            token=token,
            at=day.callers.hands.now(),
            kind=kind,
            story=day.scenario.stories.get(story) or next(iter(day.scenario.stories.values())),
            language=language,
            talk_ms=kind.talk.mean_ms,
            wrap_ms=kind.wrap.mean_ms,
            patience_ms=20 * 60_000,
            takes_callback=False,
            hangs_up_first=False,
            luck=luck,
        )
        if story == "for_mother" and self.voices.cases:
            self.voices.give(caller, self.voices.cases[0])
        return caller


def _is_free(engine: Engine, agent: int) -> bool:
    person = engine.floor.agents.get(agent)
    return person is not None and person.state == desk.AVAILABLE


def _talking(engine: Engine) -> list[int]:
    """Who is on the line with a caller now, in the order of their numbers."""
    return sorted(agent.id for agent in engine.floor.agents.values() if agent.state == desk.TALKING)


def _leads_before(engine: Engine, lead: int) -> int:
    """How many free leads have been free for longer than this one."""
    own = engine.floor.agents[lead].idle_order
    return sum(
        1
        for agent in engine.floor.agents.values()
        if agent.kind == "lead" and agent.state == desk.AVAILABLE and agent.idle_order < own
    )


def free_before(engine: Engine, agent: int, queue: str, language: str) -> int:
    """How many free colleagues a caller would be offered to before this agent, less the callers who wait."""
    floor = engine.floor
    person = floor.agents[agent]
    need = floor.rules.needs.get((floor.rules.version, queue, language, "voice"))
    if need is None or person.profile is None:
        return 0
    links = {link.profile.id: link for link in need.links}
    own = links.get(person.profile.id)
    if own is None:
        return 0

    def is_before(other: int) -> bool:
        one = floor.agents[other]
        link = links.get(one.profile.id) if one.profile is not None else None
        if one.state != desk.AVAILABLE or link is None or other == agent or link.ring > own.ring:
            return False
        return (link.tier, one.idle_order) < (own.tier, person.idle_order)

    waiting = sum(1 for call in floor.contacts.values() if call.need is need and call.state == life.QUEUED)
    return max(0, sum(map(is_before, floor.agents)) - waiting)
