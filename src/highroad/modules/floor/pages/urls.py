"""Addresses of the floor's pages."""

from __future__ import annotations

from django.urls import path

from . import (
    desk,
    desk_actions,
    desk_brief,
    desk_guide,
    desk_signing,
    desk_why,
    helpline,
    notices,
    reports,
    supervision,
    wallboard,
)

app_name = "floor"

urlpatterns = [
    path("desk/", desk.page, name="desk"),
    path("desk/state/", desk.state, name="desk-state"),
    path("desk/people/", desk.people, name="desk-people"),
    path("desk/helpline/", desk.on_duty, name="desk-helpline"),
    path("desk/do/<slug:name>/", desk_actions.act, name="desk-act"),
    path("desk/contact/<int:number>/", desk_guide.contact, name="desk-contact"),
    path("desk/workers/<int:number>/", desk_guide.workers, name="desk-workers"),
    path("desk/why/<int:number>/", desk_why.why, name="desk-why"),
    path("desk/record/", desk_guide.record, name="desk-record"),
    path("desk/said/", desk_guide.said, name="desk-said"),
    path("desk/draft/", desk_guide.draft, name="desk-draft"),
    path("desk/mark/", desk_guide.mark, name="desk-mark"),
    path("desk/skip-open/", desk_guide.skip_open, name="desk-skip-open"),
    path("desk/brief/", desk_brief.brief, name="desk-brief"),
    path("desk/sign/", desk_signing.sign, name="desk-sign"),
    path("desk/wrap/", desk_guide.wrap, name="desk-wrap"),
    path("wallboard/", wallboard.wallboard, name="wallboard"),
    path("supervision/", supervision.page, name="supervisor"),
    path("supervision/people/", supervision.people, name="supervision-people"),
    path("supervision/move-desk/", supervision.move_desk, name="supervision-move-desk"),
    path("supervision/move-contact/", supervision.move_contact, name="supervision-move-contact"),
    path("supervision/broadcast/", supervision.broadcast, name="supervision-broadcast"),
    path("supervision/why/contact/<int:number>/", supervision.why_contact, name="supervision-why-contact"),
    path("supervision/why/person/<int:number>/", supervision.why_person, name="supervision-why-person"),
    path("helpline/", helpline.page, name="lead"),
    path("helpline/brief/<int:number>/", helpline.briefs, name="helpline-briefs"),
    path("helpline/today/", helpline.today, name="helpline-today"),
    path("notices/", notices.recent, name="notices"),
    path("notices/<slug:message>/", notices.notice, name="notice"),
    path("reports/", reports.reports, name="reports"),
    path("reports/export.csv", reports.export, name="report-export"),
]
