"""Tells Django that this module exists."""

from django.apps import AppConfig


class FloorConfig(AppConfig):
    """The live service, the agent's desk, callbacks, referrals, the wallboard."""

    name = "highroad.modules.floor"
    label = "floor"

    def ready(self) -> None:
        """Hear of what changes in the tables, so that the floor's screens are told without anybody asking."""
        from .due_callbacks import follow_callbacks
        from .running import ON_START
        from .told_briefs import load_briefs

        follow_callbacks()
        ON_START.append(load_briefs)
