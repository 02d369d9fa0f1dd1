"""Confidential callbacks and everything that happened to them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from highroad.modules.cases.rules.callback import State
from highroad.modules.cases.vault import SealedField

from .case import Case, new_token

STATE_WORDS = [
    (State.OPEN.value, _("Waiting")),
    (State.LEAD_ASKED.value, _("A lead decides")),
    (State.LATE.value, _("Late")),
    (State.DONE.value, _("Called back")),
    (State.WITHDRAWN.value, _("Withdrawn")),
]


class ConfidentialCallback(models.Model):
    """A promise that the assigned worker of a confidential case calls back. Only that worker and the leads see it."""

    personal_data: ClassVar[str] = "The caller's name, number and best time, sealed."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="callbacks")
    contact = models.CharField(max_length=64, blank=True)
    worker = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="callbacks"
    )
    caller_name = SealedField(_("caller"))
    phone = SealedField(_("phone"))
    best_time = SealedField(_("best time to call"), blank=True, default="")
    requested_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    requested_at = models.DateTimeField(_("asked for"))
    limit_at = models.DateTimeField(_("at the latest"))
    due_at = models.DateTimeField(_("due"), db_index=True)
    reminders = models.JSONField(default=list, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=STATE_WORDS, default=State.OPEN.value, db_index=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["due_at", "id"]

    def __str__(self) -> str:
        return self.token


class CallbackEvent(models.Model):
    """One thing that happened to a callback. `mark` makes what must happen once happen once."""

    personal_data: ClassVar[str] = "Who did what; words of a colleague."

    callback = models.ForeignKey(ConfidentialCallback, on_delete=models.PROTECT, related_name="events")
    what = models.CharField(max_length=16)
    mark = models.CharField(max_length=48)
    at = models.DateTimeField()
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["callback", "mark"], name="one_callback_event_per_mark")
        ]

    def __str__(self) -> str:
        return self.what
