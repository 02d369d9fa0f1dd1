"""Tells Django that this module exists."""

from django.apps import AppConfig


class FloorConfig(AppConfig):
    """The live service, the agent's desk, callbacks, referrals, the wallboard."""

    name = "highroad.modules.floor"
    label = "floor"

    def ready(self) -> None:
        """Hear of what changes in the tables, so that the floor's screens are told without anybody asking."""
        from .live.briefs import load_briefs
        from .live.callbacks import follow_callbacks
        from .running import ON_START

        follow_callbacks()
        ON_START.append(load_briefs)
