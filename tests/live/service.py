"""A floor running in a test: its time moves only when told."""

from __future__ import annotations

from core.engine.floors import PEOPLE, a_policy
from highroad.core.engine import desk
from highroad.modules.floor.service.commands import Command, Outcome
from highroad.modules.floor.service.host import Host


class Hand:
    """A test's own time: moves only when told."""

    def __init__(self, at: int) -> None:
        self.at = at

    def __call__(self) -> float:
        return self.at / 1000


_count = iter(range(1, 1_000_000))


def do(host: Host, name: str, id: str = "", **arguments: object) -> Outcome:  # noqa: A002 - the field's own name
    return host.do(Command(id or f"test-{next(_count)}", name, dict(arguments)))


def furnish(host: Host) -> None:
    do(host, "adopt", policy=a_policy(), by=0)
    for agent, token, kind, group, skills in PEOPLE:
        do(host, "know_agent", agent=agent, token=token, kind=kind, group=group,
           skills=[*skills.items()], channels=["voice", "callback"])  # fmt: skip


def sit_down(host: Host, agent: int) -> None:
    do(host, "move_desk", agent=agent, state=desk.AWAY, by=agent)
    do(host, "move_desk", agent=agent, state=desk.AVAILABLE, by=agent)
