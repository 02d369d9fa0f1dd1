"""The vault of words: the journal carries a token, this carries what was said, and forgetting destroys the key."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import transaction

from highroad.modules.people.api import Actor, record

from .models import DataKey, SecureText
from .vault import NONCE_BYTES, opened


class Forgotten(Exception):
    """The key of these words was destroyed; nobody can read them again."""


@transaction.atomic
def keep_words(subject: str, text: str, *, at: datetime) -> str:
    """Keep words about `subject` ("case:token", "person:token"); returns the token that stands for them."""
    data_key, _new = DataKey.objects.get_or_create(subject=subject, defaults={"key": _new_key()})
    if data_key.destroyed_at is not None:
        raise Forgotten(subject)
    row = SecureText(data_key=data_key, at=at)
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = _cipher(data_key).encrypt(nonce, text.encode(), row.token.encode())
    row.sealed = urlsafe_b64encode(nonce + sealed).decode()
    row.save()
    return row.token


def read_words(token: str) -> str:
    """The words behind a token. Raises SecureText.DoesNotExist, or Forgotten when their key is gone."""
    row = SecureText.objects.select_related("data_key").get(token=token)
    if row.data_key.destroyed_at is not None:
        raise Forgotten(token)
    raw = urlsafe_b64decode(row.sealed)
    return _cipher(row.data_key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], row.token.encode()).decode()


@transaction.atomic
def forget(subject: str, *, by: Actor, at: datetime) -> int:
    """Destroy the key of `subject`; returns how many texts became unreadable. Doing it again changes nothing."""
    data_key = DataKey.objects.filter(subject=subject).first()
    if data_key is None or data_key.destroyed_at is not None:
        return 0
    data_key.key = ""
    data_key.destroyed_at = at
    data_key.save()
    record(by, "words-forgotten", subject, "", at)
    return data_key.texts.count()


def _new_key() -> str:
    return urlsafe_b64encode(AESGCM.generate_key(bit_length=256)).decode()


def _cipher(data_key: DataKey) -> AESGCM:
    return AESGCM(urlsafe_b64decode(opened(data_key, "key")))
