"""What a lead is told before a caller comes to them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from highroad.modules.cases.api import SealedField

from .draft import new_token


class Brief(models.Model):
    """A few words about a contact, written by the one who has the caller for the lead who will.

    Never rewritten: what is added later is a brief of its own.
    """

    personal_data: ClassVar[str] = "What a colleague wrote about a caller, sealed."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    contact = models.BigIntegerField(db_index=True)
    words = SealedField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]

    def __str__(self) -> str:
        return self.token
