"""The floor's tables: what the desk keeps beside the journal, and the rows that reports count."""

from .figures import DeskSpell, ImportedName, OfferNotTaken, QueueLeg, Reading, Worked

__all__ = ["DeskSpell", "ImportedName", "OfferNotTaken", "QueueLeg", "Reading", "Worked"]
