"""Who works here: sites, teams, staffing groups, skills and the people themselves."""

from __future__ import annotations

import secrets
from typing import ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


def new_token() -> str:
    """An opaque public name for a row: it says nothing about whom it stands for and cannot be guessed."""
    return secrets.token_hex(6)


class Site(models.Model):
    """A place where people work, with its own time zone."""

    personal_data: ClassVar[str] = "None."

    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    time_zone = models.CharField(_("time zone"), max_length=64, default="America/Chicago")
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class StaffingGroup(models.Model):
    """People who share the same kind of work; how much protected time a group has is said by the playbook."""

    personal_data: ClassVar[str] = "None."

    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    """The unit a person belongs to at a site."""

    personal_data: ClassVar[str] = "None."

    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="teams")
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Skill(models.Model):
    """Something a caller may need and a colleague can do, named as in the playbook."""

    personal_data: ClassVar[str] = "None."

    key = models.SlugField(_("key"), unique=True)
    name = models.CharField(_("name"), max_length=120)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Someone who works here, whether signed in or not."""

    personal_data: ClassVar[str] = "Name, the name used on calls, staff number, languages, place in the organization."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    staff_number = models.CharField(_("staff number"), max_length=32, unique=True)
    name = models.CharField(_("name"), max_length=120)
    display_name = models.CharField(_("name used on calls"), max_length=80)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="people", verbose_name=_("site"))
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="people", verbose_name=_("team")
    )
    staffing_group = models.ForeignKey(
        StaffingGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("staffing group"),
    )
    supervisor = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="reports",
        verbose_name=_("supervisor"),
    )
    languages = models.JSONField(_("languages"), default=list, blank=True)
    active = models.BooleanField(_("works here now"), default=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return self.token

    @property
    def initials(self) -> str:
        """Two letters for the round mark beside a name."""
        parts = self.name.split()
        return (parts[0][:1] + parts[-1][:1]).upper() if len(parts) > 1 else self.name[:2].upper()


class PersonSkill(models.Model):
    """How well a person can do one thing: 1 beginning to 5 teaching it."""

    personal_data: ClassVar[str] = "A judgment of a person's ability."

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, on_delete=models.PROTECT, related_name="holders")
    level = models.PositiveSmallIntegerField(_("level"), validators=[MinValueValidator(1), MaxValueValidator(5)])
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["skill__name"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["person", "skill"], name="one_level_per_person_and_skill"),
            models.CheckConstraint(condition=models.Q(level__gte=1, level__lte=5), name="skill_level_is_1_to_5"),
        ]

    def __str__(self) -> str:
        return f"{self.skill.key} {self.level}"
