"""Drafts: bring in files, copy a version, change the words of a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from highroad.modules.floor.practice.actions import draft, draft_from, redraft
from highroad.modules.floor.practice.queries import version_or_404
from highroad.modules.floor.versioning.sources import check_files
from highroad.modules.floor.versioning.states import State
from highroad.modules.people.api import Refused, actor_of, declared

from .forms import UploadForm, WordsForm

FOLDER = "playbook"
"""What the files' folder is called in messages until the playbook's own name can be read."""


@declared("office.playbook", "propose", writes="propose")
def upload(request: HttpRequest) -> HttpResponse:
    """Bring in a playbook's files. Nothing is kept of a broken one, unless it is asked for as a draft."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    context: dict[str, Any] = {"form": form, "checked": None, "names": []}
    if not form.is_bound or not form.is_valid():
        return render(request, "office/draft.html", context, status=422 if form.is_bound else 200)
    texts = form.cleaned_data["chosen"]
    checked = check_files(FOLDER, texts)
    if checked.errors and not form.cleaned_data["keep"]:
        return render(
            request, "office/draft.html", context | {"checked": checked, "names": sorted(texts)}, status=422
        )
    name = checked.playbook.about.name if checked.playbook else FOLDER
    kept = draft(name, texts, by=actor_of(request), at=timezone.now(), note=form.cleaned_data["note"])
    messages.success(request, _("Kept as a draft. Nothing changes on the floor until both sides have approved it."))
    return redirect("office:playbook", kept.token)


@declared("office.playbook", "propose", writes="propose")
def copy(request: HttpRequest, token: str) -> HttpResponse:
    """A new draft that begins as this version."""
    actor = actor_of(request)
    version = version_or_404(actor, token)
    if request.method != "POST":
        return redirect("office:playbook", version.token)
    made = draft_from(version, by=actor, at=timezone.now())
    messages.success(request, _("A draft was made. Change its files here, or take them, change them and send them."))
    return redirect("office:playbook", made.token)


@declared("office.playbook", "propose", writes="propose")
def words(request: HttpRequest, token: str) -> HttpResponse:
    """The text of one file of a draft. What is saved may hold errors: they are listed, and nothing is lost."""
    actor = actor_of(request)
    version = version_or_404(actor, token)
    file = request.POST.get("file") or request.GET.get("file") or min(version.files, default="")
    if version.files and file not in version.files:
        raise Http404
    form = WordsForm(request.POST if request.method == "POST" else None, initial=_now_in(version.files, file))
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"].replace("\r\n", "\n")
        try:
            differed = redraft(version, {**version.files, file: text}, by=actor, at=timezone.now())
        except Refused as why:
            messages.error(request, str(why))
            return redirect("office:playbook", version.token)
        messages.success(request, _("Saved.") if differed else _("Nothing differed, so nothing was changed."))
        return redirect(f"{request.path}?file={file}")
    checked = check_files(version.name, version.files)
    context = {
        "version": version,
        "form": form,
        "file": file,
        "names": sorted(version.files),
        "checked": checked,
        "here": [one for one in checked.findings if one.at.file.endswith(f"/{file}")],
        "is_draft": version.state == State.DRAFT.value,
    }
    return render(request, "office/words.html", context, status=422 if form.errors else 200)


def _now_in(files: dict[str, str], file: str) -> dict[str, str]:
    return {"file": file, "text": files.get(file, "")}
