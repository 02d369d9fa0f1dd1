"""Signing in, and what is seen before it."""

from __future__ import annotations

import pytest
from django.test import Client

from highroad.modules.people.api import Account


@pytest.mark.django_db
def test_whoever_is_signed_out_is_asked_to_sign_in(client: Client) -> None:
    answer = client.get("/people/")
    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/?next=/people/"


@pytest.mark.django_db
def test_the_right_password_signs_in(client: Client) -> None:
    Account.objects.create_user("ada", "ada@example.org", "long enough words")
    page = client.get("/account/login/")
    assert page.status_code == 200
    answer = client.post("/account/login/", {"login": "ada", "password": "long enough words"})
    assert answer.status_code == 302, answer.content.decode()
    assert client.get("/").status_code == 403
