"""A busy morning to look at: some twenty colleagues, two hours of calls, people in every state, callers waiting.

Everything goes through the engine as on a floor; time moves only as the scene tells it, and runs on from there.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime

from cast import THEN, Cast
from floor_stage import Stage
from highroad.core.engine import desk
from highroad.modules.people.api import Person, Site, StaffingGroup, Team, enroll, the_system

EIGHT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)
"""8:00 in the county, when everything opens."""

COLLEAGUES = (
    "Ana Lindholm", "Bert Okafor", "Cleo Marsh", "Dina Roth", "Emil Sand", "Faye Duarte", "Gus Painter", "Hana Weiss",
    "Ivo Castell", "June Abara", "Kit Monroe", "Lars Quist", "Mina Sol", "Nils Hart", "Oda Reyes", "Pia Vance",
    "Quin Odell", "Rhea Stone", "Sol Amador", "Tess Byrne",
)  # fmt: skip
"""The first twelve in Carmen's team and the Family group, the others at the other site."""


class Hand:
    """A wall clock for tests: stands where it is told until it is let go, then runs with real seconds."""

    def __init__(self, start: datetime) -> None:
        self.at = int(start.timestamp() * 1000)
        self.let_go_at: float | None = None

    def __call__(self) -> float:
        run = 0.0 if self.let_go_at is None else time.monotonic() - self.let_go_at
        return self.at / 1000 + run

    def passes(self, seconds: float) -> None:
        """Time goes on by so much."""
        self.at += int(seconds * 1000)

    def lets_go(self) -> None:
        """From here on it runs by itself."""
        self.let_go_at = time.monotonic()


@dataclass(slots=True)
class Scene:
    """A stage with more people on it, and a hand that moves the time."""

    stage: Stage
    hand: Hand
    people: list[Person] = field(default_factory=list)

    def move(self, agent: int, state: int, reason: str = "", *, by: int = 0, why: str = "") -> None:
        """A colleague goes somewhere."""
        self.stage.do("move_desk", agent=agent, state=state, reason=reason, by=by or agent, why=why)

    def serves(self, agent: int, queue: str, wait_s: float = 9, talk_s: float = 20) -> None:
        """A caller waits, is answered by this colleague, and is done."""
        contact = self.stage.do("arrive", queue=queue, language="en").contact
        self.hand.passes(wait_s)
        self.move(agent, desk.AVAILABLE)
        self.stage.do("answer", contact=contact, agent=agent)
        self.hand.passes(talk_s)
        self.stage.do("end", contact=contact, agent=agent)
        self.stage.do("wrap", contact=contact, agent=agent, disposition="resolved")
        self.move(agent, desk.AWAY, "away")

    def gives_up(self, queue: str, wait_s: float) -> None:
        """A caller waits and leaves."""
        contact = self.stage.do("arrive", queue=queue, language="en").contact
        self.hand.passes(wait_s)
        self.stage.do("hang_up", contact=contact)

    def waits(self, queue: str, language: str = "hmn", purpose: str = "") -> int:
        """A caller whom nobody free can take."""
        return self.stage.do("arrive", queue=queue, language=language, purpose=purpose).contact

    def on_a_call(self, agent: int, queue: str = "family") -> int:
        """A colleague is talking."""
        contact = self.stage.do("arrive", queue=queue, language="en").contact
        self.move(agent, desk.AVAILABLE)
        self.stage.do("answer", contact=contact, agent=agent)
        return contact


def colleagues(cast: Cast) -> list[Person]:
    """Twenty more people in the directory."""
    system = the_system("tests")
    made = []
    for number, name in enumerate(COLLEAGUES):
        family = number < 12
        made.append(
            enroll(
                staff_number=f"C{number:03d}",
                name=name,
                site=Site.objects.get(key="lakeside" if family else "harbor"),
                team=Team.objects.get(key="family-a" if family else "ebd-b"),
                staffing_group=StaffingGroup.objects.get(key="family" if family else "ebd"),
                by=system,
                at=THEN,
            )
        )
    return made


def a_busy_morning(stage: Stage, hand: Hand) -> Scene:
    """8:00 to 10:42: calls answered, late and lost; then a floor with someone in every state and callers waiting."""
    scene = Scene(stage, hand, colleagues(stage.cast))
    for number, person in enumerate(scene.people):
        family = number < 12
        skills = {"foodshare": 3} if family else {"health_care": 3, "ltc": 3}
        if number in {4, 5}:
            skills = {**skills, "lang:es": 4}
        stage.do(
            "know_agent", agent=person.pk, token=person.token, kind="agent", group="family" if family else "ebd",
            skills=[*{**skills, "lang:en": 5}.items()], channels=["voice", "callback"],
        )  # fmt: skip
        scene.move(person.pk, desk.AWAY)
    _the_calls(scene)
    _the_people(scene)
    _the_waiting(scene)
    hand.lets_go()
    return scene


def _the_calls(scene: Scene) -> None:
    """Two and a half hours; in the third quarter of each hour Family waits too long."""
    family, ebd = scene.people[0].pk, scene.people[12].pk
    start = scene.hand.at
    count = 0
    while scene.hand.at < start + 7_700_000:
        count += 1
        quarter = (scene.hand.at - start) // 900_000
        late = quarter in {2, 6} and count % 3 == 0
        scene.serves(family, "family", wait_s=55 if late else 11)
        if count % 2 == 0:
            scene.serves(ebd, "ebd", wait_s=70 if count % 12 == 0 else 8)
        if count % 5 == 0:
            scene.serves(ebd, "long_term_care", wait_s=6)
        if count % 4 == 0:
            # More and more callers for an interview find nobody in time.
            scene.gives_up("interviews", 75 if quarter % 4 or quarter > 4 else 12)
        if count % 23 == 0:
            scene.gives_up("family", 40)
        scene.hand.passes(24)


def _the_people(scene: Scene) -> None:
    one = [person.pk for person in scene.people]
    off = ("protected", "protected", "protected", "training", "meeting", "break", "meal", "captain")
    for agent, reason in zip([*one[12:19], one[11]], off, strict=True):
        scene.move(agent, desk.STATES[reason], reason)
    scene.move(one[10], desk.PROTECTED, "protected")
    scene.hand.passes(1500)
    scene.move(one[9], desk.PROTECTED, "protected")
    # Carmen takes somebody off protected time, with a reason that everybody concerned can read.
    scene.move(one[10], desk.AWAY, "away", by=scene.stage.cast["carmen"].pk, why="short_staffed")
    calls = [scene.on_a_call(agent) for agent in one[:7]]
    scene.hand.passes(150)
    scene.stage.do("hold", contact=calls[5], agent=one[5])
    scene.stage.do("end", contact=calls[6], agent=one[6])
    scene.hand.passes(70)
    scene.move(one[8], desk.AVAILABLE)
    scene.move(one[19], desk.AVAILABLE)


def _the_waiting(scene: Scene) -> None:
    scene.waits("interviews")
    scene.hand.passes(80)
    scene.waits("interviews")
    scene.hand.passes(60)
    for queue in ("family", "ebd", "family", "interviews"):
        scene.waits(queue)
        scene.hand.passes(14)
    # Somebody asks the Helpline, while no lead is free.
    talking = scene.people[1].pk
    call = next(
        contact.id
        for contact in scene.stage.floor.host.look(lambda engine: list(engine.floor.contacts.values()))
        if contact.agent == talking
    )
    scene.stage.do("consult_queue", contact=call, agent=talking, queue="helpline", purpose="helpline_escalated")
    scene.hand.passes(27)
    scene.stage.do("arrive", queue="family", language="en")
