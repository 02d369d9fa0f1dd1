"""The one door for mail about cases. Mail is not private: it carries a link and a deadline, no word of a caller."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override

from highroad.core.playbooks.moving import CallbackContract
from highroad.modules.people.api import Person, Role, declare, holders

from .models import ConfidentialCallback

declare("mail", "cases.callback-notice", "cases.callback", "work")


def send_link(to: Iterable[Person], callback: ConfidentialCallback, contract: CallbackContract | None) -> None:
    """Mail a link to those who may open it, once the transaction is kept. A mail that fails undoes nothing."""
    addressed = [
        (person.account.email, person.account.language, person.site.time_zone) for person in to if _has_mail(person)
    ]
    for address, language, zone in dict.fromkeys(addressed):
        subject, body = _words(callback, contract, language or settings.LANGUAGE_CODE, zone)
        transaction.on_commit(_Mail(subject, body, address), robust=True)


def leads(at: datetime) -> list[Person]:
    """Everyone who leads the Helpline today."""
    return list(holders(Role.LEAD, timezone.localdate(at)).select_related("site"))


def _has_mail(person: Person) -> bool:
    account = getattr(person, "account", None)
    return account is not None and account.is_active and bool(account.email)


def _words(
    callback: ConfidentialCallback, contract: CallbackContract | None, language: str, zone: str
) -> tuple[str, str]:
    link = f"{settings.HIGHROAD_ADDRESS}/cases/callbacks/{callback.token}/"
    with override(language):
        deadline = date_format(callback.due_at.astimezone(ZoneInfo(zone)), "DATETIME_FORMAT")
        values = {"link": link, "deadline": deadline}
        if contract is not None and contract.mail is not None:
            return contract.mail.subject.say(language, values), contract.mail.body.say(language, values)
        return _("A callback waits"), _("Due %(deadline)s. Sign in to read it: %(link)s") % values


@dataclass(frozen=True, slots=True)
class _Mail:
    """A mail that is ready to go."""

    subject: str
    body: str
    address: str

    def __call__(self) -> None:
        send_mail(self.subject, self.body, settings.DEFAULT_FROM_EMAIL, [self.address])
