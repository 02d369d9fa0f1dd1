"""Tells Django that this module exists."""

from django.apps import AppConfig


class FloorConfig(AppConfig):
    """The live service, the agent's desk, callbacks, referrals, the wallboard."""

    name = "highroad.modules.floor"
    label = "floor"
