"""Versions of the written practice and who approved them. What was proposed is never changed after."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from highroad.modules.floor.versioning.sources import digest_of
from highroad.modules.floor.versioning.states import NUMBERED, State

STATE_CHOICES = [(state.value, state.value) for state in State]
SEALED = (
    "files", "digest", "number", "name", "effective_on", "drafted_by_id", "drafted_at", "proposed_by_id",
    "proposed_at",
)  # fmt: skip


class SealedVersion(TypeError):
    """Something tried to change what both sides have been asked to sign."""


def new_token() -> str:
    """An opaque public name."""
    return secrets.token_hex(6)


class PlaybookVersion(models.Model):
    """One version of the written practice: its files as they were written, and how far it has come."""

    personal_data: ClassVar[str] = "Who drafted and who proposed it."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    name = models.CharField(max_length=80)
    number = models.PositiveIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    files = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, db_index=True)
    note = models.CharField(_("what it changes"), max_length=200, blank=True)
    state = models.CharField(max_length=12, choices=STATE_CHOICES, default=State.DRAFT.value)
    effective_on = models.DateField(_("takes effect on"), null=True, blank=True)
    based_on = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="drafts")
    drafted_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    proposed_by = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(null=True, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)
    superseded_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-drafted_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["number"],
                name="a_version_number_is_used_once",
                condition=models.Q(state__in=sorted(state.value for state in NUMBERED)),
            ),
            models.UniqueConstraint(
                fields=["state"],
                name="one_version_is_in_force",
                condition=models.Q(state=State.IN_FORCE.value),
            ),
            models.CheckConstraint(
                name="what_is_proposed_has_a_number_and_a_date",
                condition=models.Q(state__in=[State.DRAFT.value, State.WITHDRAWN.value])
                | models.Q(number__isnull=False, effective_on__isnull=False, proposed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.number or self.token}"

    @property
    def is_as_sealed(self) -> bool:
        """Whether the files are still those of the digest."""
        return digest_of(self.files) == self.digest

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep it; what is sealed must be as it was kept before."""
        if self.pk is not None:
            kept = type(self).objects.filter(pk=self.pk).exclude(state=State.DRAFT.value).values(*SEALED).first()
            changed = sorted(name for name in SEALED if kept is not None and kept[name] != getattr(self, name))
            if changed:
                message = (
                    f"{', '.join(changed)} of {self} was sealed when it was proposed. Start a new draft instead."
                )
                raise SealedVersion(message)
        super().save(*args, **kwargs)


class Approval(models.Model):
    """One side's approval of one version: who signed, when, and the digest of what they signed."""

    personal_data: ClassVar[str] = "Who approved, and the words they added."

    class Side(models.TextChoices):
        MANAGEMENT = "management", _("Management")
        LABOR = "labor", _("Labor")

    version = models.ForeignKey(PlaybookVersion, on_delete=models.PROTECT, related_name="approvals")
    side = models.CharField(max_length=12, choices=Side.choices)
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, null=True, related_name="+")
    shipped = models.BooleanField(default=False)
    digest = models.CharField(max_length=64)
    words = models.CharField(max_length=400, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["version", "side"], name="one_approval_of_each_side"),
            models.UniqueConstraint(fields=["version", "person"], name="nobody_signs_for_both_sides"),
            models.CheckConstraint(
                name="an_approval_is_a_persons_or_came_with_the_product",
                condition=models.Q(shipped=True, person=None) | models.Q(shipped=False, person__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.side} of {self.version_id}"
