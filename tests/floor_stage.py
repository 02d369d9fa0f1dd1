"""A floor to act on: the cast as the engine knows them, a day in the county's practice, and Rosa Marin's case."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from cast import Cast
from highroad.adapters.storage.memory import MemoryJournal
from highroad.core.engine import desk
from highroad.core.playbooks import compile_policy
from highroad.modules.cases.api import practice
from highroad.modules.cases.models import Address, Case, CaseComment, CasePerson, PendingItem, Phone, Program
from highroad.modules.floor.api import Clock, Command, DayClock, Outcome, RunningFloor, start, stop

MORNING = datetime(2026, 11, 24, 16, 35, tzinfo=UTC)
"""10:35 in the county: a Tuesday, everything open."""

AT_WORK: dict[str, tuple[str, str, dict[str, int]]] = {
    # who: kind, staffing group, skills
    "ada": ("agent", "family", {"foodshare": 3, "lang:en": 5, "lang:es": 4}),
    "bob": ("agent", "family", {"foodshare": 2, "lang:en": 5}),
    "hal": ("lead", "ebd", {"helpline": 5, "lang:en": 5}),
    "carmen": ("supervisor", "family", {"lang:en": 5}),
}
CALLER = ("Lena Marin", "418 Alder Street, apt 2", "608 555 0147")


@dataclass(slots=True)
class Stage:
    """A running floor and who stands on it."""

    floor: RunningFloor
    cast: Cast
    count: int = 0

    def do(self, name: str, **arguments: object) -> Outcome:
        """A command, as the system or the caller's phone would send it."""
        self.count += 1
        outcome = self.floor.host.do(Command(f"stage-{self.count}", name, dict(arguments)))
        assert outcome.refusal is None, outcome.refusal
        return outcome

    def sit(self, who: str, *, available: bool = True) -> None:
        """Sign in, and go available."""
        agent = self.cast[who].pk
        self.do("move_desk", agent=agent, state=desk.AWAY, by=agent)
        if available:
            self.do("move_desk", agent=agent, state=desk.AVAILABLE, by=agent)

    def ring(self, language: str = "en") -> int:
        """A caller arrives in the Family queue; the number of the contact."""
        return self.do("arrive", queue="family", language=language, caller="t-caller").contact

    def call_for(self, who: str) -> int:
        """A caller who is talking with somebody."""
        self.sit(who)
        contact = self.ring()
        self.do("answer", contact=contact, agent=self.cast[who].pk)
        return contact

    def state_of(self, who: str) -> str:
        """Where somebody's desk stands."""
        state = self.floor.host.look(lambda engine: engine.floor.agents[self.cast[who].pk].state)
        return desk.STATE_NAMES[state]


@contextmanager
def staged(cast: Cast, clock: Clock | None = None) -> Iterator[Stage]:
    """Run a floor in this process for as long as a test needs it."""
    stop()
    floor = start(MemoryJournal("main"), clock or DayClock(int(MORNING.timestamp() * 1000)))
    stage = Stage(floor, cast)
    stage.do("adopt", policy=compile_policy(practice(), [2026, 2027]), by=0)
    for who, (kind, group, skills) in AT_WORK.items():
        person = cast[who]
        stage.do("know_agent", agent=person.pk, token=person.token, kind=kind, group=group,
                 skills=[*skills.items()], channels=["voice", "callback"])  # fmt: skip
    try:
        yield stage
    finally:
        stop()


def rosas_case(cast: Cast, *, confidential: bool = False, number: str = "4018227", ssn: str = "987124471") -> Case:
    """Rosa Marin's household, whose daughter Lena calls for her."""
    today = MORNING.date()
    case = Case.objects.create(
        number=number, household_size=3, home_language="es", county="Dane", confidential=confidential,
        assigned=cast["bob"], site=cast["ada"].site,
    )  # fmt: skip
    CasePerson.objects.create(case=case, name="Rosa Marin", relation="self", ssn=ssn)
    Address.objects.create(case=case, written=CALLER[1])
    Phone.objects.create(case=case, number=CALLER[2])
    case.representatives.create(
        name=CALLER[0], relation="authorized_representative", programs=["foodshare"], from_day=date(2026, 1, 1)
    )
    for kind, name, status, due, closed in (
        ("foodshare", "FoodShare", "open", today + timedelta(days=12), None),
        ("health_care", "Health care", "open", today + timedelta(days=101), None),
        ("child_care", "Child care", "closed", None, today - timedelta(days=24)),
    ):
        Program.objects.create(
            case=case, kind=kind, name=name, status=status, review_due=due, closed_on=closed,
            closed_for="form missing" if closed else "",
        )  # fmt: skip
    PendingItem.objects.create(
        case=case, kind="document", title="Two pay stubs", received_on=today - timedelta(days=8)
    )
    for days, author, words in (
        (8, cast["bob"], "Pay stubs arrived by upload, not yet read."),
        (24, None, "Child care closed: form not returned."),
    ):
        CaseComment.objects.create(case=case, author=author, at=MORNING - timedelta(days=days), text=words)
    return case
