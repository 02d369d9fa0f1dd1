"""Who works today, and what each means to do with the day: shift, meal, breaks, protected time.

Drawn before the day begins, each person from a stream of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from highroad.core.engine import desk
from highroad.core.simulator.chance import Chance, Stream
from highroad.core.simulator.scenario import Scenario, StaffRow
from highroad.core.words.policy import Policy

MINUTE_MS = 60_000
MEAL_MS = 30 * MINUTE_MS
BREAK_MS = 15 * MINUTE_MS
BLOCK_MAX_MS = 75 * MINUTE_MS
"""Protected time is taken in blocks of at most this, so that nobody is off the phones for half a morning."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch off the phones that somebody means to take."""

    at: int
    state: int
    reason: str
    lasts_ms: int


@dataclass(slots=True, eq=False)
class Worker:
    """One person's desk as they themselves see it. `id` and `token` are those of the engine."""

    id: int
    token: str
    kind: str
    group: str
    site: str
    skills: tuple[tuple[str, int], ...]
    """Skills and languages (`lang:es`), sorted."""
    comes: int
    leaves: int
    """Epoch ms."""
    luck: Stream
    blocks: list[Block] = field(default_factory=list)
    contact: int = 0
    off: Block | None = None
    """The block they are in, or will be in once their call is wrapped."""
    signed_in: bool = False

    @property
    def channels(self) -> tuple[str, ...]:
        """A supervisor takes calls that are put through to them, and no tasks of the queues."""
        return ("voice",) if self.kind == "supervisor" else ("voice", "callback", "message")


def draw_workers(scenario: Scenario, policy: Policy, chance: Chance, midnight: int) -> list[Worker]:
    """Everybody who works on the day that begins at `midnight`, numbered from 1 in the order of the scenario."""
    workers: list[Worker] = []
    for row in scenario.staff:
        for place in range(row.people):
            number = len(workers) + 1
            luck = chance.stream(f"worker:{row.key}:{place}")
            workers.append(_worker(row, place, number, luck, policy, midnight))
    return workers


def _worker(row: StaffRow, place: int, number: int, luck: Stream, policy: Policy, midnight: int) -> Worker:
    begin, end = row.shifts[place % len(row.shifts)]
    comes = midnight + begin * MINUTE_MS + int(luck.uniform(-3, 4) * MINUTE_MS)
    leaves = midnight + end * MINUTE_MS
    skills = {}
    for share in row.skills:
        # Drawn in any case, so that another share moves nobody else's levels.
        has, level = luck.happens(share.share), luck.uniform(share.low, share.high + 1)
        if has:
            skills[share.skill] = min(int(level), share.high)
    languages = {"en": 5} | {key: 4 for key, share in row.languages if luck.happens(share)}
    skills |= {f"lang:{key}": level for key, level in languages.items()}
    protected_ms = next((group.protected_ms for group in policy.groups if group.key == row.group), 0)
    return Worker(
        id=number,
        token=f"{row.key}-{place + 1}",
        kind=row.kind,
        group=row.group,
        site=row.sites[place % len(row.sites)],
        skills=tuple(sorted(skills.items())),
        comes=comes,
        leaves=leaves,
        luck=luck,
        blocks=_blocks(comes, leaves, protected_ms, policy, luck),
    )


def _blocks(comes: int, leaves: int, protected_ms: int, policy: Policy, luck: Stream) -> list[Block]:
    """Meal in the middle, a break before and after it, protected time in between, spread over the group by chance."""
    reasons = {reason.state: reason.key for reason in reversed(policy.off_reasons)}
    protected = next((reason.key for reason in policy.off_reasons if reason.counts_as_protected), "")
    whole = leaves - comes
    blocks = [
        Block(comes + int(whole * luck.uniform(0.12, 0.32)), desk.BREAK, reasons.get("break", ""), BREAK_MS),
        Block(comes + int(whole * luck.uniform(0.36, 0.6)), desk.MEAL, reasons.get("meal", ""), MEAL_MS),
        Block(comes + int(whole * luck.uniform(0.66, 0.86)), desk.BREAK, reasons.get("break", ""), BREAK_MS),
    ]
    pieces = -(-protected_ms // BLOCK_MAX_MS)
    for piece in range(pieces):
        begin, end = 0.03 + 0.87 * piece / pieces, 0.03 + 0.87 * (piece + 1) / pieces
        lasts = protected_ms // pieces
        latest = max(begin, end - lasts / whole)
        at = comes + int(whole * luck.uniform(begin, latest))
        blocks.append(Block(at, desk.PROTECTED, protected, lasts))
    return sorted((block for block in blocks if block.reason), key=lambda block: block.at)
