"""What was said to everyone on the floor."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from highroad.modules.cases.api import SealedField

from .draft import new_token


class Broadcast(models.Model):
    """A message from a lead or supervisor to everyone on the floor. The journal carries its token, no word of it."""

    personal_data: ClassVar[str] = "Words of a colleague, sealed."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    made = models.CharField(max_length=128, unique=True)
    """The id that its sender's screen made: sent twice, it is kept once."""
    words = SealedField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return self.token
