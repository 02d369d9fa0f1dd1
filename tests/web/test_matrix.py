"""Every role at every door: what the table says is what happens."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cast import PEOPLE, Cast
from highroad.modules.people.api import entry_of, may
from highroad.web.urls import OWN_SIGN_IN, PUBLIC
from web.routes import Route, address, routes

if TYPE_CHECKING:
    from django.test import Client

DECLARED = [route for route in routes() if entry_of(route.view)]
OWN = [route for route in routes() if route.name.startswith(OWN_SIGN_IN) and route.name not in PUBLIC]


def test_every_address_is_declared_or_on_the_short_public_list() -> None:
    loose = [
        route.name
        for route in routes()
        if not entry_of(route.view) and route.name not in PUBLIC and not route.name.startswith(OWN_SIGN_IN)
    ]
    assert loose == []


def test_nothing_public_is_declared_and_nothing_on_the_list_is_gone() -> None:
    names = {route.name for route in routes()}
    assert set(PUBLIC) <= names
    assert [route.name for route in DECLARED if route.name in PUBLIC] == []


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("route", DECLARED, ids=lambda route: route.name)
def test_each_role_opens_what_the_table_lets_it_open(client: Client, cast: Cast, route: Route, who: str) -> None:
    entry = entry_of(route.view)
    assert entry is not None
    url = address(route, cast)
    client.force_login(cast.account(who))
    for send, needed in ((client.get, entry.action), (client.post, entry.writes)):
        answer = send(url)
        if needed is None:
            assert answer.status_code == 405, (send.__name__, url)
            continue
        allowed = may(cast.actor(who).grants, needed, entry.object, entry.field)
        assert (answer.status_code != 403) == allowed, (who, send.__name__, url, answer.status_code)
        assert answer.status_code < 500


@pytest.mark.parametrize("route", DECLARED, ids=lambda route: route.name)
def test_the_signed_out_get_nowhere(client: Client, cast: Cast, route: Route) -> None:
    url = address(route, cast)
    assert client.get(url)["Location"].startswith("/account/login/")
    assert client.post(url).status_code in {302, 405}


@pytest.mark.parametrize("route", OWN, ids=lambda r: r.name)
def test_pages_about_ones_own_sign_in_ask_for_it(client: Client, cast: Cast, route: Route) -> None:
    answer = client.get(address(route, cast))
    assert answer.status_code in {302, 405} or b"account/login" in answer.content, answer.status_code
