"""Addresses of the floor's pages."""

from __future__ import annotations

from django.urls import path

from . import desk, desk_actions, desk_guide, desk_why, reports

app_name = "floor"

urlpatterns = [
    path("desk/", desk.page, name="desk"),
    path("desk/state/", desk.state, name="desk-state"),
    path("desk/people/", desk.people, name="desk-people"),
    path("desk/helpline/", desk.on_duty, name="desk-helpline"),
    path("desk/do/<slug:name>/", desk_actions.act, name="desk-act"),
    path("desk/contact/<int:number>/", desk_guide.contact, name="desk-contact"),
    path("desk/why/<int:number>/", desk_why.why, name="desk-why"),
    path("desk/record/", desk_guide.record, name="desk-record"),
    path("desk/said/", desk_guide.said, name="desk-said"),
    path("desk/draft/", desk_guide.draft, name="desk-draft"),
    path("desk/mark/", desk_guide.mark, name="desk-mark"),
    path("desk/skip-open/", desk_guide.skip_open, name="desk-skip-open"),
    path("desk/wrap/", desk_guide.wrap, name="desk-wrap"),
    path("reports/", reports.reports, name="reports"),
    path("reports/export.csv", reports.export, name="report-export"),
]
