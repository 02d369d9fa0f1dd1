"""Addresses of the directory's pages."""

from __future__ import annotations

from django.urls import path

from . import audits, directory, person, places, rosters, tokens

app_name = "people"

urlpatterns = [
    path("", directory.people_list, name="list"),
    path("audit/", audits.audit, name="audit"),
    path("places/", places.places, name="places"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<slug:token>/revoke/", tokens.revoke, name="token-revoke"),
    path("roster/", rosters.roster, name="roster"),
    path("roster/<slug:token>/", rosters.roster_preview, name="roster-preview"),
    path("roster/<slug:token>/errors.csv", rosters.roster_errors, name="roster-errors"),
    path("roster/<slug:token>/apply/", rosters.roster_apply, name="roster-apply"),
    path("roster/<slug:token>/undo/", rosters.roster_undo, name="roster-undo"),
    path("<slug:token>/", person.person, name="person"),
    path("<slug:token>/change/", person.change, name="change"),
    path("<slug:token>/skill/", person.skill, name="skill"),
    path("<slug:token>/role/", person.grant, name="grant"),
    path("<slug:token>/role/<int:number>/end/", person.end, name="end"),
]
