"""The audit trail of the office tables: who did what to which thing, and what for."""

from __future__ import annotations

from typing import Any, ClassVar, Never

from django.db import models
from django.utils.translation import gettext_lazy as _


class AuditEntry(models.Model):
    """One thing that was done. Entries are added and never changed; they hold tokens, not names."""

    personal_data: ClassVar[str] = "None but opaque tokens of people."

    at = models.DateTimeField(_("when"), db_index=True)
    who = models.CharField(_("who"), max_length=48, db_index=True)
    action = models.CharField(_("what"), max_length=64, db_index=True)
    object_kind = models.CharField(_("kind of thing"), max_length=48)
    object_token = models.CharField(_("which"), max_length=64, db_index=True)
    purpose = models.CharField(_("what for"), max_length=80, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-id"]

    def __str__(self) -> str:
        return f"{self.action} {self.object_kind} {self.object_token}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new entry can be saved."""
        if self.pk is not None:
            self._refuse()
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        """An entry is never taken away by the program."""
        self._refuse()

    @staticmethod
    def _refuse() -> Never:
        msg = "An audit entry is never changed or taken away. Record a new entry that says what is right."
        raise TypeError(msg)
