"""Addresses of the case pages. They carry opaque tokens; a number of a case or person never."""

from __future__ import annotations

from django.urls import path

from . import callbacks, case, papers, search

app_name = "cases"

urlpatterns = [
    path("", search.search, name="search"),
    path("callbacks/", callbacks.callback_list, name="callbacks"),
    path("callbacks/<slug:token>/", callbacks.callback, name="callback"),
    path("callbacks/<slug:token>/<slug:action>/", callbacks.step, name="callback-step"),
    path("corrections/", papers.correction_list, name="corrections"),
    path("signatures/", papers.signature_search, name="signatures"),
    path("<slug:token>/", case.case, name="case"),
    path("<slug:token>/comment/", case.comment, name="comment"),
    path("<slug:token>/item/", case.item, name="item"),
    path("<slug:token>/sync/", case.sync, name="sync"),
    path("<slug:token>/correction/", case.correction, name="correction"),
    path("<slug:token>/callback/", case.ask_callback, name="ask-callback"),
]
