"""The facts a playbook's conditions and texts may ask about: one table, which is also their documentation.

Callers of the rules hand in a flat mapping from these names to values. A date `X` is also known as the numbers
`X_in_days` (ahead of today, negative when past) and `X_days_ago`, so that no condition has to do arithmetic.
A playbook may declare facts of its own (`facts:`), and each field its guides record is the fact `field.KEY`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

FactKind = Literal["text", "number", "truth", "date", "list"]

EACH: Mapping[str, str] = {
    "program": "programs",
    "document": "documents",
    "pending": "pending",
    "appointment": "appointments",
}
"""What a case has several of: the word for one, used in conditions, and the list's name in the case's facts."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact's kind, what it says, and for a choice all its values."""

    kind: FactKind
    title: str
    values: tuple[str, ...] = ()


FACTS: Mapping[str, Fact] = {
    "contact.language": Fact("text", "The caller's language, as a code such as en or es."),
    "contact.channel": Fact("text", "How the contact came.", ("voice", "callback", "message")),
    "contact.queue": Fact("text", "The queue it came through."),
    "contact.call_type": Fact("text", "What the call turned out to be about."),
    "contact.consortium": Fact("text", "The consortium or region the caller belongs to, when it is another."),
    "contact.transfer_wanted": Fact("truth", "The agent means to move the caller to another queue or person."),
    "caller.relation": Fact("text", "Who is speaking, in relation to the case."),
    "caller.authorized": Fact("truth", "Whether an authorization on file lets this person speak for the case."),
    "caller.upset": Fact("truth", "The caller is still unhappy after being helped."),
    "caller.asks_worker": Fact("truth", "The caller asks for their own worker's number."),
    "caller.insists": Fact("truth", "The caller insists on their worker or a supervisor."),
    "identity.identified": Fact("truth", "A case was found by what the caller gave."),
    "identity.by": Fact("text", "Which identifier found it."),
    "identity.matched": Fact("number", "How many checks agree with the file."),
    "identity.differed": Fact("number", "How many checks differ from the file."),
    "identity.outcome": Fact("text", "The outcome of the identity check."),
    "case.number": Fact("text", "The case's number."),
    "case.confidential": Fact("truth", "The case is confidential."),
    "case.assigned": Fact("truth", "A worker is assigned to the case."),
    "case.county": Fact("text", "The county of residence."),
    "case.household": Fact("number", "How many people the household has."),
    "case.error_found": Fact("truth", "An error made before was found in this contact."),
    "case.review_dates": Fact("number", "How many different review dates the open programs have."),
    "case.next_review": Fact("date", "The earliest review due among open programs."),
    "case.last_review": Fact("date", "The latest review due among open programs."),
    "case.requests": Fact("list", "What the caller asks for, as codes such as baby_add."),
    "program.name": Fact("text", "The program, as the case system writes it."),
    "program.status": Fact("text", "Its status.", ("open", "closed", "pending", "denied")),
    "program.review_due": Fact("date", "When its review or renewal is due."),
    "program.report_due": Fact("date", "When its interim report is due."),
    "program.closed_on": Fact("date", "When it closed."),
    "program.closed_for": Fact("text", "Why it closed."),
    "program.interview_due": Fact("date", "By when its interview must be held."),
    "document.kind": Fact("text", "What the document is."),
    "document.title": Fact("text", "Its title, as the case system writes it."),
    "document.received": Fact("date", "When it came in."),
    "document.needed_by": Fact("date", "By when it is needed."),
    "document.processed": Fact("truth", "Whether it has been worked on."),
    "pending.kind": Fact("text", "The kind of pending item, such as discrepancy, change or claim."),
    "pending.title": Fact("text", "Its title, as the case system writes it."),
    "pending.since": Fact("date", "Since when it waits."),
    "pending.due": Fact("date", "When it is due."),
    "appointment.kind": Fact("text", "What the appointment was for, such as intake or review."),
    "appointment.on": Fact("date", "Its day."),
    "appointment.missed": Fact("truth", "The caller did not keep it, or we did not."),
    "work.needs_signature": Fact("truth", "Something on the work list needs a signature."),
    "referral.requested": Fact("truth", "The caller asked for it without being led to it."),
    "referral.agency_offers": Fact("truth", "The caller's local agency offers this."),
    "referral.notarized": Fact("truth", "The signature is notarized already."),
    "referral.due": Fact("date", "When what the caller brings is due."),
    "referral.fax_possible": Fact("truth", "The caller can send it by fax."),
    "referral.upload_possible": Fact("truth", "The caller can upload it."),
}

PLACEHOLDERS: Mapping[str, str] = {
    "agent": "the agent's own name",
    "caller": "the caller's name, once given",
    "worker": "the assigned worker's name",
    "lead": "the name of the lead spoken to",
    "queue": "the title of the queue meant",
    "wait": "the estimated wait",
    "phone": "the phone number to give",
    "link": "the link to the restricted task",
    "deadline": "when it is due",
    "programs": "the programs a statement is for",
    "items": "what on the work list needs this",
}
"""What texts may name beside facts."""


def with_days(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    """The table with what dates give: `X_in_days` and `X_days_ago`."""
    full = dict(facts)
    for name, fact in facts.items():
        if fact.kind == "date":
            full[f"{name}_in_days"] = Fact("number", f"Days from today: {fact.title}")
            full[f"{name}_days_ago"] = Fact("number", f"Days since: {fact.title}")
    return full


def vocabulary(own: Iterable[tuple[str, Fact]] = ()) -> dict[str, Fact]:
    """Every name a condition may use, with a playbook's `own` added."""
    return with_days({**FACTS, **dict(own)})
