"""Working on a case: comments, the work list, review dates, corrections."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string

from highroad.modules.cases.actions.acting import person_behind
from highroad.modules.cases.models import (
    AuthorizedRepresentative,
    Case,
    CaseComment,
    CaseWorkItem,
    Correction,
    Program,
)
from highroad.modules.cases.queries.worklist import keyed_list
from highroad.modules.cases.rules.case import ItemState, why_not_item_state, why_not_sync, why_not_text
from highroad.modules.cases.wording import refuse, refuse_if
from highroad.modules.people.api import Actor, record, working

REASON_LENGTH_MAX = 200
TITLE_LENGTH_MAX = 160


@transaction.atomic
def add_comment(
    by: Actor, case: Case, text: str, *, contact: str = "", corrects: str = "", at: datetime
) -> CaseComment:
    """Add a comment. An earlier one is never rewritten: name it in `corrects` and say what is right."""
    refuse_if(why_not_text(text))
    earlier = CaseComment.objects.filter(case=case, token=corrects).first() if corrects else None
    comment = CaseComment.objects.create(
        case=case, author=person_behind(by), at=at, text=text.strip(), contact=contact, corrects=earlier
    )
    record(by, "comment-added", f"case:{case.token}", f"contact:{contact}" if contact else "", at)
    return comment


@transaction.atomic
def settle_item(
    by: Actor,
    case: Case,
    key: str,
    state: str,
    *,
    reason: str = "",
    contact: str = "",
    more: Mapping[str, Any] | None = None,
    at: datetime,
) -> CaseWorkItem:
    """Say that an item is done, deferred or not applicable, or open again. The same again changes nothing.

    `more` has what only the contact knows, as when the list was shown.
    """
    if state not in {one.value for one in ItemState}:
        refuse("item-state-unknown")
    refuse_if(why_not_item_state(ItemState(state), reason))
    kept = CaseWorkItem.objects.select_for_update().filter(case=case, key=key).first()
    if kept is None:
        listed = next((one for one, named in keyed_list(case, timezone.localdate(at), more) if named == key), None)
        if listed is None:
            refuse("item-unknown")
        kept = CaseWorkItem(case=case, key=key, title=listed.title.en, why=listed.why.en[:REASON_LENGTH_MAX])
    elif (kept.state, kept.reason, kept.contact) == (state, reason, contact):
        return kept
    kept.state, kept.reason, kept.contact = state, reason.strip()[:REASON_LENGTH_MAX], contact
    kept.by, kept.at = person_behind(by), at
    kept.save()
    record(by, f"item-{state}", f"case:{case.token}", f"contact:{contact}" if contact else "", at)
    return kept


@transaction.atomic
def add_item(by: Actor, case: Case, title: str, *, why: str = "", contact: str = "", at: datetime) -> CaseWorkItem:
    """Put something on the work list that the playbook did not think of."""
    refuse_if(why_not_text(title))
    item = CaseWorkItem.objects.create(
        case=case,
        key=f"added:{get_random_string(12)}",
        title=title.strip()[:TITLE_LENGTH_MAX],
        why=why.strip()[:REASON_LENGTH_MAX],
        added=True,
        contact=contact,
        by=person_behind(by),
        at=at,
    )
    record(by, "item-added", f"case:{case.token}", f"contact:{contact}" if contact else "", at)
    return item


@transaction.atomic
def sync_review_dates(by: Actor, case: Case, to: date, *, contact: str = "", at: datetime) -> int:
    """Give all open programs the earliest review date; returns how many changed. None is put off beyond its date."""
    programs = list(Program.objects.select_for_update().filter(case=case, status=Program.Status.OPEN))
    dated = [program for program in programs if program.review_due is not None]
    if dated and all(program.review_due == to for program in dated):
        return 0
    refuse_if(why_not_sync([program.review_due for program in dated], to))
    moved = [program for program in dated if program.review_due != to]
    for program in moved:
        program.review_due = to
        program.save(update_fields=["review_due"])
    record(by, "review-dates-synced", f"case:{case.token}", f"contact:{contact}" if contact else "", at)
    return len(moved)


@transaction.atomic
def authorize(
    by: Actor,
    case: Case,
    *,
    name: str,
    relation: str,
    programs: list[str],
    from_day: date,
    until_day: date | None = None,
    at: datetime,
) -> AuthorizedRepresentative:
    """Let someone outside the household speak for the case. Saying it again with other dates replaces them."""
    if not name.strip():
        refuse("name-missing")
    kept, _new = AuthorizedRepresentative.objects.update_or_create(
        case=case,
        name=name.strip(),
        relation=relation,
        defaults={"programs": programs, "from_day": from_day, "until_day": until_day},
    )
    record(by, "representative-authorized", f"case:{case.token}", "", at)
    return kept


@transaction.atomic
def report_correction(
    by: Actor, case: Case, *, what_was_wrong: str, corrected_how: str, previous_worker: str, at: datetime
) -> Correction:
    """An error was corrected going forward; the previous worker's supervisor is told, and nobody else.

    Whoever corrects their own work, or a worker without a supervisor, tells no one: then only the finder sees it.
    """
    refuse_if(why_not_text(what_was_wrong))
    refuse_if(why_not_text(corrected_how))
    finder = person_behind(by)
    worker = working(token=previous_worker) if previous_worker else None
    if previous_worker and worker is None:
        refuse("worker-unknown")
    told = worker.supervisor if worker is not None and worker.pk != finder.pk else None
    correction = Correction.objects.create(
        case=case,
        what_was_wrong=what_was_wrong.strip(),
        corrected_how=corrected_how.strip(),
        corrected_by=finder,
        corrected_at=at,
        previous_worker=worker,
        supervisor=told,
    )
    record(by, "correction-reported", f"case:{case.token}", "", at)
    return correction


@transaction.atomic
def see_correction(by: Actor, correction: Correction, *, at: datetime) -> bool:
    """The told supervisor has read it. True the first time."""
    if correction.seen_at is not None or correction.supervisor_id != by.person_id:
        return False
    correction.seen_at = at
    correction.save(update_fields=["seen_at"])
    record(by, "correction-seen", f"correction:{correction.token}", "", at)
    return True
