"""How far an agent came with the call guide in a contact: one run, and a record for each step taken or skipped."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from highroad.modules.cases.api import SealedField

from .draft import new_token


class GuideRun(models.Model):
    """One agent's way through the call guide in one contact, with what the contact brought up on the way."""

    personal_data: ClassVar[str] = "Which case was opened (by its token) and how the caller is related to it."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    contact = models.BigIntegerField()
    agent = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    playbook = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    case = models.CharField(max_length=24, blank=True)
    covered = models.BooleanField(default=False)
    found_by = models.CharField(max_length=24, blank=True)
    relation = models.CharField(max_length=40, blank=True)
    checks = models.JSONField(default=dict)
    outcome = models.CharField(max_length=40, blank=True)
    # What the agent marked, such as `caller.upset`: the playbook's conditions ask about it.
    flags = models.JSONField(default=dict)
    begun_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contact", "agent"], name="one_guide_run_per_contact_and_agent")
        ]

    def __str__(self) -> str:
        return self.token


class GuideRecord(models.Model):
    """A step of a guide that was taken, or skipped with a reason. A repeatable step has several."""

    personal_data: ClassVar[str] = "What the caller said about themselves, sealed; codes of what was chosen."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    run = models.ForeignKey(GuideRun, on_delete=models.CASCADE, related_name="records")
    guide = models.CharField(max_length=60)
    step = models.CharField(max_length=60)
    skipped = models.CharField(max_length=60, blank=True)
    # Codes only: choices, kinds of identifier. What a caller said in their own words is in `private`.
    fields = models.JSONField(default=dict)
    private = SealedField(blank=True, default="")
    # The id that the client made for this act: sent twice, it is recorded once.
    made = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["run", "made"], name="one_guide_record_per_act")
        ]

    def __str__(self) -> str:
        return self.token
