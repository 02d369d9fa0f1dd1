"""What was answered to a write that carried an idempotency key, so that sending it again is harmless."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DoneOnce(models.Model):
    """One write and its answer, kept for a day. The answer holds tokens and states, never anyone's words."""

    personal_data: ClassVar[str] = "None but opaque tokens."

    who = models.CharField(max_length=48)
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    at = models.DateTimeField(db_index=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["who", "key"], name="one_answer_per_person_and_key")
        ]

    def __str__(self) -> str:
        return self.key
