"""Reports: what the floor did, by interval, queue, staffing group or person, each figure with its definition."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from highroad.core.words.hours import local_date, moment
from highroad.modules.floor.models import ImportedName, Reading
from highroad.modules.floor.reports.display import cell, interval_name
from highroad.modules.floor.reports.metrics import BY_ID, OF_PEOPLE, OF_QUEUES, PARTS, Counts, figures
from highroad.modules.floor.reports.queries import Question, counts, total
from highroad.modules.floor.reports.standards import resolved_codes, targets, zone
from highroad.modules.people.api import Actor, Limits, actor_of, declared, names_of, people_within

LIVE = "main"
LONGEST_DAYS = 366


class ReportForm(forms.Form):
    """What a report is asked for. Every field has a default, so that the page never opens empty-handed."""

    history = forms.ChoiceField(label=gettext_lazy("History"))
    start = forms.DateField(label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}))
    end = forms.DateField(label=gettext_lazy("Until"), widget=forms.DateInput(attrs={"type": "date"}))
    by = forms.ChoiceField(label=gettext_lazy("By"))
    every = forms.TypedChoiceField(
        label=gettext_lazy("Interval"),
        coerce=int,
        choices=[(15, "15 min"), (30, "30 min"), (60, "60 min"), (1440, gettext_lazy("one day"))],
    )

    def __init__(self, data: Any, *, histories: list[tuple[str, str]], groupings: list[tuple[str, Any]]) -> None:
        today = timezone.localdate().isoformat()
        first, last = data.get("start") or data.get("end") or today, data.get("end") or data.get("start") or today
        given = {name: data[name] for name in data if data[name] != ""}
        super().__init__({"history": LIVE, "by": "queue", "every": 30, **given, "start": first, "end": last})
        self.fields["history"].choices = histories  # type: ignore[attr-defined]  # a ChoiceField, by the line above
        self.fields["by"].choices = groupings  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Dates in order, and no longer than a year."""
        asked = super().clean() or {}
        start, end = asked.get("start"), asked.get("end")
        if start is None or end is None:
            return asked
        if end < start:
            self.add_error("end", _("This is before the first day. Choose a later day."))
        elif (end - start).days > LONGEST_DAYS:
            self.add_error("end", _("A report spans at most a year. Choose an earlier day."))
        return asked


class BadQuestion(ValueError):
    """A report that cannot be asked for; the message says why, in words."""


def asked_from(actor: Actor, data: dict[str, Any]) -> dict[str, Any]:
    """The same checks as the page's form, for whoever asks by other means. Raises BadQuestion."""
    form = ReportForm(data, histories=histories(), groupings=groupings_for(actor))
    if not form.is_valid():
        raise BadQuestion(" ".join(str(fault) for faults in form.errors.values() for fault in faults))
    return form.cleaned_data


@dataclass(frozen=True, slots=True)
class Report:
    """A report, ready to be shown or written: its question, its columns and its rows."""

    question: Question
    metrics: tuple[str, ...]
    rows: list[tuple[str, Counts]]
    whole: Counts


def groupings_for(actor: Actor) -> list[tuple[str, Any]]:
    """How this reader may group. Who sees only their own figures needs no grouping by person or group."""
    own_only = reading_own_only(actor)
    choices = [("queue", gettext_lazy("Queue")), ("interval", gettext_lazy("Interval"))]
    if not own_only:
        choices.append(("group", gettext_lazy("Staffing group")))
    if actor.may("read", "floor.report", "person"):
        choices.append(("person", gettext_lazy("Person")))
    return choices


def reading_own_only(actor: Actor) -> bool:
    """Whether this reader sees nothing but what they did themselves."""
    bounds = actor.limits("read", "floor.report")
    return not (bounds.everything or bounds.sites or bounds.teams)


def histories() -> list[tuple[str, str]]:
    """The live floor, and every imported history, by name."""
    imported = Reading.objects.exclude(floor=LIVE).order_by("floor").values_list("floor", flat=True)
    return [(LIVE, _("This floor")), *((floor, floor.removeprefix("import-")) for floor in imported)]


