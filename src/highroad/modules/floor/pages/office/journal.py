"""The journal's health: its head, whether it is what was written, how fast it becomes durable, and its anchor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from highroad.core.words.chain import Fault, Verdict
from highroad.core.words.journal import Corrupt, Journal, JournalBroken
from highroad.modules.floor.running import the_floor
from highroad.modules.floor.service.host import Unavailable
from highroad.modules.people.api import declared

QUICK_ENTRIES = 50_000
"""Entries checked while a page waits: about a second. The command line walks them all."""
FSYNC_WARN_US = 50_000
"""A disk that takes longer to make a write durable is felt at every desk."""

FAULT_WORDS: dict[Fault, str | Promise] = {
    Fault.MISSING: gettext_lazy("An entry that must be there is not. Keep the file as it is, and compare a backup."),
    Fault.ALTERED: gettext_lazy("This entry is not what was written. Keep the file as it is, and compare a backup."),
    Fault.UNREADABLE: gettext_lazy(
        "This entry cannot be read. Keep the file as it is, check the disk, compare a backup."
    ),
    Fault.CUT: gettext_lazy("The journal ends before a kept anchor. Look for the newest backup."),
    Fault.REWRITTEN: gettext_lazy("This is another history than the one an anchor remembers. Compare with backups."),
    Fault.STORE: gettext_lazy("The entries are whole, the store around them is not. Restore or rebuild the store."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A verdict as people read it."""

    sound: bool
    checked: int
    first: int
    bad: int | None = None
    words: str | Promise = ""


def _open() -> Journal:
    return the_floor().host.journal


def quick_check(journal: Journal) -> Said:
    """Verify the last entries; the first bad one is named."""
    head = journal.head()
    first = max(1, head.seq - QUICK_ENTRIES + 1)
    verdict: Verdict = journal.verify(first)
    if verdict.fault is None:
        return Said(sound=True, checked=verdict.entries_checked, first=first)
    return Said(
        sound=False,
        checked=verdict.entries_checked,
        first=first,
        bad=verdict.bad_seq,
        words=FAULT_WORDS[verdict.fault],
    )


def _figures(journal: Journal) -> dict[str, Any]:
    head = journal.head()
    last = journal.entry(head.seq)
    snapshot = journal.latest_snapshot()
    sync = journal.measure_fsync()
    return {
        "head": head,
        "hash": head.hash.hex(),
        "last_at": datetime.fromtimestamp(last.at / 1000, UTC) if last else None,
        "snapshot": snapshot.seq if snapshot else None,
        "since_snapshot": head.seq - snapshot.seq if snapshot else head.seq,
        "sync_ms": f"{sync.p50_us / 1000:.1f}",
        "sync_max_ms": f"{sync.max_us / 1000:.1f}",
        "sync_slow": sync.p50_us > FSYNC_WARN_US,
        "sync_limit_ms": FSYNC_WARN_US // 1000,
    }


@declared("office.journal", "read", writes="verify")
def journal(request: HttpRequest) -> HttpResponse:
    """The page; sent to, it checks the chain and says what it found."""
    context: dict[str, Any] = {"said": None, "fault": "", "damage": None}
    try:
        found = _open()
        if request.method == "POST":
            context["said"] = quick_check(found)
        context |= _figures(found)
    except Unavailable as why:
        context["fault"] = str(why)
    except Corrupt as damage:
        context["damage"] = damage.seq
        context["fault"] = _("An entry is not what was written. Keep the file as it is, and compare a backup.")
    except JournalBroken:
        context["fault"] = _("The journal cannot be read now. Look at the disk and at the log of the service.")
    return render(request, "office/journal.html", context)


@declared("office.journal", "read")
def anchor(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (a page's signature)
    """The head as one line, to be kept on another machine: without it a tail that was cut off cannot be seen."""
    try:
        line = f"{_open().anchor()}\n"
    except (Unavailable, Corrupt, JournalBroken):
        return redirect("office:journal")  # which says what is the matter
    answer = HttpResponse(line, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="anchor.txt"'
    return answer
