"""Keys by which another program acts for a person: kept as a digest, with the few things it may do."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from .directory import Person, new_token


class ApiToken(models.Model):
    """One key of another program. The secret itself is shown once and kept nowhere."""

    personal_data: ClassVar[str] = "Whose it is, and the last day it was used."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(default=list)
    created_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    expires_on = models.DateField(_("ends on"))
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-created_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["owner", "name"],
                name="one_living_token_of_a_name",
                condition=models.Q(revoked_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.token

    def is_living(self, day: date) -> bool:
        """Does it open anything on this day?"""
        return self.revoked_at is None and day <= self.expires_on
