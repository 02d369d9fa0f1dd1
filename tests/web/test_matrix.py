"""Every role at every door: what the table says is what happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cast import PEOPLE, Cast
from highroad.modules.people.api import Role, entry_of, may
from highroad.web.urls import OWN_SIGN_IN, PUBLIC
from web.routes import address, routes

if TYPE_CHECKING:
    from django.test import Client

DECLARED = [route for route in routes() if entry_of(route.view)]
OWN = [route for route in routes() if route.name.startswith(OWN_SIGN_IN) and route.name not in PUBLIC]


def test_every_address_is_declared_or_on_the_short_public_list() -> None:
    loose = [
        route.name
        for route in routes()
        if not entry_of(route.view)
        and route.name not in PUBLIC
        and not route.name.startswith((*OWN_SIGN_IN, "api:"))  # test_api_doors.py looks at those
    ]
    assert loose == []


def test_nothing_public_is_declared_and_nothing_on_the_list_is_gone() -> None:
    names = {route.name for route in routes()}
    # The demo's addresses exist in a demo alone.
    assert {name for name in PUBLIC if not name.startswith("demo:")} <= names
    assert [route.name for route in DECLARED if route.name in PUBLIC] == []


@pytest.mark.parametrize("who", PEOPLE)
def test_each_role_opens_what_the_table_lets_it_open(client: Client, cast: Cast, who: str) -> None:
    client.force_login(cast.account(who))
    grants = cast.actor(who).grants
    wrong = []
    for route in DECLARED:
        entry = entry_of(route.view)
        assert entry is not None
        url = address(route, cast)
        for send, needed in ((client.get, entry.action), (client.post, entry.writes)):
            status = send(url).status_code
            if needed is None:
                as_told = status == 405
            else:
                as_told = (status != 403) == may(grants, needed, entry.object, entry.field)
                # No floor runs in this test: a page of it says so in words, with 503.
                as_told = as_told and (status < 500 or status == 503)
            if not as_told:
                wrong.append((route.name, send.__name__, status))
    assert wrong == []


def test_the_signed_out_get_nowhere(client: Client, cast: Cast) -> None:
    urls = [address(route, cast) for route in DECLARED]
    assert [url for url in urls if not client.get(url).get("Location", "").startswith("/account/login/")] == []
    assert [url for url in urls if client.post(url).status_code not in {302, 405}] == []


def test_pages_about_ones_own_sign_in_ask_for_it(client: Client, cast: Cast) -> None:
    answers = {route.name: client.get(address(route, cast)) for route in OWN}
    assert len(answers) > 10
    assert [name for name, answer in answers.items() if answer.status_code not in {302, 405}] == []


def test_the_matrix_would_notice_a_door_that_is_open(cast: Cast) -> None:
    assert not may(cast.actor("ada").grants, "read", "people.audit")
    assert {cast.actor(who).roles for who in PEOPLE} > {frozenset({role}) for role in Role}
