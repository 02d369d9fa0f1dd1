"""Addresses of the office's pages."""

from __future__ import annotations

from django.urls import path

from . import drafting, holidays, journal, playbooks, signing

app_name = "office"

urlpatterns = [
    path("playbooks/", playbooks.playbooks, name="playbooks"),
    path("playbooks/draft/", drafting.upload, name="draft"),
    path("playbooks/number/<int:number>/", playbooks.by_number, name="playbook-number"),
    path("playbooks/<slug:token>/", playbooks.version, name="playbook"),
    path("playbooks/<slug:token>/difference/", playbooks.difference, name="difference"),
    path("playbooks/<slug:token>/files.zip", playbooks.files, name="playbook-files"),
    path("playbooks/<slug:token>/copy/", drafting.copy, name="copy"),
    path("playbooks/<slug:token>/words/", drafting.words, name="words"),
    path("playbooks/<slug:token>/propose/", signing.propose_version, name="propose"),
    path("playbooks/<slug:token>/approve/management/", signing.approve_for_management, name="approve-management"),
    path("playbooks/<slug:token>/approve/labor/", signing.approve_for_labor, name="approve-labor"),
    path("playbooks/<slug:token>/withdraw/", signing.withdraw_version, name="withdraw"),
    path("playbooks/<slug:token>/activate/", signing.activate_version, name="activate"),
    path("holidays/", holidays.holidays, name="holidays"),
    path("journal/", journal.journal, name="journal"),
    path("journal/anchor.txt", journal.anchor, name="journal-anchor"),
]
