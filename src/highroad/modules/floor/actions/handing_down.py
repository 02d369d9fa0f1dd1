"""A caller who was handed on says nothing twice: whoever has them now begins where the colleague before left off.

Only with a case that both may see whole: where it is confidential for one of them, the guide begins anew. The work
after the call is each one's own.
"""

from __future__ import annotations

from django.db import transaction

from highroad.modules.cases.api import Covered, case_or_cover, opened
from highroad.modules.floor.models import GuideRecord, GuideRun
from highroad.modules.floor.queries.handled import practice_for
from highroad.modules.people.api import Actor

HANDED_DOWN = ("case", "found_by", "relation", "checks", "outcome")


@transaction.atomic
def hand_down(by: Actor, run: GuideRun) -> None:
    """Give a run that has just begun what the last one of the same contact has: its case and the steps taken."""
    last = GuideRun.objects.filter(contact=run.contact).exclude(pk=run.pk).order_by("-begun_at", "-pk").first()
    if last is None or not last.case or last.covered or isinstance(case_or_cover(by, last.case), Covered):
        return
    for name in HANDED_DOWN:
        setattr(run, name, getattr(last, name))
    run.save(update_fields=HANDED_DOWN)
    guide = practice_for(run).guide()
    own = {step.key for step in guide.steps if step.after_call or step.kind == "comment"}
    for record in last.records.filter(guide=guide.key).exclude(step__in=own):
        GuideRecord.objects.create(
            run=run,
            guide=record.guide,
            step=record.step,
            skipped=record.skipped,
            fields=record.fields,
            private=opened(record, "private") or "",
            made=f"from:{record.token}",
            at=record.at,
        )
