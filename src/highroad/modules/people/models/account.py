"""The sign-in. It is kept apart from the person: a wall screen signs in and is nobody, and a person may have
no sign-in.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts with a hashed password, or with none that works."""

    def create_user(self, username: str, email: str = "", password: str | None = None, **more: Any) -> Account:
        """A new account; without a password nobody can sign in until one is set."""
        account = self.model(username=username, email=self.normalize_email(email), **more)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way to sign in, with how this person likes to see the pages.

    What the account may do is not here: roles are granted to the person it belongs to.
    """

    personal_data: ClassVar[str] = "User name, mail address, password hash, time of the last sign-in."

    username = models.CharField(_("user name"), max_length=80, unique=True)
    email = models.EmailField(_("mail address"), blank=True)
    is_active = models.BooleanField(_("may sign in"), default=True)
    date_joined = models.DateTimeField(auto_now_add=True)
    person = models.OneToOneField(
        "people.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="account"
    )
    theme = models.CharField(_("theme"), max_length=8, default="system")
    language = models.CharField(_("language"), max_length=8, blank=True)

    objects: ClassVar[AccountManager] = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    # Libraries ask these of any account. Nobody is above the table of who may do what, so both are always no.
    is_staff = False
    is_superuser = False

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["email"], name="one_account_per_mail_address", condition=~models.Q(email="")
            ),
        ]

    def __str__(self) -> str:
        return self.username
