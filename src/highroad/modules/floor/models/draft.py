"""What somebody has typed and not sent yet. It is kept as it is typed, so that nothing typed is ever lost."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.db import models

from highroad.modules.cases.api import SealedField


def new_token() -> str:
    """An opaque name for a row; sealed columns are bound to it."""
    return secrets.token_hex(8)


class Draft(models.Model):
    """The words in one field of one person's desk, for one contact. Only that person ever sees it."""

    personal_data: ClassVar[str] = "Whatever was typed, sealed; it is taken away when the contact is wrapped."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="+")
    contact = models.BigIntegerField()
    key = models.CharField(max_length=80)
    text = SealedField(blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "contact", "key"], name="one_draft_per_field")
        ]

    def __str__(self) -> str:
        return self.token
