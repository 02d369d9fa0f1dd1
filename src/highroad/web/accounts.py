"""The account behind a request, with its person and site, in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from django.http import HttpRequest

    from highroad.modules.people.api import Account


def account_of(request: HttpRequest) -> Account | None:
    """Who is signed in; None for nobody."""
    user = getattr(request, "user", None)
    return cast("Account", user) if user is not None and user.is_authenticated else None
