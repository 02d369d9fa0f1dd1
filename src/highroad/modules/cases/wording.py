"""Every refusal of this module in words: what happened, and what to do. Rules give codes, people read these."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Said:
    """What a person reads: what happened, and the way on. `status` is what the web answers with."""

    what: str | Promise
    mend: str | Promise
    status: int = 422


WORDS: dict[str, Said] = {
    "case-number-missing": Said(_("No case number was given."), _("Type it as the caller says it.")),
    "case-number-format": Said(
        _("This is not how a case number looks here."), _("Ask the caller to read it once more, digit by digit.")
    ),
    "ssn-missing": Said(_("No SSN was given."), _("Type it as the caller says it, or use the case number.")),
    "ssn-format": Said(_("An SSN has nine digits."), _("Ask the caller to say it once more.")),
    "ssn-never-issued": Said(
        _("No SSN like this was ever issued; a digit was misheard."), _("Ask the caller to say it once more.")
    ),
    "purpose-missing": Said(_("It is not said what the case is opened for."), _("Choose what you need it for.")),
    "case-unknown": Said(
        _("No case has this number."),
        _("Check the digits with the caller, try the other number, or go on without a case."),
        404,
    ),
    "ssn-ambiguous": Said(
        _("This SSN stands on more than one case."), _("Ask for the case number, and tell a lead afterwards."), 409
    ),
    "too-many-lookups": Said(
        _("Many numbers were looked up within a minute."), _("Wait a minute, or ask a lead if a caller waits."), 429
    ),
    "too-many-attempts": Said(
        _("This was compared with the file too often."),
        _("Give general information only, and note it in the case comment."),
        429,
    ),
    "text-missing": Said(_("There are no words."), _("Write what was said or done.")),
    "text-too-long": Said(_("This is longer than 4,000 signs."), _("Shorten it, or add it in two parts.")),
    "reason-missing": Said(_("A reason is missing."), _("Say in a few words why; the next colleague reads it.")),
    "item-unknown": Said(
        _("This is not on the work list any more."), _("Load the case again; it may have been done meanwhile."), 409
    ),
    "item-state-unknown": Said(
        _("An item is open, done, deferred or not applicable."),
        _("Choose one of these."),
    ),
    "nothing-to-sync": Said(_("The review dates are one already."), _("Nothing needs to be done."), 409),
    "sync-too-late": Said(
        _("A review cannot be put off beyond its own date."),
        _("Choose the earliest of the dates."),
    ),
    "callback-none": Said(
        _("This practice knows no callback by the worker."), _("Ask the Helpline lead how to go on."), 409
    ),
    "callback-not-confidential": Said(
        _("This case is not confidential."), _("Help the caller yourself; you can see the case."), 409
    ),
    "callback-ended": Said(_("This callback has ended."), _("Ask for a new one if the caller calls again."), 409),
    "callback-not-now": Said(
        _("That cannot be done with this callback now."), _("Load the page again to see where it stands."), 409
    ),
    "callback-not-yours": Said(
        _("That is for the assigned worker or a lead."), _("Tell a lead what you would have done."), 403
    ),
    "phone-missing": Said(_("The number to call back is missing."), _("Ask the caller for it, with area code.")),
    "name-missing": Said(_("The caller's name is missing."), _("Ask who is calling.")),
    "worker-unknown": Said(_("No such colleague works here now."), _("Choose one of the list.")),
    "time-passed": Said(_("This time has passed."), _("Choose a time from now on.")),
    "statement-unknown": Said(
        _("The playbook has no such statement."), _("Choose one of the statements of the playbook.")
    ),
    "statement-version": Said(
        _("The statement was changed meanwhile."), _("Load the page again and read the statement as it is now."), 409
    ),
    "announcement-missing": Said(
        _("The announcement was not played before the statement."),
        _("Play the announcement, then record the statement once more."),
    ),
    "signature-without-case": Said(
        _("A signature belongs to a case or to a request (RFA)."), _("Give the case or the RFA number.")
    ),
    "office-unknown": Said(
        _("The directory knows no other consortium for this area."), _("Check the county with the caller.")
    ),
    "referral-refused": Said(_("The practice permits no referral for this reason."), _("Help the caller here."), 409),
    "identity-unfinished": Said(
        _("It is not said yet who is speaking."), _("Ask who is calling and how they belong to the case.")
    ),
    "kind-unknown": Said(_("That is not something this identity check asks for."), _("Ask for address and phone.")),
    "case-system-slow": Said(
        _("The case system answers too slowly."),
        _("Go on with the call; note what is needed and look again later."),
        503,
    ),
    "case-system-down": Said(
        _("The case system does not answer."),
        _("Go on with the call; note what is needed and look again later."),
        503,
    ),
    "case-system-garbage": Said(
        _("The case system gave an answer that cannot be read."),
        _("Go on with the call; tell an administrator the time."),
        503,
    ),
    "key-missing": Said(
        _("The write has no idempotency key."), _("Send a new random Idempotency-Key with each write."), 400
    ),
    "form-old": Said(_("This form is out of date."), _("Load the page again and send it once more."), 409),
    "key-too-long": Said(_("The idempotency key is longer than 64 signs."), _("Send a shorter one."), 400),
    "key-used-before": Said(
        _("This idempotency key was used for something else."), _("Make a new key for each new write."), 409
    ),
}


class Refused(Exception):
    """An action was refused, and nothing was changed. `why` adds the playbook's own words."""

    def __init__(self, code: str, *, rule: str = "", why: str = "", mend: str = "") -> None:
        super().__init__(code)
        self.code, self.rule, self.why, self._mend = code, rule, why, mend

    @property
    def status(self) -> int:
        """What the web answers with."""
        return words_for(self.code).status

    def to_json(self) -> dict[str, str]:
        """As the desk reads it."""
        said = words_for(self.code)
        return {
            "code": self.code,
            "what": self.why or str(said.what),
            "mend": self._mend or str(said.mend),
            "rule": self.rule,
        }


def words_for(code: str) -> Said:
    """The words of a code; a code without words would be a fault of ours, and says so."""
    return WORDS.get(
        code, Said(_("That was refused."), _("Load the page again; if it stays, tell an administrator."))
    )


def refuse(code: str, *, rule: str = "", why: str = "", mend: str = "") -> NoReturn:
    """End the action here: nothing of it is kept."""
    raise Refused(code, rule=rule, why=why, mend=mend)


def refuse_if(code: str | None) -> None:
    """Raise what a rule gave, if it gave anything."""
    if code is not None:
        raise Refused(code)
