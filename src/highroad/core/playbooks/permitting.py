"""What the practice permits: transfers, referrals, and what may be done once a caller is known.

Refusals are values. Each names the rule that refuses, says why, and what to do instead; nothing is permitted that
no rule permits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from highroad.core.playbooks.identity import Outcome
from highroad.core.playbooks.moving import OtherOffice, TransferPolicy
from highroad.core.playbooks.playbook import Playbook
from highroad.core.playbooks.values import Text
from highroad.core.words.policy import TransferKind


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, by which rule, and what to do instead."""

    rule: str
    why: Text
    instead: Text = field(default_factory=Text)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a caller could say: which identifier found the case, who is speaking, and how each check went.

    `checks` maps a check's name to `matches`, `differs` or `not_said`.
    """

    by: str = ""
    relation: str = ""
    authorized: bool = False
    checks: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Identity:
    """The outcome of an identity check, its rule, and what the agent may then do."""

    outcome: str
    rule: str
    title: Text
    may: tuple[str, ...]
    say: Text


NO_RULE = "T-0"
"""The rule of last resort: what no rule of the playbook permits is refused."""


def why_not_transfer(
    playbook: Playbook,
    kind: TransferKind,
    *,
    reason: str = "",
    caller_told: bool = False,
    briefed: bool = False,
    queue: str = "",
) -> Refusal | None:
    """Why a transfer is refused, or None when it is permitted.

    `briefed` says that the receiver was consulted in this very contact. A rule that forbids wins over any that
    permits; among several that permit, one that is wholly kept is enough.
    """
    rules = [rule for rule in playbook.transfers if rule.kind == kind and queue_fits(rule, queue)]
    if not rules:
        why = Text(
            f"No rule permits this kind of transfer ({kind}).", f"Ninguna regla permite esta transferencia ({kind})."
        )
        return Refusal(NO_RULE, why)
    for rule in rules:
        if not rule.allowed:
            return Refusal(rule.key, rule.title, rule.instead)
    refusals = [_unmet(rule, reason, caller_told=caller_told, briefed=briefed) for rule in rules]
    return None if None in refusals else refusals[0]


def queue_fits(rule: TransferPolicy, queue: str) -> bool:
    """Whether a rule speaks of a transfer to `queue`."""
    return rule.kind != "queue" or not rule.queues or queue in rule.queues


def _unmet(rule: TransferPolicy, reason: str, *, caller_told: bool, briefed: bool) -> Refusal | None:
    if rule.reasons and reason not in rule.reasons:
        known = ", ".join(rule.reasons)
        why = Text(f"Give one of these reasons: {known}.", f"Indique uno de estos motivos: {known}.")
        return Refusal(rule.key, why, rule.instead)
    if rule.caller_told and not caller_told:
        why = Text(
            "Tell the caller first that they will be transferred and may wait a moment.",
            "Diga primero a la persona que será transferida y que puede esperar un momento.",
        )
        return Refusal(rule.key, why, rule.say)
    if rule.briefed and not briefed:
        why = Text(
            "Speak first with the one who takes over; the caller goes to that same person.",
            "Hable primero con quien recibe la llamada; la persona pasa a esa misma persona.",
        )
        return Refusal(rule.key, why, rule.instead)
    return None


def why_not_refer(playbook: Playbook, reason: str, facts: Mapping[str, Any]) -> Refusal | None:
    """Why a caller may not be sent to the local agency for `reason`, or None when they may."""
    for referral in playbook.referrals:
        if referral.key == reason:
            if referral.when is None or referral.when.holds(facts):
                return None
            return Refusal(referral.rule, referral.title, referral.otherwise)
    titles = "; ".join(referral.title.en for referral in playbook.referrals)
    spanish = "; ".join(referral.title.say("es") for referral in playbook.referrals)
    why = Text(
        "This is not among the reasons for a referral.", "Este no es un motivo para enviar a la agencia local."
    )
    return Refusal("R-0", why, Text(f"Only for: {titles}.", f"Solo por: {spanish}."))


def identity_outcome(playbook: Playbook, answers: Answers, facts: Mapping[str, Any] | None = None) -> Identity:
    """The outcome of what a caller could say. `facts` adds what else outcomes may ask about, such as the case's."""
    known = {**(facts or {}), **identity_facts(playbook, answers)}
    for outcome in playbook.identity.outcomes:
        if outcome.when is None or outcome.when.holds(known):
            return _identity(outcome)
    # A checked playbook ends with an outcome without a condition; whatever happens, nothing is permitted by default.
    unknown = Text("Not identified", "Sin identificar")
    return Identity("failed", "I-0", unknown, (), Text())


def _identity(outcome: Outcome) -> Identity:
    return Identity(outcome.key, outcome.rule, outcome.title, outcome.may, outcome.say)


def identity_facts(playbook: Playbook, answers: Answers) -> dict[str, Any]:
    """The facts that conditions on identity ask about, from what the caller could say."""
    results = {check.key: answers.checks.get(check.key, "not_said") for check in playbook.identity.checks}
    speaks = next((r.speaks_for for r in playbook.identity.relations if r.key == answers.relation), "not")
    return {
        "identity.identified": bool(answers.by),
        "identity.by": answers.by or None,
        "identity.matched": sum(result == "matches" for result in results.values()),
        "identity.differed": sum(result == "differs" for result in results.values()),
        "caller.relation": answers.relation or None,
        "caller.authorized": speaks == "fully" or (speaks == "if_authorized" and answers.authorized),
        **{f"check.{key}": result for key, result in results.items()},
    }


def office_for(playbook: Playbook, area: str) -> OtherOffice | None:
    """Whose number to give a caller who lives in `area`; None when no other organization serves it."""
    wanted = area.strip().casefold()
    for office in playbook.directory:
        if wanted in (name.casefold() for name in office.areas):
            return office
    return None
