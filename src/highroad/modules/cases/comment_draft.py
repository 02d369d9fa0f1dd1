"""The case comment after a call, written from what was done. The agent reads it, changes it, and adds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """What happened in a contact, as far as a comment speaks of it. All of it may be empty."""

    speaker: str = ""
    relation: str = ""
    identity: str = ""
    about: str = ""
    done: Sequence[str] = ()
    deferred: Sequence[tuple[str, str]] = ()
    signatures: Sequence[str] = ()
    referral: str = ""
    number_given: str = ""
    callback_due: str = ""
    needs_met: Sequence[str] = ()
    needs_foreseen: Sequence[str] = ()
    notes: str = ""


def prefill_comment(facts: ContactFacts) -> str:
    """One short line for each thing that happened; nothing is said of what did not."""
    lines = [_opening(facts)]
    if facts.about:
        lines.append(_("About: %(about)s.") % {"about": facts.about})
    if facts.done:
        lines.append(_("Done: %(items)s.") % {"items": "; ".join(facts.done)})
    lines += [
        _("Put off: %(item)s (%(reason)s).") % {"item": item, "reason": reason} for item, reason in facts.deferred
    ]
    if facts.signatures:
        lines.append(_("Telephonic signature: %(ids)s.") % {"ids": ", ".join(facts.signatures)})
    if facts.referral:
        lines.append(_("Sent to the local agency: %(reason)s.") % {"reason": facts.referral})
    if facts.number_given:
        lines.append(_("Lives in another area; gave the number of %(office)s.") % {"office": facts.number_given})
    if facts.callback_due:
        lines.append(_("Callback promised, due %(due)s.") % {"due": facts.callback_due})
    if facts.needs_met:
        lines.append(_("Needs met now: %(needs)s.") % {"needs": ", ".join(facts.needs_met)})
    if facts.needs_foreseen:
        lines.append(_("Needs foreseen: %(needs)s.") % {"needs": ", ".join(facts.needs_foreseen)})
    if facts.notes.strip():
        lines.append(facts.notes.strip())
    return "\n".join(line for line in lines if line)


def _opening(facts: ContactFacts) -> str:
    if not facts.speaker:
        return ""
    who = facts.speaker if not facts.relation else f"{facts.speaker} ({facts.relation})"
    if not facts.identity:
        return _("%(who)s called.") % {"who": who}
    return _("%(who)s called. Identity: %(identity)s.") % {"who": who, "identity": facts.identity}
