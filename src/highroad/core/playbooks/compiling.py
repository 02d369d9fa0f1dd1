"""From a playbook to the policy the engine obeys.

Holidays by rule are expanded for the years the caller names: the core asks no clock, so it cannot know which
years matter. The result depends on nothing else, and equal playbooks give equal policies.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import holidays as public_holidays

from highroad.core.playbooks.playbook import Playbook
from highroad.core.playbooks.staffing import SkillLevel
from highroad.core.playbooks.waiting import DAYS, Holidays, Purpose, QueueRules
from highroad.core.words.hours import Hours, Span
from highroad.core.words.policy import Group, Limits, OffReason, Policy, Queue, Ring, SkillNeed, TransferRule


def compile_policy(playbook: Playbook, years: Iterable[int]) -> Policy:
    """The policy of a playbook, with holidays expanded for `years`."""
    wanted = tuple(sorted(set(years)))
    return Policy(
        playbook=playbook.about.name,
        version=playbook.about.version,
        zone=playbook.about.zone,
        queues=tuple(_queue(queue) for queue in playbook.queues),
        hours=tuple(hours_of(playbook, purpose.key, wanted) for purpose in playbook.hours),
        off_reasons=tuple(
            OffReason(off.key, off.state, off.reachable, off.counts_as_protected) for off in playbook.off_reasons
        ),
        groups=tuple(Group(group.key, group.protected_ms) for group in playbook.groups),
        transfers=tuple(
            TransferRule(
                kind=rule.kind,
                rule=rule.key,
                allowed=rule.allowed,
                reasons=rule.reasons,
                caller_told=rule.caller_told,
                briefed=rule.briefed,
                queues=rule.queues,
                instead=rule.instead.en,
            )
            for rule in playbook.transfers
        ),
        limits=_limits(playbook),
    )


def hours_of(playbook: Playbook, key: str, years: Iterable[int]) -> Hours:
    """The hours of one purpose. Raises `KeyError` when the playbook has no such purpose."""
    purpose = next((each for each in playbook.hours if each.key == key), None)
    if purpose is None:
        raise KeyError(key)
    return Hours(
        purpose=purpose.key,
        zone=purpose.zone or playbook.about.zone,
        weekly=weekly(purpose),
        special=_special(purpose, tuple(sorted(set(years)))),
    )


def weekly(purpose: Purpose) -> tuple[tuple[Span, ...], ...]:
    """The week of a purpose, Monday first; of two entries for a day the more particular one holds."""
    week: list[tuple[Span, ...]] = [()] * len(DAYS)
    for entry in sorted(purpose.weekly, key=lambda entry: -len(days_of(entry.key))):
        for day in days_of(entry.key):
            week[DAYS.index(day)] = tuple(sorted(entry.open))
    return tuple(week)


def days_of(written: str) -> tuple[str, ...]:
    """The weekdays of `mon-fri`, or of one day."""
    first, _, last = written.partition("-")
    return DAYS[DAYS.index(first) : DAYS.index(last or first) + 1]


def _special(purpose: Purpose, years: tuple[int, ...]) -> dict[str, tuple[Span, ...]]:
    days: dict[str, tuple[Span, ...]] = {}
    if purpose.holidays is not None:
        days.update((day, ()) for day, _ in holidays_in(purpose.holidays, years))
    days.update((day.date.isoformat(), tuple(sorted(day.open))) for day in purpose.special)
    return dict(sorted(days.items()))


@lru_cache(maxsize=64)
def holidays_in(rule: Holidays, years: tuple[int, ...]) -> tuple[tuple[str, str], ...]:
    """The holidays of a rule in `years`, as ISO date and English name. Raises `ValueError` for an unknown place."""
    try:
        found = public_holidays.country_holidays(
            rule.country, subdiv=rule.subdivision or None, years=years, expand=False, language="en_US"
        )
    except NotImplementedError as unknown:
        place = f"{rule.country} {rule.subdivision}".strip()
        message = f'there are no holidays on record for "{place}".'
        raise ValueError(message) from unknown
    return tuple(sorted((day.isoformat(), name) for day, name in found.items() if not _is_open(rule, name)))


def _is_open(rule: Holidays, name: str) -> bool:
    return any(part.strip().removesuffix(" (observed)") in rule.open_on for part in name.split(";"))


def _queue(queue: QueueRules) -> Queue:
    return Queue(
        key=queue.key,
        purposes=queue.purposes,
        rings=tuple(Ring(ring.after_ms, _needs(ring.required), ring.language) for ring in queue.rings),
        preferred=queue.preferred,
        order=queue.order,
        level=queue.level,
        head_start_ms=queue.head_start_ms,
        offer_ms=queue.offer_ms,
        wrap_limit_ms=queue.wrap_limit_ms,
        waiting_max=queue.waiting_max,
        wait_limit_ms=queue.wait_limit_ms,
        at_limit=queue.at_limit,
        overflow_to=queue.overflow_to or "",
        callback_after_ms=queue.callback_after_ms,
        at_close=queue.at_close,
        target_ms=queue.target.within_ms,
        target_share=queue.target.share,
    )


def _needs(required: Iterable[SkillLevel]) -> tuple[SkillNeed, ...]:
    return tuple(SkillNeed(need.key, need.level) for need in required)


def _limits(playbook: Playbook) -> Limits:
    limits = playbook.limits
    return Limits(
        hold_warn_ms=limits.hold_warn_ms,
        hold_max_ms=limits.hold_max_ms,
        consult_offer_ms=limits.consult_offer_ms,
        direct_offer_ms=limits.direct_offer_ms,
        reconnect_ms=limits.reconnect_ms,
        wrap_frees=limits.wrap_frees,
    )
