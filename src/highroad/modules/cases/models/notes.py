"""What is written about a case: comments, items that wait, corrections."""

from __future__ import annotations

from typing import Any, ClassVar, Never

from django.db import models
from django.utils.translation import gettext_lazy as _

from .case import Case, new_token


def _refuse() -> Never:
    msg = "A case comment is never changed or taken away. Add a new comment that says what is right."
    raise TypeError(msg)


class AddedOnly(models.QuerySet["CaseComment"]):
    """Rows that are added and never rewritten, not even many at once."""

    def update(self, **_values: Any) -> Never:
        """Refused."""
        _refuse()

    def delete(self) -> Never:
        """Refused."""
        _refuse()

    def bulk_update(self, *_args: Any, **_kwargs: Any) -> Never:
        """Refused."""
        _refuse()


class CaseComment(models.Model):
    """What someone wrote about a case. Comments are added and never rewritten; a correction is a new comment."""

    personal_data: ClassVar[str] = "Whatever was written about a household, and who wrote it."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    # PROTECT, not CASCADE: a case with comments is not taken away with them.
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="comments")
    author = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField(_("when"))
    text = models.TextField(_("comment"))
    contact = models.CharField(max_length=64, blank=True)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrected_by")

    objects: ClassVar[models.Manager[CaseComment]] = models.Manager.from_queryset(AddedOnly)()

    class Meta:
        ordering: ClassVar[list[str]] = ["-at", "-id"]

    def __str__(self) -> str:
        return self.token

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only a new comment can be saved."""
        if self.pk is not None:
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> Never:
        """Refused."""
        _refuse()


class PendingItem(models.Model):
    """Something on the case that waits to be worked on: a document, a report, a change, a missed appointment."""

    personal_data: ClassVar[str] = "What a household sent in or was asked for."

    class Kind(models.TextChoices):
        DOCUMENT = "document", _("Document")
        REPORT = "six_month_report", _("Six-month report")
        CHANGE = "change", _("Change report")
        DISCREPANCY = "discrepancy", _("Discrepancy")
        RENEWAL = "renewal", _("Renewal")
        APPOINTMENT = "appointment", _("Missed appointment")
        PROGRAM_ADD = "program_add", _("Program add")
        INTERVIEW = "interview", _("Interview")

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pending")
    ref = models.CharField(_("name in the case system"), max_length=64, blank=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    detail = models.CharField(_("kind in detail"), max_length=40, blank=True)
    title = models.CharField(_("what"), max_length=120)
    received_on = models.DateField(_("received"), null=True, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    processed_at = models.DateTimeField(_("processed"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["received_on", "id"]

    def __str__(self) -> str:
        return self.token


class Correction(models.Model):
    """An error found on a case and corrected going forward. Only its finder and the told supervisor see it."""

    personal_data: ClassVar[str] = "An error of a colleague, in words."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="corrections")
    what_was_wrong = models.TextField(_("what was wrong"))
    corrected_how = models.TextField(_("corrected going forward"))
    corrected_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    corrected_at = models.DateTimeField(_("when"))
    previous_worker = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # Kept as it was on that day: a new supervisor does not inherit what was told in private to another.
    supervisor = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-corrected_at", "-id"]

    def __str__(self) -> str:
        return self.token