def read_report(actor: Actor, asked: dict[str, Any]) -> Report:
    """Ask what was asked, within what this reader may see."""
    where = zone()
    question = Question(
        floor=asked.get("history") or LIVE,
        start=moment(where, asked["start"], 0),
        end=moment(where, asked["end"] + timedelta(days=1), 0),
        zone=where,
        by=asked.get("by") or "queue",
        interval_min=int(asked.get("every") or 30),
        agents=_agents(actor, asked.get("by") or "queue"),
        targets=targets(),
        resolved=resolved_codes(),
    )
    found = counts(question)
    name_of = _namer(question)
    ordered = sorted(found.items(), key=lambda row: int(row[0]) if question.by == "interval" else name_of(row[0]))
    metrics = OF_PEOPLE if question.by in ("person", "group") else OF_QUEUES
    return Report(question, metrics, [(name_of(key), row) for key, row in ordered], total(found.values()))


def _agents(actor: Actor, by: str) -> tuple[int, ...] | None:
    """Whose rows this reader gets; None for everyone's. Figures that name nobody are everyone's for a supervisor."""
    if reading_own_only(actor):
        return (actor.person_id or 0,)
    bounds: Limits = actor.limits("read", "floor.report", "person" if by == "person" else None)
    if bounds.everything or by != "person":
        return None
    return tuple(people_within(actor, bounds).values_list("pk", flat=True))


def _namer(question: Question) -> Callable[[str], str]:
    if question.by == "interval":
        return lambda key: interval_name(int(key), question.zone, question.interval_min)
    if question.by != "person":
        return lambda key: key.replace("_", " ").capitalize() if key else _("none")
    if question.floor == LIVE:
        names = names_of()
    else:
        names = dict(ImportedName.objects.filter(floor=question.floor).values_list("number", "name"))
    return lambda key: names.get(int(key), _("Number {number}").format(number=key))


@declared("floor.report", "read")
def reports(request: HttpRequest) -> HttpResponse:
    """The page."""
    actor = actor_of(request)
    form = ReportForm(request.GET, histories=histories(), groupings=groupings_for(actor))
    report = read_report(actor, form.cleaned_data) if form.is_valid() else None
    context: dict[str, Any] = {"form": form, "own_only": reading_own_only(actor), "query": request.GET.urlencode()}
    if report is not None:
        context |= {
            "columns": [BY_ID[name] for name in report.metrics],
            "parts": [_part(report, title, names) for title, names in PARTS if set(names) & set(report.metrics)],
            "has_rows": bool(report.rows),
            "may_export": actor.may("export", "floor.report"),
            "by": dict(groupings_for(actor)).get(report.question.by, ""),
        }
    return render(request, "floor/reports.html", context)


def _part(report: Report, title: str, names: tuple[str, ...]) -> dict[str, Any]:
    """One table of the page: the report's figures about one thing."""
    shown = tuple(name for name in report.metrics if name in names)
    return {
        "title": _(title),
        "columns": [BY_ID[name] for name in shown],
        "rows": [(name, _cells(row, shown)) for name, row in report.rows],
        "whole": _cells(report.whole, shown) if len(report.rows) > 1 else [],
    }


def _cells(row: Counts, metrics: tuple[str, ...]) -> list[dict[str, str]]:
    values = figures(row, metrics)
    return [{"id": name, "name": BY_ID[name].name, "text": cell(values[name], BY_ID[name].unit)} for name in metrics]


@declared("floor.report", "export")
def export(request: HttpRequest) -> HttpResponse:
    """The same as a CSV: shares as numbers from 0 to 1, durations in seconds; empty where there is no denominator."""
    actor = actor_of(request)
    form = ReportForm(request.GET, histories=histories(), groupings=groupings_for(actor))
    if not form.is_valid():
        return HttpResponse(_("The dates of this report are not in order. Open the page again."), status=400)
    report = read_report(actor, form.cleaned_data)
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{file_name(report.question)}"'
    writer = csv.writer(answer)
    writer.writerow([report.question.by, *(f"{name}{_UNITS[BY_ID[name].unit]}" for name in report.metrics)])
    for name, row in [*report.rows, (_("all"), report.whole)]:
        values = figures(row, report.metrics)
        writer.writerow([inert(name), *(_plain(values[m], BY_ID[m].unit) for m in report.metrics)])
    return answer


_UNITS = {"count": "", "share": "_share", "ms": "_s"}


def _plain(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    return str(int(value)) if unit == "count" else f"{value / 1000 if unit == 'ms' else value:.6g}"


def inert(text: str) -> str:
    """A name that a spreadsheet must not read as a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def file_name(question: Question) -> str:
    """highroad-queue-2026-11-24.csv, by the first day."""
    day = local_date(question.zone, question.start)
    return f"highroad-{question.by}-{day.isoformat()}.csv"
