"""Who is free for whom, and who waits for whom: the two indexes a decision reads.

Agents with the same skills, group and channels share a `Profile`; waiting contacts with the same queue, language
and channel share a `Need`. A `Link` joins a profile to a need that it may serve, with the first ring in which it
may and its tier (how well it fits; 0 is best). Links are made when a profile or a need first appears, so that no
decision ever looks at an idle agent or a waiting contact that it does not choose:

* A profile keeps its idle agents in the order in which they became free. A need keeps, for each ring and tier, a
  heap of its profiles by the moment their longest-idle agent became free. That moment only ever grows, so an entry
  that is out of date is found too early, never too late, and is put right when it reaches the top.
* A need keeps its waiting contacts in one heap by age. Whoever is older is in a wider ring, so when the oldest
  may not be offered to a profile, none of the need's contacts may.

A decision therefore costs a logarithm of the profiles or contacts of one need, times the needs that one agent
serves, whatever the number of idle agents and waiting contacts.
"""

from __future__ import annotations

from heapq import heappop, heappush, heapreplace

from highroad.core.words.policy import Queue


class Agent:
    """One person's desk, as the engine sees it. Times in epoch ms; 0 means none."""

    def __init__(self, agent: int, token: str, kind: str, group: str) -> None:
        self.id = agent
        self.token = token
        self.kind = kind
        self.group = group
        self.profile: Profile | None = None
        self.state = 0
        self.since = 0
        self.reason = ""
        self.stamp = 0
        """Grows with every change of state; timers and index entries of an earlier stamp are void."""
        self.idle_order = 0
        """The agent's place among everyone free: grows each time somebody becomes available."""
        self.contact = 0
        self.back_to = 0
        self.back_reason = ""
        self.back_since = 0
        self.planned = -1
        self.planned_reason = ""
        self.connected = True
        self.late = False
        """After-call work has passed its limit."""
        self.protected_used_ms = 0
        self.protected_day = 0


class Contact:
    """One contact, as the engine sees it. Times in epoch ms; 0 means none."""

    def __init__(
        self, contact: int, channel: str, purpose: str, language: str, caller: str, parent: int, at: int
    ) -> None:
        self.id = contact
        self.channel = channel
        self.purpose = purpose
        self.language = language
        self.caller = caller
        self.parent = parent
        self.version = 0
        self.state = 0
        self.since = at
        self.stamp = 0
        self.arrived = at
        self.age_from = at
        """From when its waiting counts: before `arrived` if its queue gives a head start or it kept a place."""
        self.need: Need | None = None
        self.queue = ""
        self.ring = 0
        self.agent = 0
        self.offer_kind = 0
        self.answered = 0
        self.queued = 0
        self.waited_ms = 0
        """How long it had waited when it was last answered; a transfer keeps that age, and no more."""
        self.held_since = 0
        self.held_ms = 0
        self.hold_warnings = 0
        """0 in time, 1 warned, 2 over the limit."""
        self.limit_passed = False
        self.told = False
        self.case = ""
        self.consult = 0
        self.briefed = 0
        """The lead who was last consulted in this contact, the only one it may be transferred to."""
        self.wraps = 0
        """How many agents still have after-call work for it."""


class Link:
    """A profile that may serve a need: from which ring on, and how well (tier 0 is best)."""

    def __init__(self, need: Need, profile: Profile, ring: int, tier: int) -> None:
        self.need = need
        self.profile = profile
        self.ring = ring
        self.tier = tier
        self.key = 0
        """The idle order under which the profile is listed in the heap; 0 when it is not."""
        self.entry = 0
        """The number of the one entry in the heap that counts; the link's earlier entries are void."""
        self.heap = need.heap(ring, tier)

    def list_idle(self) -> None:
        """List the profile's longest-idle agent with the need, if there is one."""
        agent = self.profile.longest_idle()
        if agent is not None:
            self.list_under(agent.idle_order)

    def list_under(self, order: int) -> None:
        """List the profile by an idle order, unless it is listed by this or an earlier one."""
        if self.key and self.key <= order:
            return
        self.key = order
        self.entry += 1
        heappush(self.heap, (order, self.profile.id, self.entry, self))


