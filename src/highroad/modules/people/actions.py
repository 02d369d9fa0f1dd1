"""Writes of the directory: one verb each, by someone, at a time, in one transaction, with one audit entry."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from .actor import Actor
from .audit import record
from .models import Account


@transaction.atomic
def keep_preferences(by: Actor, account: Account, *, theme: str, language: str, at: datetime) -> Account:
    """Keep how the person likes to see the pages; what is empty stays as it was."""
    if theme:
        account.theme = theme
    if language:
        account.language = language
    account.save(update_fields=["theme", "language"])
    record(by, "preferences-changed", f"account:{by.token}", "", at)
    return account
