"""Small floors to test on: a county's two groups, a Helpline, and a cast."""

from __future__ import annotations

from highroad.core.engine import desk
from highroad.core.engine.engine import Engine
from highroad.core.engine.facts import Facts
from highroad.core.words.hours import ALWAYS, Hours
from highroad.core.words.policy import (
    Group,
    Limits,
    OffReason,
    Policy,
    Queue,
    Ring,
    SkillNeed,
    TransferRule,
)

ADA, BEN, BOB, CARMEN, HAL, HEDY = 1, 2, 3, 4, 5, 6
NINE = 1_795_600_800_000 - 1_795_600_800_000 % 86_400_000 + 15 * 3_600_000
"""A Tuesday of November 2026 at 9:00 in Chicago, epoch ms."""
SECOND = 1000
MINUTE = 60_000

WEEKDAYS = (((480, 990),),) * 5 + ((), ())
STAFF = (((480, 960),),) * 5 + ((), ())


def a_policy(version: int = 1, **changes: object) -> Policy:
    family = Queue(
        key="family",
        purposes=("always",),
        rings=(
            Ring(0, (SkillNeed("group:family"), SkillNeed("foodshare", 3))),
            Ring(30_000, (SkillNeed("group:family"), SkillNeed("foodshare", 2))),
            Ring(90_000, (SkillNeed("foodshare", 1),), language=False),
        ),
        preferred=("reviews",),
    )
    ebd = Queue(key="ebd", purposes=("always",), rings=(Ring(0, (SkillNeed("group:ebd"),)),))
    urgent = Queue(key="urgent", purposes=("always",), rings=(Ring(0, (SkillNeed("foodshare", 1),)),), level=5)
    helpline = Queue(
        key="helpline",
        purposes=("helpline.staff", "helpline.escalated"),
        rings=(Ring(0, (SkillNeed("helpline"),)),),
        wait_limit_ms=10 * MINUTE,
    )
    fields: dict[str, object] = {
        "playbook": "test",
        "version": version,
        "zone": "America/Chicago",
        "queues": (family, ebd, urgent, helpline),
        "hours": (
            ALWAYS,
            Hours("helpline.staff", "America/Chicago", STAFF),
            Hours("helpline.escalated", "America/Chicago", WEEKDAYS),
        ),
        "off_reasons": (
            OffReason("protected", "protected", reachable=True, counts_as_protected=True),
            OffReason("break", "break"),
            OffReason("meeting", "meeting"),
        ),
        "groups": (Group("family", 90 * MINUTE), Group("ebd", 150 * MINUTE)),
        "transfers": (
            TransferRule("queue", "T-1", reasons=("other_program",), caller_told=True),
            TransferRule("person", "T-2", reasons=("long_term_care",)),
            TransferRule("lead", "T-3", reasons=("escalation",), briefed=True),
            TransferRule("supervisor", "T-4", reasons=("escalation",)),
            TransferRule("external", "T-5", allowed=False, instead="Give the number from the directory."),
        ),
        "limits": Limits(),
    }
    fields.update(changes)
    return Policy(**fields)  # type: ignore[arg-type]  # a test's own shorthand


PEOPLE: tuple[tuple[int, str, str, str, dict[str, int]], ...] = (
    (ADA, "ada", "agent", "family", {"foodshare": 4, "lang:es": 3}),
    (BEN, "ben", "agent", "family", {"foodshare": 2, "reviews": 3}),
    (BOB, "bob", "agent", "ebd", {"foodshare": 1}),
    (CARMEN, "carmen", "supervisor", "", {}),
    (HAL, "hal", "lead", "", {"helpline": 5}),
    (HEDY, "hedy", "lead", "", {"helpline": 5}),
)


def a_floor(listener: Facts | None = None, *, at: int = NINE, available: tuple[int, ...] = ()) -> Engine:
    """A floor where everyone is known, and those named are available, in that order a second apart."""
    engine = Engine(listener)
    assert engine.adopt(at, a_policy(), by=0) is None
    for agent, token, kind, group, skills in PEOPLE:
        known = engine.know_agent(
            at, agent, token, kind, group, tuple(skills.items()), ("voice", "callback", "message")
        )
        assert known is None
    for place, agent in enumerate(available):
        sit_down(engine, at + place * SECOND, agent)
    return engine


def sit_down(engine: Engine, at: int, agent: int) -> None:
    """Sign in and become available."""
    assert engine.move_desk(at, agent, desk.AWAY, "", agent) is None
    assert engine.move_desk(at, agent, desk.AVAILABLE, "", agent) is None


def state(engine: Engine, agent: int) -> str:
    """The state of a desk, in words."""
    return desk.STATE_NAMES[engine.floor.agents[agent].state]
