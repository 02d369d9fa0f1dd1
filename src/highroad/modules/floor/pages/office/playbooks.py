"""Versions of the playbook: the list, one version as people read it, what differs between two."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language

from highroad.modules.floor.models import PlaybookVersion
from highroad.modules.floor.practice.queries import NoPractice, differences, predecessor, version_or_404, versions
from highroad.modules.floor.practice.wording import SIDE_WORDS, STATE_MARKS, STATE_WORDS
from highroad.modules.floor.versioning.sources import Checked, check_files
from highroad.modules.floor.versioning.states import NUMBERED, SIDES, Act, State, after
from highroad.modules.people.api import Actor, actor_of, declared

from .forms import ApproveForm, ProposeForm
from .parts import guides_of, parts_of


@dataclass(frozen=True, slots=True)
class Shown:
    """A version with the words and marks of its state."""

    version: PlaybookVersion
    state: State
    words: str | Promise
    icon: str
    ground: str

    @property
    def sides(self) -> list[dict[str, Any]]:
        """Each side, and its approval if there is one."""
        signed = {one.side: one for one in self.version.approvals.all()}
        return [{"name": SIDE_WORDS[side.value], "approval": signed.get(side.value)} for side in SIDES]


def shown(version: PlaybookVersion) -> Shown:
    """For a list or a page."""
    state = State(version.state)
    icon, ground = STATE_MARKS[state]
    return Shown(version, state, STATE_WORDS[state], icon, ground)


@declared("office.playbook", "read")
def playbooks(request: HttpRequest) -> HttpResponse:
    """Every version, the newest first."""
    actor = actor_of(request)
    rows = [shown(version) for version in versions(actor)]
    rows.sort(key=lambda row: (row.state is State.WITHDRAWN, -(row.version.number or 10**6), -row.version.pk))
    context = {
        "rows": rows,
        "current": next((row for row in rows if row.state is State.IN_FORCE), None),
        "may_draft": actor.may("propose", "office.playbook"),
    }
    return render(request, "office/playbooks.html", context)


@declared("office.playbook", "read")
def by_number(request: HttpRequest, number: int) -> HttpResponse:
    """The version a contact remembers by its number; for links from a contact's history."""
    found = versions(actor_of(request)).filter(number=number, state__in=NUMBERED).first()
    if found is None:
        raise Http404
    return redirect("office:playbook", found.token)


@declared("office.playbook", "read")
def version(request: HttpRequest, token: str) -> HttpResponse:
    """One version as a person would read it, and what can be done to it."""
    return version_page(request, version_or_404(actor_of(request), token))


def version_page(request: HttpRequest, row: PlaybookVersion, **forms: Any) -> HttpResponse:
    """The page, with a form that was refused in place of a fresh one."""
    actor = actor_of(request)
    checked = check_files(row.name, row.files)
    playbook = checked.playbook
    language = "es" if (get_language() or "en").startswith("es") else "en"
    context: dict[str, Any] = {
        "row": shown(row),
        "version": row,
        "playbook": playbook,
        "title": playbook.about.title.say(language) if playbook else row.name,
        "note": playbook.about.note.say(language) if playbook else "",
        "checked": checked,
        "failed": sum(not result.is_as_written for result in checked.results),
        "parts": parts_of(playbook, language) if playbook else [],
        "guides": guides_of(playbook, language) if playbook else [],
        "before": predecessor(row),
        "can": _can(actor, row, checked),
        "may_draft": actor.may("propose", "office.playbook"),
        "propose_form": ProposeForm(initial={"effective_on": timezone.localdate()}),
        "approve_form": ApproveForm(auto_id="approve_%s"),
    }
    return render(request, "office/playbook.html", context | forms, status=422 if forms else 200)


def _can(actor: Actor, row: PlaybookVersion, checked: Checked) -> dict[str, bool]:
    """What this person can do to this version in its state."""
    state = State(row.state)
    proposes = actor.may("propose", "office.playbook")
    return {
        "edit": proposes and after(state, Act.EDIT) is not None,
        "propose": proposes and after(state, Act.PROPOSE) is not None and not checked.errors,
        "withdraw": proposes and after(state, Act.WITHDRAW) is not None,
        "activate": actor.may("activate", "office.playbook") and after(state, Act.ACTIVATE) is not None,
        "management": _may_sign(actor, state, Act.MANAGEMENT),
        "labor": _may_sign(actor, state, Act.LABOR),
    }


def _may_sign(actor: Actor, state: State, side: Act) -> bool:
    return after(state, side) is not None and actor.limits("approve", "office.playbook", side.value).everything


@declared("office.playbook", "read")
def difference(request: HttpRequest, token: str) -> HttpResponse:
    """What changed between two versions, a sentence each."""
    actor = actor_of(request)
    new = version_or_404(actor, token)
    other = request.GET.get("with", "")
    old = version_or_404(actor, other) if other else predecessor(new)
    sentences, unreadable = [], ""
    if old is not None:
        try:
            sentences = differences(old, new)
        except NoPractice as why:
            unreadable = str(why)
    context = {
        "new": shown(new),
        "old": shown(old) if old else None,
        "sentences": [_in_words(sentence) for sentence in sentences],
        "unreadable": unreadable,
        "others": [shown(one) for one in versions(actor).exclude(pk=new.pk)],
    }
    return render(request, "office/difference.html", context)


def _in_words(sentence: str) -> dict[str, str]:
    """A sentence parted into where and what: `Family (S-2): protected time 90 → 100 minutes a day`."""
    where, colon, what = sentence.partition(": ")
    return {"where": where, "what": what} if colon else {"where": "", "what": sentence}


@declared("office.playbook", "read")
def files(request: HttpRequest, token: str) -> HttpResponse:
    """The files as they were written, comments and all."""
    row = version_or_404(actor_of(request), token)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in sorted(row.files.items()):
            # A fixed time, so that equal files give equal archives.
            archive.writestr(zipfile.ZipInfo(f"{row.name}/{name}", (1980, 1, 1, 0, 0, 0)), text)
    answer = HttpResponse(packed.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="playbook-{row.number or row.token}.zip"'
    return answer
