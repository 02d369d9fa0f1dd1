"""What the floor keeps in tables: how far a call guide went, what was typed, how a contact was wrapped."""

from .draft import Draft
from .guide import GuideRecord, GuideRun
from .wrap import Wrap

__all__ = ["Draft", "GuideRecord", "GuideRun", "Wrap"]
