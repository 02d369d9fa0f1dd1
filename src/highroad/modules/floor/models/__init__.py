"""The floor's tables: what the desk keeps beside the journal, and the rows that reports count."""

from .brief import Brief
from .broadcast import Broadcast
from .draft import Draft
from .figures import DeskSpell, ImportedName, OfferNotTaken, QueueLeg, Reading, Worked
from .guide import GuideRecord, GuideRun
from .practice import Approval, PlaybookVersion
from .wrap import Wrap

__all__ = [
    "Approval",
    "Brief",
    "Broadcast",
    "DeskSpell",
    "Draft",
    "GuideRecord",
    "GuideRun",
    "ImportedName",
    "OfferNotTaken",
    "PlaybookVersion",
    "QueueLeg",
    "Reading",
    "Worked",
    "Wrap",
]
