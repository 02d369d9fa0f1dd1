"""What is done to a version: propose, approve for a side, withdraw, put in force. Each leads back to its page."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from highroad.modules.floor.models import PlaybookVersion
from highroad.modules.floor.practice.actions import approve, propose, withdraw
from highroad.modules.floor.practice.force import activate
from highroad.modules.floor.practice.queries import version_or_404
from highroad.modules.floor.running import the_floor
from highroad.modules.floor.service.host import Unavailable
from highroad.modules.floor.versioning.states import Act, State
from highroad.modules.people.api import Refused, actor_of, declared

from .forms import ApproveForm, ProposeForm
from .playbooks import version_page


def _done(request: HttpRequest, token: str, do: Callable[[PlaybookVersion], str]) -> HttpResponse:
    """Carry it out and go back to the version, with what came of it in words."""
    version = version_or_404(actor_of(request), token)
    if request.method == "POST":
        try:
            messages.success(request, do(version))
        except (Refused, Unavailable) as why:
            messages.error(request, str(why))
    return redirect("office:playbook", version.token)


@declared("office.playbook", "propose", writes="propose")
def propose_version(request: HttpRequest, token: str) -> HttpResponse:
    """Lay a draft before both sides."""
    version = version_or_404(actor_of(request), token)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and not form.is_valid():
        return version_page(request, version, propose_form=form)

    def do(found: PlaybookVersion) -> str:
        propose(found, form.cleaned_data["effective_on"], by=actor_of(request), at=timezone.now())
        return _("Proposed. Its words are sealed; management and labor can approve it now.")

    return _done(request, token, do)


def _approve(request: HttpRequest, token: str, side: Act) -> HttpResponse:
    form = ApproveForm(request.POST)

    def do(version: PlaybookVersion) -> str:
        words = form.cleaned_data["words"] if form.is_valid() else ""
        signed = approve(version, side, by=actor_of(request), at=timezone.now(), words=words)
        if signed.state == State.SCHEDULED.value:
            return _("Approved. Both sides have signed; it takes effect on its date.")
        return _("Approved. The other side has not signed yet.")

    return _done(request, token, do)


@declared("office.playbook", "approve", writes="approve", field="management")
def approve_for_management(request: HttpRequest, token: str) -> HttpResponse:
    """Sign for management."""
    return _approve(request, token, Act.MANAGEMENT)


@declared("office.playbook", "approve", writes="approve", field="labor")
def approve_for_labor(request: HttpRequest, token: str) -> HttpResponse:
    """Sign for labor."""
    return _approve(request, token, Act.LABOR)


@declared("office.playbook", "propose", writes="propose")
def withdraw_version(request: HttpRequest, token: str) -> HttpResponse:
    """Take a version back."""

    def do(version: PlaybookVersion) -> str:
        withdraw(version, by=actor_of(request), at=timezone.now())
        return _("Withdrawn. It stays on record.")

    return _done(request, token, do)


@declared("office.playbook", "activate", writes="activate")
def activate_version(request: HttpRequest, token: str) -> HttpResponse:
    """Put a version in force whose date has come."""

    def do(version: PlaybookVersion) -> str:
        activate(the_floor().host, version, by=actor_of(request), at=timezone.now())
        return _("In force. Contacts that arrive from now on are handled under it; those under way keep theirs.")

    return _done(request, token, do)
