"""Sealed values: found by a keyed index, bound to their row, readable after a rotation, shown by four digits."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from cast import THEN
from highroad.modules.cases.models import CasePerson, DataKey, SecureText
from highroad.modules.cases.secure_text import Forgotten, forget, keep_words, read_words
from highroad.modules.cases.vault import CannotOpen, Sealed, blind_index, opened, reseal, seal, unseal
from highroad.modules.people.api import the_system
from modules.cases.casework import CANARY, Cases

if TYPE_CHECKING:
    from pytest_django.fixtures import Settings


def raw(person: CasePerson) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT ssn FROM cases_caseperson WHERE id = %s", [person.pk])
        return str(cursor.fetchone()[0])


def test_a_number_is_not_in_the_database_and_is_found_all_the_same(cases: Cases) -> None:
    person = CasePerson.objects.get(case=cases.plain)
    assert CANARY not in raw(person)
    assert raw(person).startswith("demo:")
    assert CasePerson.objects.get(ssn_index=blind_index("ssn", CANARY)) == person
    assert person.ssn_masked == "•••-••-4321"


def test_no_text_form_of_a_sealed_value_says_anything(cases: Cases) -> None:
    person = CasePerson.objects.get(case=cases.plain)
    assert isinstance(person.ssn, Sealed)
    assert {str(person.ssn), repr(person.ssn), f"{person.ssn}"} == {"sealed", "Sealed(…)"}


def test_a_ciphertext_moved_to_another_row_opens_for_nobody(cases: Cases) -> None:
    mine, theirs = (CasePerson.objects.get(case=case) for case in (cases.plain, cases.secret))
    mine.ssn = theirs.ssn
    mine.save()
    with pytest.raises(CannotOpen) as fault:
        opened(CasePerson.objects.get(pk=mine.pk), "ssn")
    assert CANARY not in str(fault.value)


def test_a_ciphertext_of_another_column_opens_for_nobody() -> None:
    with pytest.raises(CannotOpen):
        unseal(seal("words", "table", "row", "one"), "table", "row", "two")


def test_after_a_rotation_old_values_open_and_new_ones_have_the_new_key(cases: Cases, settings: Settings) -> None:
    person = CasePerson.objects.get(case=cases.plain)
    settings.HIGHROAD_VAULT_KEYS = [f"k2:{urlsafe_b64encode(b'2' * 32).decode()}", *settings.HIGHROAD_VAULT_KEYS]
    assert opened(person, "ssn") == CANARY
    reseal(person, "ssn")
    assert raw(person).startswith("k2:")
    settings.HIGHROAD_VAULT_KEYS = settings.HIGHROAD_VAULT_KEYS[:1]
    assert opened(CasePerson.objects.get(pk=person.pk), "ssn") == CANARY


def test_without_its_key_a_value_stays_closed(cases: Cases, settings: Settings) -> None:
    settings.HIGHROAD_VAULT_KEYS = [f"k2:{urlsafe_b64encode(b'2' * 32).decode()}"]
    with pytest.raises(CannotOpen, match="Put it back"):
        opened(CasePerson.objects.get(case=cases.plain), "ssn")


def test_another_index_key_gives_another_index(settings: Settings) -> None:
    before = blind_index("ssn", CANARY)
    assert blind_index("phone", CANARY) != before
    settings.HIGHROAD_INDEX_KEY = urlsafe_b64encode(b"3" * 32).decode()
    assert blind_index("ssn", CANARY) != before


def test_nothing_plain_gets_in_by_a_side_door(cases: Cases) -> None:
    with pytest.raises(TypeError, match="sealed values only"):
        CasePerson.objects.filter(case=cases.plain).update(ssn=CANARY)


@pytest.mark.django_db
def test_kept_words_are_read_by_their_token_until_they_are_forgotten() -> None:
    token = keep_words("person:abc", "I am Rosa", at=THEN)
    other = keep_words("person:def", "I am Lena", at=THEN)
    assert read_words(token) == "I am Rosa"
    assert "Rosa" not in SecureText.objects.get(token=token).sealed
    assert forget("person:abc", by=the_system("tests"), at=THEN) == 1
    assert forget("person:abc", by=the_system("tests"), at=THEN) == 0
    assert not DataKey.objects.get(subject="person:abc").key
    with pytest.raises(Forgotten):
        read_words(token)
    with pytest.raises(Forgotten):
        keep_words("person:abc", "again", at=THEN)
    assert read_words(other) == "I am Lena"
