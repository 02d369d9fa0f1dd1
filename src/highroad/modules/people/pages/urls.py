"""Addresses of the directory's pages."""

from __future__ import annotations

from django.urls import path

from . import directory

app_name = "people"

urlpatterns = [
    path("", directory.people_list, name="list"),
]
