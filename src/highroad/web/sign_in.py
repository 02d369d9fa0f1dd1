"""How allauth behaves here: accounts are made by an administrator, and names are shown as on calls."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm as AllauthLoginForm
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.http import HttpRequest


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Nobody makes an account for themselves."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  (allauth's signature)
        """No: accounts come from the roster."""
        return False


class LoginForm(AllauthLoginForm):  # type: ignore[misc]  # allauth ships no types
    """Labels above the fields, not inside them: what is inside is gone once something is typed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("User name or mail address")
        self.fields["password"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


def display_name(user: AbstractBaseUser) -> str:
    """The name used on calls; the user name of an account that belongs to nobody."""
    person = getattr(user, "person", None)
    return person.display_name if person is not None else user.get_username()
