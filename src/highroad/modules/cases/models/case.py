"""A case and what is on its file: the people in it, where they live, their programs, who may speak for them."""

from __future__ import annotations

import secrets
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from highroad.modules.cases.rules.numbers import digits_of, masked_ssn
from highroad.modules.cases.vault import SealedField, blind_index, opened


def new_token() -> str:
    """An opaque public name for a row: it says nothing about whom it stands for and cannot be guessed."""
    return secrets.token_hex(8)


class Case(models.Model):
    """One household's case with the agency."""

    personal_data: ClassVar[str] = "That a household receives help, its size and language, and who works on it."

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed")

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    number = models.CharField(_("case number"), max_length=20, unique=True)
    household_size = models.PositiveSmallIntegerField(_("household of"), default=1)
    home_language = models.CharField(_("language at home"), max_length=8, default="en")
    county = models.CharField(_("county of residence"), max_length=60, blank=True)
    confidential = models.BooleanField(_("confidential"), default=False)
    assigned = models.ForeignKey(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="assigned_cases"
    )
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.OPEN)
    site = models.ForeignKey("people.Site", on_delete=models.PROTECT, related_name="cases")
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]

    def __str__(self) -> str:
        return self.token

    @property
    def head(self) -> CasePerson | None:
        """The person the case is named after."""
        return next((person for person in self.people.all() if person.relation == CasePerson.HEAD), None)


class CasePerson(models.Model):
    """Someone who belongs to a case."""

    personal_data: ClassVar[str] = "Name, date of birth, relation, and the SSN, sealed and found by a keyed index."

    HEAD: ClassVar[str] = "self"

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="people")
    name = models.CharField(_("name"), max_length=120)
    relation = models.CharField(_("relation"), max_length=40, default="self")
    born_on = models.DateField(_("date of birth"), null=True, blank=True)
    ssn = SealedField(_("SSN"), blank=True, default="")
    ssn_index = models.CharField(max_length=64, blank=True, db_index=True, editable=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.token

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The index follows the number whenever a new one was assigned."""
        if isinstance(self.ssn, str):
            self.ssn = digits_of(self.ssn)
            self.ssn_index = blind_index("ssn", self.ssn) if self.ssn else ""
        super().save(*args, **kwargs)

    @property
    def ssn_masked(self) -> str:
        """The last four digits, and never more."""
        return masked_ssn(opened(self, "ssn"))


class Address(models.Model):
    """Where a household lives, or gets its mail."""

    personal_data: ClassVar[str] = "Address."

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="addresses")
    written = models.CharField(_("address"), max_length=200)
    current = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"address {self.pk}"


class Phone(models.Model):
    """A phone number of a household."""

    personal_data: ClassVar[str] = "Phone number."

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="phones")
    number = models.CharField(_("phone"), max_length=40)
    current = models.BooleanField(default=True)

    def __str__(self) -> str:
        return f"phone {self.pk}"


class Program(models.Model):
    """A program a case is in, or was."""

    personal_data: ClassVar[str] = "Which help a household receives, and why it ended."

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        PENDING = "pending", _("Pending")
        CLOSED = "closed", _("Closed")
        DENIED = "denied", _("Denied")

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="programs")
    ref = models.CharField(_("name in the case system"), max_length=64, blank=True)
    kind = models.CharField(_("program"), max_length=40)
    name = models.CharField(_("name"), max_length=80)
    status = models.CharField(_("status"), max_length=8, choices=Status.choices, default=Status.OPEN)
    opened_on = models.DateField(_("opened"), null=True, blank=True)
    review_due = models.DateField(_("review due"), null=True, blank=True)
    report_due = models.DateField(_("six-month report due"), null=True, blank=True)
    interview_due = models.DateField(_("interview due"), null=True, blank=True)
    closed_on = models.DateField(_("closed"), null=True, blank=True)
    closed_for = models.CharField(_("why it closed"), max_length=120, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return self.token


class AuthorizedRepresentative(models.Model):
    """Someone outside the household whom the case has authorized to speak for it."""

    personal_data: ClassVar[str] = "Name, relation, and for which programs they may speak."

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="representatives")
    name = models.CharField(_("name"), max_length=120)
    relation = models.CharField(_("relation"), max_length=40)
    programs = models.JSONField(_("programs"), default=list, blank=True)
    from_day = models.DateField(_("from"))
    until_day = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]

    def __str__(self) -> str:
        return f"representative {self.pk}"
