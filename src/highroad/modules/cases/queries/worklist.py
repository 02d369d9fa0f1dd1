"""The work list of a case: worked out from its facts and the playbook, with what colleagues did about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from highroad.core.playbooks.listing import Listed, work_list
from highroad.modules.cases.models import Case, CaseWorkItem, PendingItem, Program
from highroad.modules.cases.practice import case_facts, items_of, practice, programs_of
from highroad.modules.cases.rules.case import ItemState, shown_state


@dataclass(frozen=True, slots=True)
class ShownItem:
    """One line of the work list. `key` names it in writes; `state` and `reason` are what a colleague said last."""

    key: str
    title: str
    why: str
    state: str
    reason: str
    about_minutes: int
    needs_signature: str
    signs: bool
    syncs_dates: bool
    added: bool
    rule: str


def shown_work_list(
    case: Case, today: date, contact: str, language: str, more: Mapping[str, Any] | None = None
) -> list[ShownItem]:
    """Most valuable first, what colleagues added behind it; what was settled in an earlier contact is left out."""
    kept = {item.key: item for item in case.work_items.all()}
    shown = []
    for listed, key in keyed_list(case, today, more):
        line = _listed_line(listed, key, kept.pop(key, None), contact, language)
        if line is not None:
            shown.append(line)
    added = [item for item in kept.values() if item.added]
    return shown + [line for item in added if (line := _added_line(item, contact)) is not None]


def keyed_list(case: Case, today: date, more: Mapping[str, Any] | None = None) -> list[tuple[Listed, str]]:
    """The playbook's list for this case, each item with the key under which its state is kept.

    A key names what the item is about and its dates, so that next year's renewal is not taken for last year's.
    """
    programs, items = programs_of(case), items_of(case)
    things: dict[str, list[Program] | list[PendingItem]] = {
        "program": programs,
        "document": items["documents"],
        "pending": items["pending"],
        "appointment": items["appointments"],
    }
    reviews = [program.review_due for program in programs if program.status == "open" and program.review_due]
    season = min(reviews).isoformat() if reviews else ""
    return [(one, _key(one, things, season)) for one in work_list(practice(), case_facts(case, more), today)]


def _key(listed: Listed, things: Mapping[str, list[Program] | list[PendingItem]], season: str) -> str:
    if listed.of < 0:
        return f"{listed.key}:{season}"
    thing = things[listed.for_each][listed.of]
    if isinstance(thing, Program):
        dates = (thing.review_due, thing.report_due, thing.closed_on)
        return ":".join([listed.key, thing.token, *(day.isoformat() if day else "" for day in dates)])
    return f"{listed.key}:{thing.token}"


def _listed_line(
    listed: Listed, key: str, kept: CaseWorkItem | None, contact: str, language: str
) -> ShownItem | None:
    state: ItemState | None = ItemState.OPEN
    if kept is not None:
        state = shown_state(ItemState(kept.state), kept.contact, contact)
    if state is None:
        return None
    return ShownItem(
        key=key,
        title=listed.title.say(language),
        why=listed.why.say(language),
        state=state.value,
        reason=kept.reason if kept else "",
        about_minutes=round(listed.about_ms / 60_000),
        needs_signature=listed.needs_signature or "",
        signs=listed.signs,
        syncs_dates=listed.syncs_dates,
        added=False,
        rule=listed.rule,
    )


def _added_line(item: CaseWorkItem, contact: str) -> ShownItem | None:
    state = shown_state(ItemState(item.state), item.contact, contact)
    if state is None:
        return None
    return ShownItem(
        key=item.key,
        title=item.title,
        why=item.why,
        state=state.value,
        reason=item.reason,
        about_minutes=0,
        needs_signature="",
        signs=False,
        syncs_dates=False,
        added=True,
        rule="",
    )
