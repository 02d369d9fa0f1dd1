"""Addresses of the floor's pages."""

from __future__ import annotations

from django.urls import path

from . import reports

app_name = "floor"

urlpatterns = [
    path("reports/", reports.reports, name="reports"),
    path("reports/export.csv", reports.export, name="report-export"),
]
