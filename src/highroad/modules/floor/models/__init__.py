"""The floor's tables: what the desk keeps beside the journal, and the rows that reports count."""

from .draft import Draft
from .figures import DeskSpell, ImportedName, OfferNotTaken, QueueLeg, Reading, Worked
from .guide import GuideRecord, GuideRun
from .wrap import Wrap

__all__ = [
    "DeskSpell",
    "Draft",
    "GuideRecord",
    "GuideRun",
    "ImportedName",
    "OfferNotTaken",
    "QueueLeg",
    "Reading",
    "Worked",
    "Wrap",
]
