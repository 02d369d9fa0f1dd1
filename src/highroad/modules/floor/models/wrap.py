"""How a contact was finished."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Wrap(models.Model):
    """What became of a contact: its disposition, the needs met in it, and the needs that were foreseen."""

    personal_data: ClassVar[str] = "That a colleague finished a contact, and what it was about, in codes."

    contact = models.BigIntegerField()
    agent = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    disposition = models.CharField(max_length=60)
    needs_met = models.JSONField(default=list)
    needs_foreseen = models.JSONField(default=list)
    comment = models.CharField(max_length=24, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contact", "agent"], name="one_wrap_per_contact_and_agent")
        ]

    def __str__(self) -> str:
        return f"{self.contact} {self.disposition}"
