"""Sites, teams, staffing groups and skills: adding one, and calling one by another name. Keys stay as they are."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import PermissionDenied
from django.core.validators import validate_slug
from django.db import transaction
from django.forms import ValidationError
from django.utils.translation import gettext as _

from .actions import Refused, _signed
from .actor import Actor
from .audit import record
from .models import Site, Skill, StaffingGroup, Team

KINDS: Final[dict[str, type[Any]]] = {"site": Site, "team": Team, "group": StaffingGroup, "skill": Skill}


@transaction.atomic
def add_place(
    kind: str, key: str, name: str, *, by: Actor, at: datetime, site: Site | None = None, time_zone: str = ""
) -> Any:
    """A new site, team, staffing group or skill. A key that is taken is refused: it would rename what is there."""
    _demand(by)
    model = KINDS[kind]
    try:
        validate_slug(key)
    except ValidationError as wrong:
        raise Refused(_("A key is letters, digits, - and _. It stands in playbooks and rosters.")) from wrong
    if model.objects.filter(key=key).exists():
        raise Refused(_("This key is taken. Choose another, or rename the one that is there."))
    more: dict[str, Any] = {}
    if kind == "team":
        if site is None:
            raise Refused(_("A team belongs to a site. Choose one."))
        more["site"] = site
    if kind == "site" and time_zone:
        if time_zone not in available_timezones():
            raise Refused(_("There is no such time zone. Write region and city: America/Chicago."))
        more["time_zone"] = str(ZoneInfo(time_zone))
    made = model(key=key, name=name, **more)
    _signed(made, by, at).save()
    record(by, f"{kind}-added", made, "", at)
    return made


@transaction.atomic
def rename_place(kind: str, key: str, name: str, *, by: Actor, at: datetime) -> bool:
    """Another name for it; True if it differed. The key, which playbooks and rosters use, stays."""
    _demand(by)
    found = KINDS[kind].objects.filter(key=key).first()
    if found is None:
        raise Refused(_("There is none with this key."))
    if found.name == name:
        return False
    found.name = name
    _signed(found, by, at).save()
    record(by, f"{kind}-renamed", found, "", at)
    return True


def _demand(by: Actor) -> None:
    if not by.token.startswith("system:") and not by.may("change", "people.place"):
        raise PermissionDenied
