"""Tells Django that this module exists."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Callers and cases, confidentiality, comments, the work list."""

    name = "highroad.modules.cases"
    label = "cases"
