"""Tells Django where the demo's pages are. Installed only where HIGHROAD_ENV is demo."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """A county call center alive around one chair."""

    name = "highroad.demo"
    label = "demo"
