"""The work list: what is worth doing in this contact, worked out from the case, most valuable first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from highroad.core.playbooks.playbook import Playbook
from highroad.core.playbooks.resolving import WorkItem
from highroad.core.playbooks.values import LANGUAGES, Text, say_date, say_days, say_when
from highroad.core.playbooks.vocabulary import EACH, Fact

CaseFacts = Mapping[str, Any]
"""`case`: a mapping of facts without their prefix; `programs`, `documents`, `pending`, `appointments`: lists of such.
Beside them full names may stand, such as `contact.language`. Dates are `date` or ISO text."""


@dataclass(frozen=True, slots=True)
class Listed:
    """An item on a work list. `of` is the place in its list (`programs` …) of what it is about; -1 for the case."""

    key: str
    rule: str
    title: Text
    why: Text
    value: int
    about_ms: int
    needs_signature: str | None
    syncs_dates: bool
    for_each: str
    of: int = -1
    signs: bool = False


def work_list(playbook: Playbook, case_facts: CaseFacts, today: date) -> tuple[Listed, ...]:
    """The items that apply, most valuable first; among equals the soonest, then the playbook's own order.

    A signing item applies when something before it needs a signature, and follows right behind the first of these.
    """
    vocabulary = playbook.vocabulary()
    shared = shared_facts(case_facts, today, vocabulary)
    found: list[tuple[tuple[float, ...], Listed]] = []
    for order, item in enumerate(playbook.work_list):
        if not item.signs:
            for of, facts in _each(item, case_facts, shared, today, vocabulary):
                if item.when.holds(facts):
                    found.append((_rank(item, facts, order, of), _listed(item, facts, of)))
    listed = [entry for _, entry in sorted(found, key=lambda pair: pair[0])]
    return tuple(_with_signing(playbook, listed, shared))


def _rank(item: WorkItem, facts: Mapping[str, Any], order: int, of: int) -> tuple[float, ...]:
    soon = facts.get(item.sooner) if item.sooner else None
    return (-item.value, float(soon) if isinstance(soon, (int, float)) else float("inf"), order, of)


def _with_signing(playbook: Playbook, listed: list[Listed], shared: dict[str, Any]) -> Iterable[Listed]:
    needing = [entry for entry in listed if entry.needs_signature]
    facts = {**shared, "work.needs_signature": bool(needing), "items": needing}
    signing = [_listed(item, facts, -1) for item in playbook.work_list if item.signs and item.when.holds(facts)]
    place = listed.index(needing[0]) + 1 if needing else len(listed)
    return [*listed[:place], *signing, *listed[place:]]


def _listed(item: WorkItem, facts: Mapping[str, Any], of: int) -> Listed:
    title, why = (fill(text, facts) for text in (item.title, item.why))
    return Listed(
        key=item.key, rule=item.rule, title=title, why=why, value=item.value, about_ms=item.about_ms,
        needs_signature=item.needs_signature, syncs_dates=item.syncs_dates, for_each=item.for_each, of=of,
        signs=item.signs,
    )  # fmt: skip


def _each(
    item: WorkItem, case_facts: CaseFacts, shared: dict[str, Any], today: date, vocabulary: Mapping[str, Fact]
) -> Iterable[tuple[int, dict[str, Any]]]:
    if item.for_each == "case":
        return [(-1, shared)]
    one: Sequence[Mapping[str, Any]] = case_facts.get(EACH[item.for_each], ())
    return [(of, {**shared, **flat(item.for_each, facts, today, vocabulary)}) for of, facts in enumerate(one)]


def shared_facts(case_facts: CaseFacts, today: date, vocabulary: Mapping[str, Fact]) -> dict[str, Any]:
    """The facts of the case as a whole, with what follows from its programs."""
    facts = flat("case", case_facts.get("case", {}), today, vocabulary)
    reviews = sorted(
        {
            due
            for program in case_facts.get("programs", ())
            if program.get("status") == "open" and (due := as_date(program.get("review_due"))) is not None
        }
    )
    facts["case.review_dates"] = len(reviews)
    if reviews:
        ends = {"next_review": reviews[0], "last_review": reviews[-1]}
        facts.update(flat("case", ends, today, vocabulary))
    facts.update({name: value for name, value in case_facts.items() if "." in name})
    return facts


def flat(prefix: str, facts: Mapping[str, Any], today: date, vocabulary: Mapping[str, Fact]) -> dict[str, Any]:
    """Facts under their full names; each date also as days from and since today."""
    full: dict[str, Any] = {}
    for name, value in facts.items():
        whole = f"{prefix}.{name}"
        fact = vocabulary.get(whole)
        day = as_date(value) if fact is not None and fact.kind == "date" else None
        full[whole] = value if day is None else day
        if day is not None:
            full[f"{whole}_in_days"] = (day - today).days
            full[f"{whole}_days_ago"] = (today - day).days
    return full


def as_date(value: Any) -> date | None:
    """A date given as such or as ISO text; None for anything else."""
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def fill(text: Text, facts: Mapping[str, Any]) -> Text:
    """The text with its facts filled in, in each language; what is not known stays in braces."""
    english, spanish = (
        text.say(code, {name: say_fact(name, facts[name], code) for name in text.placeholders(code) & facts.keys()})
        for code in LANGUAGES
    )
    return Text(english, spanish)


def say_fact(name: str, value: Any, language: str) -> str:
    """A fact as words: `1 Dec 2026`, `in 12 days`, `3 days`, titles joined by commas."""
    if name.endswith("_in_days") and isinstance(value, int):
        return say_when(value, language)
    if name.endswith("_days_ago") and isinstance(value, int):
        return say_days(value, language)
    if isinstance(value, date):
        return say_date(value, language)
    if isinstance(value, (list, tuple)):
        return ", ".join(part.title.say(language) if isinstance(part, Listed) else str(part) for part in value)
    return str(value)
