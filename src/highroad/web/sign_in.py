"""How allauth behaves here: accounts are made by an administrator, and names are shown as on calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import DefaultAccountAdapter

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody makes an account for themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  (allauth's signature)
        """No: accounts come from the roster."""
        return False


def display_name(user: AbstractBaseUser) -> str:
    """The name used on calls; the user name of an account that belongs to nobody."""
    person = getattr(user, "person", None)
    return person.display_name if person is not None else user.get_username()
