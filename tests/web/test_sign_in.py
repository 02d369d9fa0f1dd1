"""Signing in, and what is seen before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cast import PASSWORD, Cast

if TYPE_CHECKING:
    from django.test import Client


@pytest.mark.django_db
def test_whoever_is_signed_out_is_asked_to_sign_in_and_comes_back(client: Client) -> None:
    answer = client.get("/people/?q=ada")
    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/?next=/people/%3Fq%3Dada"


def test_a_partial_update_of_the_signed_out_loads_the_whole_page(client: Client, cast: Cast) -> None:
    answer = client.get("/people/", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/account/login/?next=/people/"


@pytest.mark.parametrize("known_by", ["ines", "ines@example.org"])
def test_the_right_password_signs_in_by_name_or_mail(client: Client, cast: Cast, known_by: str) -> None:
    answer = client.post("/account/login/", {"login": known_by, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    assert client.get("/", follow=True).redirect_chain[-1][0] == "/people/"


def test_the_wrong_password_is_said_beside_the_form_and_signs_nobody_in(client: Client, cast: Cast) -> None:
    answer = client.post("/account/login/", {"login": "ines", "password": "not these words"})
    assert answer.status_code == 200
    assert b"errorlist" in answer.content
    assert client.get("/people/").status_code == 302


def test_a_person_who_left_can_no_longer_sign_in(client: Client, cast: Cast) -> None:
    from cast import THEN
    from highroad.modules.people.api import change_person

    change_person(cast["ada"], {"active": False}, by=cast.actor("ines"), at=THEN)
    client.post("/account/login/", {"login": "ada", "password": PASSWORD})
    assert client.get("/people/").status_code == 302


def test_nobody_makes_an_account_for_themselves(client: Client, cast: Cast) -> None:
    before = type(cast.account("ada")).objects.count()
    client.post(
        "/account/signup/",
        {"username": "mallory", "email": "mallory@example.org", "password1": PASSWORD},
    )
    assert type(cast.account("ada")).objects.count() == before


def test_eve_without_a_role_is_told_so_in_words(client: Client, cast: Cast) -> None:
    client.force_login(cast.account("eve"))
    answer = client.get("/")
    assert answer.status_code == 403
    assert "nothing is set up for you yet" in answer.content.decode()


def test_the_program_says_that_it_runs(client: Client, db: None) -> None:
    assert client.get("/healthz").json() == {"ready": True}
