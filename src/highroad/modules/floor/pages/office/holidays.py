"""Special dates by purpose, for the years shown. Hours live in the playbook, so a change goes into a draft of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from highroad.core.playbooks import Playbook
from highroad.core.playbooks.compiling import holidays_in, hours_of, weekly
from highroad.core.playbooks.values import say_interval
from highroad.core.playbooks.waiting import DAYS, Purpose
from highroad.modules.floor.models import PlaybookVersion
from highroad.modules.floor.practice.actions import open_draft_of
from highroad.modules.floor.practice.queries import NoPractice, playbook_of, version_or_404, versions
from highroad.modules.floor.practice.shut import close_day, open_day
from highroad.modules.floor.versioning.states import State
from highroad.modules.people.api import Refused, actor_of, declared

from .forms import ClosedDayForm
from .parts import week_in_words
from .playbooks import shown

YEARS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class SpecialDate:
    """A date on which other hours hold than its weekday's."""

    day: date
    title: str
    hours: str
    by_rule: bool
    weekday: bool


def dates_of(playbook: Playbook, purpose: Purpose, year: int, language: str) -> list[SpecialDate]:
    """The special dates of a purpose in a year, in order. A special day wins over a public holiday."""
    hours = hours_of(playbook, purpose.key, (year,))
    names = dict(holidays_in(purpose.holidays, (year,))) if purpose.holidays else {}
    written = {one.date.isoformat(): one.title.say(language) for one in purpose.special}
    usual = weekly(purpose)
    found = []
    for day, spans in hours.special.items():
        when = date.fromisoformat(day)
        if when.year == year:
            open_then = ", ".join(say_interval(span) for span in spans)
            title = written.get(day) or names.get(day, "")
            found.append(SpecialDate(when, title, open_then, day not in written, bool(usual[when.weekday()])))
    return found


def _version(request: HttpRequest) -> PlaybookVersion | None:
    """The version whose dates are shown: the one asked for, else the one in force."""
    actor = actor_of(request)
    token = request.POST.get("version") or request.GET.get("version")
    if token:
        return version_or_404(actor, token)
    return versions(actor).filter(state=State.IN_FORCE.value).first()


@declared("office.holidays", "read", writes="change")
def holidays(request: HttpRequest) -> HttpResponse:
    """The calendar; sent to, it closes a day or takes a special day away, in a draft."""
    version = _version(request)
    try:
        playbook = playbook_of(version) if version else None
    except NoPractice:
        playbook = None
    if version is None or playbook is None:
        return render(request, "office/holidays.html", {"version": version})
    language = "es" if (get_language() or "en").startswith("es") else "en"
    purposes = [(one.key, one.title.say(language)) for one in playbook.hours]
    form = ClosedDayForm(None, purposes=purposes)
    if request.method == "POST":
        form = ClosedDayForm(request.POST, purposes=purposes)
        changed = _change(request, version, form)
        if changed is not None:
            year = request.POST.get("year") or timezone.localdate().year
            return redirect(f"{reverse('office:holidays')}?version={changed.token}&year={year}")
    return _page(request, version, playbook, form, language)


def _page(
    request: HttpRequest, version: PlaybookVersion, playbook: Playbook, form: ClosedDayForm, language: str
) -> HttpResponse:
    actor = actor_of(request)
    this_year = timezone.localdate().year
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and this_year - 1 <= int(asked) <= this_year + YEARS_AHEAD else this_year
    context: dict[str, Any] = {
        "version": version,
        "row": shown(version),
        "form": form,
        "year": year,
        "years": range(this_year - 1, this_year + YEARS_AHEAD + 1),
        "purposes": [
            {
                "key": purpose.key,
                "title": purpose.title.say(language),
                "rule": purpose.rule,
                "week": week_in_words(purpose),
                "holidays": purpose.holidays,
                "dates": dates_of(playbook, purpose, year, language),
            }
            for purpose in playbook.hours
        ],
        "days": DAYS,
        "may_change": actor.may("change", "office.holidays") and actor.may("propose", "office.playbook"),
        "draft": open_draft_of(version) if version.state == State.IN_FORCE.value else None,
    }
    return render(request, "office/holidays.html", context, status=422 if form.errors else 200)


def _change(request: HttpRequest, version: PlaybookVersion, form: ClosedDayForm) -> PlaybookVersion | None:
    """Do what was asked; None when it was refused, with the reason on the form."""
    actor, at = actor_of(request), timezone.now()
    try:
        if "remove" in request.POST:
            purpose, _sep, day = request.POST["remove"].partition(":")
            changed = open_day(version, purpose, date.fromisoformat(day), by=actor, at=at)
        elif form.is_valid():
            asked = form.cleaned_data
            title = (asked["title_en"], asked["title_es"])
            changed = close_day(version, asked["purpose"], asked["day"], title, by=actor, at=at)
        else:
            return None
    except (Refused, ValueError) as why:
        messages.error(request, str(why) if isinstance(why, Refused) else _("That is no date of this list."))
        return version
    messages.success(
        request, _("Written into a draft. It holds once both sides have approved it and its date comes.")
    )
    return changed
