"""Every answer carries the headers that keep a browser in bounds; pages name no outside address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from web.routes import address, routes

if TYPE_CHECKING:
    from django.test import Client

    from cast import Cast

WANTED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def test_every_address_answers_with_the_headers(client: Client, cast: Cast) -> None:
    for route in routes():
        client.force_login(cast.account("ines"))  # again, since one of the addresses signs out
        answer = client.get(address(route, cast))
        assert {name: answer[name] for name, value in WANTED.items() if value not in answer[name]} == {}, route.name
        policy = answer["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "style-src 'self';" in policy + ";"
        assert "unsafe" not in policy
        assert "microphone=(self)" in answer["Permissions-Policy"]


@pytest.mark.parametrize("url", ["/nowhere/", "/people/"])
def test_pages_in_words_about_errors_carry_them_too(client: Client, cast: Cast, url: str) -> None:
    client.force_login(cast.account("eve"))
    answer = client.get(url)
    assert answer.status_code in {403, 404}
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "h1" in answer.content.decode()


def test_each_page_has_its_own_nonce(client: Client, cast: Cast) -> None:
    policies = [client.get("/account/login/")["Content-Security-Policy"] for _ in range(2)]
    nonces = [re.findall(r"'nonce-([^']+)'", policy) for policy in policies]
    assert nonces[0] != nonces[1]
    assert nonces[0]


def test_a_form_without_its_token_is_refused_in_words(cast: Cast) -> None:
    from django.test import Client as StrictClient

    strict = StrictClient(enforce_csrf_checks=True)
    strict.force_login(cast.account("ines"))
    answer = strict.post(f"/people/{cast['ada'].token}/change/", {"name": "x"})
    assert answer.status_code == 403
    assert "out of date" in answer.content.decode()
