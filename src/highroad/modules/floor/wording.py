"""Refusals of the desk in the reader's own words: what happened, by which rule, and the way on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, NoReturn

from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from highroad.core.engine.refusals import WORDS
from highroad.core.engine.refusals import Refusal as EngineRefusal
from highroad.core.playbooks import Playbook, Text
from highroad.core.playbooks import Refusal as PlaybookRefusal
from highroad.modules.cases.api import Refused as CaseRefused
from highroad.modules.people.api import Person

STATES: Final = {
    "signed_out": _("Signed out"),
    "available": _("Available"),
    "offered": _("Ringing"),
    "talking": _("Talking"),
    "holding": _("Holding"),
    "consulting": _("Consulting"),
    "wrapping": _("After-call work"),
    "protected": _("Protected time"),
    "break": pgettext_lazy("state of a desk", "Break"),
    "meal": _("Meal"),
    "meeting": _("Meeting"),
    "training": _("Training"),
    "captain": _("Captain duty"),
    "away": _("Away"),
}
"""A state as a colleague would say it."""

OWN_WORDS: Final = {
    "steps_open": _("{why} {instead}"),
    "step_refused": _("{why} {instead}"),
    "step_unknown": _("The guide has no such step. Load the page again."),
    "case_refused": _("{why} {instead}"),
    "disposition_unknown": _("Choose how the contact ended."),
    "need_unknown": _("The playbook has no such need. Choose one of its list."),
    "key_fault": _("This was sent twice with different content. Load the page again, and do it once more."),
    "not_readable": _("The desk sent something that cannot be read: {why}"),
    "why_unknown": _("Choose one of the reasons of the list: {known}."),
    "announcement_missing": _("Say the announcement first, and note that it was heard, before anything is signed."),
    "assent_missing": _("Ask for the assent, and note that you heard it. Without it nothing is signed."),
    "copy_untold": _("Say that a written copy comes and until when it can be corrected; then note that you said it."),
    "signer_role_unknown": _("Choose as what they sign."),
    "signature_not_permitted": _(
        "A signature for this case waits until the identity check permits it. Verify the caller first."
    ),
    "field_too_long": _("“{field}” is at most {count} signs long. Shorten it."),
    "brief_empty": _("Write in a few words what the lead should know before the caller comes."),
    "brief_too_long": _("A brief is at most 600 signs: what the caller needs, what was said, what was tried."),
    "broadcast_empty": _("Write what everyone on the floor should know."),
    "broadcast_too_long": _("A message to the floor is at most 280 signs. Shorten it."),
    "nothing_to_explain": _("Nothing was decided here that could be explained: no call was offered today."),
    "draft_too_long": _("This is longer than 8,000 signs. What stands here is kept as it was; shorten it."),
}
"""What the desk itself refuses, beside the engine and the playbook."""


@dataclass(frozen=True, slots=True)
class Said:
    """A refusal as the page shows it."""

    code: str
    words: str
    rule: str = ""

    def to_json(self) -> dict[str, str]:
        """As the desk reads it."""
        return {"code": self.code, "rule": self.rule, "words": self.words}


class Refused(Exception):
    """Something was not done, and nothing was changed."""

    def __init__(self, said: Said) -> None:
        super().__init__(said.code)
        self.said = said


def refused(code: str, rule: str = "", **about: str) -> Refused:
    """A refusal of the desk's own."""
    return Refused(Said(code, str(OWN_WORDS[code]).format_map(about).strip(), rule))


def refuse(code: str, rule: str = "", **about: str) -> NoReturn:
    """End the act here: nothing of it is done."""
    raise refused(code, rule, **about)


def from_engine(refusal: EngineRefusal, playbook: Playbook) -> Refused:
    """The engine's refusal; its tokens and codes become names and titles."""
    about = {name: _filled(name, value, playbook) for name, value in refusal.about.items()}
    if refusal.code == "transfer_forbidden":
        about["instead"] = _instead(refusal, playbook)
    return Refused(Said(refusal.code, gettext(WORDS[refusal.code]).format_map(about), refusal.rule))


def refuse_by(code: str, refusal: PlaybookRefusal) -> NoReturn:
    """End the act here, by a rule of the written practice."""
    refuse(code, refusal.rule, why=say(refusal.why), instead=say(refusal.instead))


def from_cases(fault: CaseRefused) -> Refused:
    """A refusal of the cases."""
    told = fault.to_json()
    return Refused(Said(told["code"], f"{told['what']} {told['mend']}".strip(), told["rule"]))


def say(text: Text) -> str:
    """A text of the playbook in the reader's language."""
    return text.say(get_language() or "en")


def title_of(things: Any, key: str) -> str:
    """The title of one of the playbook's things; its key when there is none."""
    return next((say(thing.title) for thing in things if thing.key == key), key)


def _filled(name: str, value: str, playbook: Playbook) -> str:
    if name == "who":
        person = Person.objects.filter(token=value).first()
        return person.display_name if person else gettext("This colleague")
    if name in {"state", "to"}:
        return str(STATES.get(value, value))
    known = {"queue": playbook.queues, "purpose": playbook.hours, "reason": playbook.off_reasons}
    return title_of(known[name], value) if name in known else value


def _instead(refusal: EngineRefusal, playbook: Playbook) -> str:
    rule = next((one for one in playbook.transfers if one.key == refusal.rule), None)
    return say(rule.instead) if rule else refusal.about.get("instead", "")
