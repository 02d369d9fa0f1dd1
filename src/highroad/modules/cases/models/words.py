"""Words that must not enter the journal: kept here under a token, one key per person or case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from highroad.modules.cases.vault import SealedField

from .case import new_token


class DataKey(models.Model):
    """The key under which one person's or case's words are kept. Forgetting them is destroying it."""

    personal_data: ClassVar[str] = "None but an opaque token."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    subject = models.CharField(max_length=64, unique=True)
    key = SealedField(blank=True, default="")
    destroyed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.token


class SecureText(models.Model):
    """Some words, readable only with the key of the one they are about."""

    personal_data: ClassVar[str] = "Anything a caller or colleague said, encrypted."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="texts")
    sealed = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.token
