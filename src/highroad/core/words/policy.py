"""What the engine is told: an organization's practice as plain values.

The playbook language (`core/playbooks`) compiles a written practice into a `Policy`; the engine obeys it. They
meet only here, so neither needs to know the other. A policy is journaled whole when it takes effect, so that a
journal can be replayed without anything beside it: hence plain data, and `to_json`/`from_json`.

Keys are the playbook's own words (`family`, `fs.renewals`). Durations are milliseconds and end in `_ms`.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from highroad.core.words.hours import Hours, Span

Channel = Literal["voice", "callback", "message"]
AtLimit = Literal["stay", "overflow", "callback", "end"]
AtClose = Literal["serve", "callback", "end"]
Order = Literal["longest_idle", "most_skilled"]
OffState = Literal["protected", "break", "meal", "meeting", "training", "captain", "away"]
TransferKind = Literal["queue", "person", "lead", "supervisor", "external"]
AgentKind = Literal["agent", "lead", "supervisor"]


@dataclass(frozen=True, slots=True)
class SkillNeed:
    """A skill and the least level of it, 1 (learning) to 5 (expert). A staffing group is the skill `group:KEY`."""

    skill: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Ring:
    """From `after_ms` of waiting on, who may be offered the contact: everyone with all of `required`.

    `language` tells whether the caller's language is still required of the person in this ring (an interpreter
    may be brought in later). Rings only widen: the check of a playbook refuses a ring narrower than the one before.
    """

    after_ms: int
    required: tuple[SkillNeed, ...] = ()
    language: bool = True


@dataclass(frozen=True, slots=True)
class Queue:
    """One line of waiting contacts and the rules of its waiting.

    `level` is strict priority, higher first; within a level the oldest contact is first, where `head_start_ms`
    counts as time already waited (so priority ages). `waiting_max` refuses or overflows a contact that would be
    one too many. `overflow_to` names the queue that takes a contact at its wait limit. `callback_after_ms` is the
    estimated wait from which a caller is offered a callback that keeps the place. `target_ms` and `target_share`
    state the service level ("80 % in 20 s" is 20000 and 0.80).
    """

    key: str
    purposes: tuple[str, ...]
    rings: tuple[Ring, ...]
    preferred: tuple[str, ...] = ()
    order: Order = "longest_idle"
    level: int = 0
    head_start_ms: int = 0
    offer_ms: int = 20_000
    wrap_limit_ms: int = 180_000
    waiting_max: int = 0
    wait_limit_ms: int = 3_600_000
    at_limit: AtLimit = "stay"
    overflow_to: str = ""
    callback_after_ms: int = 0
    at_close: AtClose = "serve"
    target_ms: int = 20_000
    target_share: float = 0.8


@dataclass(frozen=True, slots=True)
class OffReason:
    """A reason for being off the phones. `reachable`: a direct transfer may still ring, and a statement may be
    recorded. `counts_as_protected`: its minutes are taken from the group's daily protected time."""

    key: str
    state: OffState
    reachable: bool = False
    counts_as_protected: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A staffing group and the protected time each of its people has a day."""

    key: str
    protected_ms: int


@dataclass(frozen=True, slots=True)
class TransferRule:
    """One permitted or forbidden kind of transfer, and the rule's own name, so that a refusal can name it.

    `reasons` are the codes one of which must be given (empty: none is asked). `caller_told`: the caller must have
    been told of the transfer and a brief wait. `briefed`: only to the lead who was consulted in this very contact.
    `queues` limits where a queue transfer may go (empty: any). `allowed=False` forbids the kind outright and
    `instead` says what to do.
    """

    kind: TransferKind
    rule: str
    allowed: bool = True
    reasons: tuple[str, ...] = ()
    caller_told: bool = False
    briefed: bool = False
    queues: tuple[str, ...] = ()
    instead: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """The waiting states' time-outs that do not depend on a queue.

    A hold warns after `hold_warn_ms` and alerts the supervisor after `hold_max_ms`. `wrap_frees`: whether an agent
    becomes available when after-call work reaches its limit, or stays with a warning until the work is done.
    A lost connection keeps a call for `reconnect_ms` before the contact goes back to the front of its queue.
    """

    hold_warn_ms: int = 120_000
    hold_max_ms: int = 300_000
    consult_offer_ms: int = 30_000
    direct_offer_ms: int = 30_000
    reconnect_ms: int = 30_000
    wrap_frees: bool = False


@dataclass(frozen=True, slots=True)
class Policy:
    """One version of a practice, as the engine obeys it."""

    playbook: str
    version: int
    zone: str
    queues: tuple[Queue, ...]
    hours: tuple[Hours, ...]
    off_reasons: tuple[OffReason, ...]
    groups: tuple[Group, ...]
    transfers: tuple[TransferRule, ...] = ()
    limits: Limits = field(default_factory=Limits)

    def to_json(self) -> dict[str, Any]:
        """Plain dicts and lists, for the journal."""
        plain: dict[str, Any] = _listed(asdict(self))
        return plain

    @staticmethod
    def from_json(data: dict[str, Any]) -> Policy:
        """The inverse of `to_json`."""
        return Policy(
            playbook=data["playbook"],
            version=data["version"],
            zone=data["zone"],
            queues=tuple(_queue(q) for q in data["queues"]),
            hours=tuple(_hours(h) for h in data["hours"]),
            off_reasons=tuple(OffReason(**r) for r in data["off_reasons"]),
            groups=tuple(Group(**g) for g in data["groups"]),
            transfers=tuple(_transfer(t) for t in data["transfers"]),
            limits=Limits(**data["limits"]),
        )


def _listed(value: Any) -> Any:
    """Tuples as lists, so that what is written and what is read back compare equal."""
    if isinstance(value, dict):
        return {key: _listed(inner) for key, inner in value.items()}
    return [_listed(inner) for inner in value] if isinstance(value, (list, tuple)) else value


def _queue(data: dict[str, Any]) -> Queue:
    rings = tuple(
        Ring(r["after_ms"], tuple(SkillNeed(**n) for n in r["required"]), r["language"]) for r in data["rings"]
    )
    return Queue(
        **{**data, "rings": rings, "purposes": tuple(data["purposes"]), "preferred": tuple(data["preferred"])}
    )


def _hours(data: dict[str, Any]) -> Hours:
    special = {day: _spans(intervals) for day, intervals in data["special"].items()}
    return Hours(data["purpose"], data["zone"], tuple(_spans(day) for day in data["weekly"]), special)


def _spans(intervals: list[list[int]]) -> tuple[Span, ...]:
    return tuple((start, end) for start, end in intervals)


def _transfer(data: dict[str, Any]) -> TransferRule:
    return TransferRule(**{**data, "reasons": tuple(data["reasons"]), "queues": tuple(data["queues"])})
