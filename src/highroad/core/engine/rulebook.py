"""The practice in force, looked up fast: queues, hours, transfer rules, who may serve what.

A new version of a practice takes effect for contacts that arrive from then on; a contact that is under way keeps
the needs of the version it arrived under.
"""

from __future__ import annotations

from typing import Any

from highroad.core.engine.facts import Skills
from highroad.core.engine.pools import Contact, Link, Need, Profile
from highroad.core.words.hours import ALWAYS, Hours
from highroad.core.words.policy import Group, Limits, OffReason, Policy, Queue, TransferRule

NO_POLICY = Policy(playbook="", version=0, zone="UTC", queues=(), hours=(), off_reasons=(), groups=())


class Rulebook:
    """The policies of a floor, newest in force, with the profiles and needs that were seen."""

    def __init__(self) -> None:
        self.policies: dict[int, Policy] = {}
        self.plain: dict[int, dict[str, Any]] = {}
        self.profiles: dict[tuple[Skills, tuple[str, ...]], Profile] = {}
        self.needs: dict[tuple[int, str, str, str], Need] = {}
        self._read(NO_POLICY)

    def adopt(self, policy: Policy) -> None:
        """Put a policy in force for the contacts that arrive from now on."""
        self.policies[policy.version] = policy
        self.plain[policy.version] = policy.to_json()
        self._read(policy)

    def _read(self, policy: Policy) -> None:
        self.policy = policy
        self.version = policy.version
        self.zone = policy.zone
        self.limits: Limits = policy.limits
        self.wrap_limit_ms = max((queue.wrap_limit_ms for queue in policy.queues), default=180_000)
        self.queues: dict[str, Queue] = {queue.key: queue for queue in policy.queues}
        self.hours: dict[str, Hours] = {hours.purpose: hours for hours in policy.hours}
        self.hours.setdefault(ALWAYS.purpose, ALWAYS)
        self.groups: dict[str, Group] = {group.key: group for group in policy.groups}
        self.off_reasons: dict[str, OffReason] = {reason.key: reason for reason in policy.off_reasons}
        self.protected_reasons = frozenset(r.key for r in policy.off_reasons if r.counts_as_protected)
        self.transfers: dict[str, tuple[TransferRule, ...]] = {}
        for rule in policy.transfers:
            self.transfers[rule.kind] = (*self.transfers.get(rule.kind, ()), rule)

    def profile_of(self, group: str, skills: Skills, channels: tuple[str, ...]) -> Profile:
        """The profile of people with these skills; a staffing group counts as the skill `group:KEY`, level 5."""
        key = (skills if not group else tuple(sorted((*skills, (f"group:{group}", 5)))), channels)
        profile = self.profiles.get(key)
        if profile is None:
            profile = Profile(len(self.profiles) + 1, dict(key[0]), channels)
            self.profiles[key] = profile
            for need in self.needs.values():
                _join(need, profile)
        return profile

    def need_of(self, call: Contact) -> Need:
        """What a contact asks for, under the version it arrived under."""
        key = (call.version, call.queue, call.language, call.channel)
        need = self.needs.get(key)
        if need is None:
            need = Need(len(self.needs) + 1, self.queue_of(call.version, call.queue), *key[:1], *key[2:])
            self.needs[key] = need
            for profile in self.profiles.values():
                _join(need, profile)
        return need

    def waiting_in(self, queue: str) -> int:
        """How many contacts wait in a queue, whatever they ask for."""
        return sum(need.waiting_count for need in self.needs.values() if need.queue.key == queue)

    def queue_of(self, version: int, key: str) -> Queue:
        """A queue's rules under a version; the newest version's where that version did not know the queue."""
        for queue in self.policies[version].queues:
            if queue.key == key:
                return queue
        return self.queues[key]


def _join(need: Need, profile: Profile) -> None:
    """Link a profile to a need if there is a ring in which it may serve it."""
    if need.channel not in profile.channels:
        return
    for ring in range(len(need.queue.rings)):
        if not missing(need, profile.skills, ring):
            link = Link(need, profile, ring, _tier(need, profile))
            profile.links.append(link)
            need.links.append(link)
            link.list_idle()
            return


def missing(need: Need, skills: dict[str, int], ring: int) -> list[tuple[str, int]]:
    """(skill, least level) of what `skills` lack for a need's ring; the empty list when nothing is lacking."""
    rule = need.queue.rings[ring]
    asked = [(want.skill, want.level) for want in rule.required]
    if rule.language and need.language:
        asked.append((f"lang:{need.language}", 1))
    return [(skill, level) for skill, level in asked if skills.get(skill, 0) < level]


def _tier(need: Need, profile: Profile) -> int:
    """How well a profile fits, 0 best: preferred skills first in the order named, then, where the queue says so,
    the higher level of the first skill it requires."""
    preferred = need.queue.preferred
    tier = sum(1 << (len(preferred) - 1 - i) for i, skill in enumerate(preferred) if skill not in profile.skills)
    if need.queue.order == "most_skilled" and need.queue.rings[0].required:
        tier = tier * 6 + 5 - profile.skills.get(need.queue.rings[0].required[0].skill, 0)
    return tier
