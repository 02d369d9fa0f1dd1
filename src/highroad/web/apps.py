"""Tells Django where the frame's templates and static files are."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """The face: frame, sign-in, menu, design system."""

    name = "highroad.web"
    label = "web"