class Profile:
    """Agents who can do the same: equal skills, group and channels."""

    def __init__(self, profile: int, skills: dict[str, int], channels: tuple[str, ...]) -> None:
        self.id = profile
        self.skills = skills
        self.channels = channels
        self.links: list[Link] = []
        self.idle: list[tuple[int, int, Agent]] = []
        """Heap of (idle order, stamp, agent); void where the agent's stamp has moved on."""
        self.idle_count = 0

    def longest_idle(self) -> Agent | None:
        """The agent of this profile who has been free the longest; None when nobody is."""
        idle = self.idle
        while idle:
            entry = idle[0]
            agent = entry[2]
            if entry[1] == agent.stamp:
                return agent
            heappop(idle)
        return None

    def add_idle(self, agent: Agent) -> None:
        """List a free agent. `agent.idle_order` and `agent.stamp` are set."""
        heappush(self.idle, (agent.idle_order, agent.stamp, agent))
        self.idle_count += 1
        # While somebody was free before, every link is listed already, with a key that is right or too early;
        # an agent who takes back an earlier place (an offer was withdrawn) may make the key too late: list anew.
        if self.idle_count == 1 or self.idle[0][2] is agent:
            for link in self.links:
                link.list_under(agent.idle_order)


class Need:
    """Waiting contacts that ask for the same: one queue, language and channel, under one playbook version."""

    def __init__(self, need: int, queue: Queue, version: int, language: str, channel: str) -> None:
        self.id = need
        self.queue = queue
        self.version = version
        self.language = language
        self.channel = channel
        self.waiting: list[tuple[int, int, int, Contact]] = []
        """Heap of (age from, contact id, stamp, contact); void where the contact's stamp has moved on."""
        self.waiting_count = 0
        self.heaps: list[list[list[Entry]]] = [[] for _ in queue.rings]
        self.links: list[Link] = []

    def heap(self, ring: int, tier: int) -> list[Entry]:
        """The heap of profiles that may serve from `ring` on, at `tier`."""
        tiers = self.heaps[ring]
        while len(tiers) <= tier:
            tiers.append([])
        return tiers[tier]

    def add_waiting(self, contact: Contact) -> None:
        """List a waiting contact. `contact.age_from` and `contact.stamp` are set."""
        heappush(self.waiting, (contact.age_from, contact.id, contact.stamp, contact))
        self.waiting_count += 1

    def drop_waiting(self) -> None:
        """One contact has left the line; its stamp has moved on, or is about to."""
        self.waiting_count -= 1
        if self.waiting_count == 0:
            # Where somebody is always free nobody asks for the oldest, so void entries would never be met.
            self.waiting.clear()

    def oldest(self) -> Contact | None:
        """The contact that has waited the longest; None when none waits."""
        waiting = self.waiting
        while waiting:
            entry = waiting[0]
            if entry[2] == entry[3].stamp:
                return entry[3]
            heappop(waiting)
        return None

    def best_agent(self, ring: int) -> Agent | None:
        """The free agent for a contact in `ring`: best tier first, then free the longest. None when nobody is."""
        heaps = self.heaps[: ring + 1]
        depth = max(len(tiers) for tiers in heaps)
        for tier in range(depth):
            best: Agent | None = None
            for tiers in heaps:
                if tier < len(tiers):
                    agent = _top(tiers[tier])
                    if agent is not None and (best is None or agent.idle_order < best.idle_order):
                        best = agent
            if best is not None:
                return best
        return None


def _top(heap: list[Entry]) -> Agent | None:
    """The longest-idle agent of a heap of profiles, putting entries right that are out of date."""
    while heap:
        order, profile_id, entry, link = heap[0]
        if entry != link.entry:
            heappop(heap)
            continue
        agent = link.profile.longest_idle()
        if agent is None:
            heappop(heap)
            link.key = 0
        elif agent.idle_order == order:
            return agent
        else:
            link.key = agent.idle_order
            heapreplace(heap, (agent.idle_order, profile_id, entry, link))
    return None


Entry = tuple[int, int, int, Link]
"""(idle order, profile id, number of the entry, link): a profile in the heap of a need, ring and tier."""
