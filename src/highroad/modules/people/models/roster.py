"""A roster file that was brought in: kept so that it can be looked at first, applied once, and undone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .directory import new_token


class RosterImport(models.Model):
    """One roster file: what it says, what it changed, and what was there before, so that it can be undone."""

    personal_data: ClassVar[str] = (
        "The uploaded rows: names, staff numbers, mail addresses, places in the organization."
    )

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("Looked at, not applied")
        APPLIED = "applied", _("Applied")
        UNDONE = "undone", _("Undone")

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    digest = models.CharField(max_length=64, db_index=True)
    content = models.TextField()
    state = models.CharField(max_length=12, choices=State.choices, default=State.PREVIEWED)
    uploaded_by = models.CharField(max_length=48)
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)
    before = models.JSONField(default=list, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-uploaded_at"]

    def __str__(self) -> str:
        return self.token
