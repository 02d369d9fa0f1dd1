"""Who holds which role, where, and from when until when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from highroad.modules.people.access.roles import Role

from .directory import Person, Site, Team

ROLE_WORDS = [
    (Role.REPRESENTATIVE.value, _("Representative")),
    (Role.LEAD.value, _("Helpline lead")),
    (Role.SUPERVISOR.value, _("Supervisor")),
    (Role.PLANNER.value, _("Planner")),
    (Role.STEWARD.value, _("Steward")),
    (Role.HR.value, _("HR")),
    (Role.ADMINISTRATOR.value, _("Administrator")),
    (Role.AUDITOR.value, _("Auditor")),
]


class Scope(models.TextChoices):
    """How far a grant reaches."""

    ALL = "all", _("everywhere")
    SITE = "site", _("one site")
    TEAM = "team", _("one team")


class RoleGrant(models.Model):
    """A person holds a role, everywhere, at one site or for one team, between two dates."""

    personal_data: ClassVar[str] = "A person's function in the organization."

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="grants")
    role = models.CharField(_("role"), max_length=24, choices=ROLE_WORDS)
    scope = models.CharField(_("reaches"), max_length=8, choices=Scope.choices, default=Scope.ALL)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, blank=True)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, blank=True)
    from_day = models.DateField(_("from"))
    until_day = models.DateField(_("until"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar[list[str]] = ["role", "from_day"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="a_grant_names_exactly_what_it_reaches",
                condition=models.Q(scope="all", site=None, team=None)
                | models.Q(scope="site", site__isnull=False, team=None)
                | models.Q(scope="team", site=None, team__isnull=False),
            ),
            models.CheckConstraint(
                name="a_grant_does_not_end_before_it_begins",
                condition=models.Q(until_day=None) | models.Q(until_day__gte=models.F("from_day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} ({self.scope})"
