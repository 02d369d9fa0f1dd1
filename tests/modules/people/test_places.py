"""Sites, teams, groups and skills: added under a key that stays, renamed at any time, by an administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from cast import THEN
from highroad.modules.people.actions import Refused
from highroad.modules.people.models import AuditEntry, Site, StaffingGroup, Team
from highroad.modules.people.places import add_place, rename_place

if TYPE_CHECKING:
    from cast import Cast


def test_an_administrator_adds_and_renames(cast: Cast) -> None:
    ines = cast.actor("ines")
    add_place("group", "ltc", "Long-term care", by=ines, at=THEN)
    assert rename_place("group", "ltc", "Long-term care and Family Care", by=ines, at=THEN)
    assert not rename_place("group", "ltc", "Long-term care and Family Care", by=ines, at=THEN)
    group = StaffingGroup.objects.get(key="ltc")
    assert group.name == "Long-term care and Family Care"
    assert [line.name for line in group.history.all()] == ["Long-term care and Family Care", "Long-term care"]
    assert AuditEntry.objects.filter(object_token="ltc").count() == 2


@pytest.mark.parametrize(
    ("kind", "key", "more", "words"),
    [
        ("skill", "foodshare", {}, "taken"),
        ("skill", "two words", {}, "letters, digits"),
        ("team", "night", {}, "belongs to a site"),
        ("site", "moon", {"time_zone": "Moon/Crater"}, "no such time zone"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    cast: Cast, kind: str, key: str, more: dict[str, str], words: str
) -> None:
    with pytest.raises(Refused, match=words):
        add_place(kind, key, "X", by=cast.actor("ines"), at=THEN, time_zone=more.get("time_zone", ""))


def test_others_read_or_see_nothing(cast: Cast) -> None:
    with pytest.raises(PermissionDenied):
        add_place("group", "night", "Night", by=cast.actor("gil"), at=THEN)
    for who, status in {"ada": 403, "gil": 200, "ines": 200, "eve": 403}.items():
        client = Client()
        client.force_login(cast.account(who))
        assert client.get("/people/places/").status_code == status


def test_the_page_adds_a_team_at_a_site(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.account("ines"))
    client.post("/people/places/", {"kind": "team", "key": "night", "name": "Night", "site": "harbor"})
    assert Team.objects.get(key="night").site == Site.objects.get(key="harbor")
    refused = client.post("/people/places/", {"kind": "group", "key": "ebd", "name": "Again"})
    assert refused.status_code == 422
    assert "This key is taken" in refused.content.decode()
    client.post("/people/places/", {"kind": "group", "key": "ebd", "name": "EBD long-term", "rename": "1"})
    assert StaffingGroup.objects.get(key="ebd").name == "EBD long-term"
