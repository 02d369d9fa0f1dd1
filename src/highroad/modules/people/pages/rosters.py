"""Bringing in a roster: choose the file, look at what it would do, apply it, undo it."""

from __future__ import annotations

import csv
import io

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from highroad.modules.people.actions import Refused
from highroad.modules.people.actor import actor_of
from highroad.modules.people.declared import declare, declared
from highroad.modules.people.models import RosterImport
from highroad.modules.people.pages.forms import RosterForm
from highroad.modules.people.queries import roster_imports
from highroad.modules.people.roster import apply_roster, keep_roster, preview, undo_roster
from highroad.modules.people.roster_reading import COLUMNS, NEEDED

ROWS_SHOWN = 200

declare("export", "people.roster.errors", "people.roster", "import")


def _kept(request: HttpRequest, token: str) -> RosterImport:
    return get_object_or_404(roster_imports(actor_of(request)), token=token)


@declared("people.roster", "import", writes="import")
def roster(request: HttpRequest) -> HttpResponse:
    """Choose a file; below, what was brought in before."""
    form = RosterForm(request.POST, request.FILES) if request.method == "POST" else RosterForm()
    if request.method == "POST" and form.is_valid():
        kept = keep_roster(form.cleaned_data["file"], by=actor_of(request), at=timezone.now())
        return redirect("people:roster-preview", kept.token)
    context = {
        "form": form,
        "earlier": roster_imports(actor_of(request))[:20],
        "needed": NEEDED,
        "others": [name for name in COLUMNS if name not in NEEDED],
    }
    return render(request, "people/roster.html", context, status=422 if form.errors else 200)


@declared("people.roster", "import")
def roster_preview(request: HttpRequest, token: str) -> HttpResponse:
    """What this file would do now, or what it did."""
    kept = _kept(request, token)
    found = preview(kept.content, actor_of(request), timezone.now())
    doing = [change for change in found.changes if change.new or change.differences]
    context = {
        "kept": kept,
        "found": found,
        "doing": doing[:ROWS_SHOWN],
        "more": max(0, len(doing) - ROWS_SHOWN),
        "errors": found.roster.errors,
        "rows_wrong": len({error.line for error in found.roster.errors}),
        "can_apply": bool(doing) and kept.state != RosterImport.State.APPLIED,
    }
    return render(request, "people/roster_preview.html", context)


@declared("people.roster", "import")
def roster_errors(request: HttpRequest, token: str) -> HttpResponse:
    """The errors as a file, to be mended beside the roster."""
    found = preview(_kept(request, token).content, actor_of(request), timezone.now())
    written = io.StringIO()
    out = csv.writer(written)
    out.writerow(["line", "column", "what", "mend"])
    for error in found.roster.errors:
        # A cell that begins like a formula would be run by a spreadsheet.
        out.writerow(
            [error.line, *("'" + t if t[:1] in "=+-@" else t for t in (error.column, error.what, error.mend))]
        )
    answer = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="roster-errors.csv"'
    return answer


@declared("people.roster", "import", writes="import")
def roster_apply(request: HttpRequest, token: str) -> HttpResponse:
    """Apply every good row, in one transaction."""
    kept = _kept(request, token)
    if request.method == "POST":
        found = apply_roster(kept, by=actor_of(request), at=timezone.now())
        said = ngettext("%(n)d person was added", "%(n)d people were added", found.new) % {"n": found.new}
        messages.success(request, _("Applied: %(said)s, %(n)d changed.") % {"said": said, "n": found.changed})
    return redirect("people:roster-preview", token)


@declared("people.roster", "import", writes="import")
def roster_undo(request: HttpRequest, token: str) -> HttpResponse:
    """Put back what was before."""
    kept = _kept(request, token)
    if request.method == "POST":
        try:
            left_alone = undo_roster(kept, by=actor_of(request), at=timezone.now())
        except Refused as why:
            messages.error(request, str(why))
        else:
            messages.success(request, _("Undone: everything is as it was before this roster."))
            if left_alone:
                names = ", ".join(person.name for person in left_alone)
                messages.warning(
                    request,
                    _("Left alone, since somebody changed them after it: %(names)s") % {"names": names},
                )
    return redirect("people:roster-preview", token)
