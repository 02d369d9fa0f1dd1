"""Tells Django where the demo's pages are. Installed only where HIGHROAD_ENV is demo."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.http import HttpRequest


class DemoConfig(AppConfig):
    """A county call center alive around one chair."""

    name = "highroad.demo"
    label = "demo"

    def ready(self) -> None:
        """Whoever signs out gets up from their chair."""
        from django.contrib.auth.signals import user_logged_out

        user_logged_out.connect(_signed_out, dispatch_uid="demo-chair")


def _signed_out(request: HttpRequest | None, **_more: Any) -> None:
    from highroad.demo.pages.first import get_up

    if request is not None and hasattr(request, "session"):
        get_up(request)
