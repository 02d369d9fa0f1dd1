"""Words that must not be read from a copy of the database: sealed with AES-256-GCM, found by a keyed index.

A sealed value is `key id:base64(nonce, ciphertext, tag)`. Table, row and column are authenticated with it, so a
ciphertext moved to another person's row opens for nobody. The first key of `HIGHROAD_VAULT_KEYS` seals, all of them
open; a rotation adds a key in front and calls `reseal`. The index is an HMAC under a key of its own: a nine-digit
number hashed without a key would be found by trying them all, in an hour.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.signals import setting_changed
from django.db import models

NONCE_BYTES = 12
JOINT = "\x1f"
"""Between table, row and column; none of them can contain it, so no two places share a name."""


class CannotOpen(Exception):
    """A sealed value does not open: its key is gone, or it was moved or altered. The value itself is never named."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed value as it stands in the database. Its text form says nothing."""

    stored: str

    def __str__(self) -> str:
        return "sealed"

    def __repr__(self) -> str:
        return "Sealed(…)"

    def __bool__(self) -> bool:
        return bool(self.stored)


@cache
def _keys() -> dict[str, AESGCM]:
    written = [pair.partition(":") for pair in settings.HIGHROAD_VAULT_KEYS]
    return {name: AESGCM(urlsafe_b64decode(key)) for name, _, key in written}


@cache
def _index_key() -> bytes:
    return urlsafe_b64decode(settings.HIGHROAD_INDEX_KEY)


def _forget_keys(*, setting: str, **_more: Any) -> None:
    if setting in {"HIGHROAD_VAULT_KEYS", "HIGHROAD_INDEX_KEY"}:
        _keys.cache_clear()
        _index_key.cache_clear()


setting_changed.connect(_forget_keys)


def seal(plain: str, table: str, row: str, column: str) -> Sealed:
    """Seal a value for one place with the key in force."""
    name, key = next(iter(_keys().items()))
    nonce = secrets.token_bytes(NONCE_BYTES)
    place = JOINT.join((table, row, column)).encode()
    return Sealed(f"{name}:{urlsafe_b64encode(nonce + key.encrypt(nonce, plain.encode(), place)).decode()}")


def unseal(sealed: Sealed, table: str, row: str, column: str) -> str:
    """The value, if it was sealed for this very place and its key is still there. Raises CannotOpen."""
    name, _, body = sealed.stored.partition(":")
    key = _keys().get(name)
    if key is None:
        msg = f"The vault key {name!r} is not among HIGHROAD_VAULT_KEYS. Put it back behind the key in force."
        raise CannotOpen(msg)
    raw = urlsafe_b64decode(body)
    place = JOINT.join((table, row, column)).encode()
    try:
        return key.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], place).decode()
    except InvalidTag:
        msg = f"A value of {table}.{column} does not open in its row: it was moved or altered. Restore the row."
        raise CannotOpen(msg) from None


def blind_index(kind: str, plain: str) -> str:
    """What a value is found by without being readable: equal values of one kind, equal index."""
    return hmac.new(_index_key(), JOINT.join((kind, plain)).encode(), hashlib.sha256).hexdigest()


if TYPE_CHECKING:
    Text = models.TextField[Any, Any]
else:
    Text = models.TextField  # only its type stubs take parameters


class SealedField(Text):
    """A column that is sealed on its way into the database. The row needs a `token` that never changes.

    Assign a plain string; after saving, and when loaded, the attribute is a `Sealed`. Read it by `opened`.
    """

    description = "Text sealed with AES-256-GCM for its table, row and column"

    def from_db_value(self, value: str | None, *_: Any) -> Sealed | None:
        """As it stands in the database."""
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: FBT001  (Django's signature)
        """Seal what was assigned in plain."""
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = seal(value, *_place(model_instance, self.attname)) if value else Sealed("")
            setattr(model_instance, self.attname, value)
        return value

    def get_prep_value(self, value: Any) -> Any:
        """Only what is sealed reaches the database, by whatever way."""
        if value is None or isinstance(value, Sealed):
            return None if value is None else value.stored
        msg = f"{self.name} takes sealed values only; save through the row, not by update()."
        raise TypeError(msg)


def _place(row: models.Model, column: str) -> tuple[str, str, str]:
    token = getattr(row, "token", "")
    assert token, "a sealed column needs a row with a token"
    return row._meta.db_table, str(token), column  # noqa: SLF001  (Django documents it)


def opened(row: models.Model, column: str) -> str:
    """The plain value of a sealed column of this row; empty when there is none. Whoever calls this answers for it."""
    value = getattr(row, column)
    if isinstance(value, str):
        return value
    return unseal(value, *_place(row, column)) if value else ""


def reseal(row: models.Model, column: str) -> None:
    """Seal anew with the key in force, after a rotation."""
    plain = opened(row, column)
    if plain:
        setattr(row, column, seal(plain, *_place(row, column)))
        row.save(update_fields=[column])
