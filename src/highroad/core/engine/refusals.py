"""Why a command was refused. A refusal is a value with a reason, and changes nothing.

The table says, for each code, what and why and how to mend it, in words that a page can show and translate.
`rule` is the playbook's own name of the rule that refused, where one did.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


def gettext_noop(words: str) -> str:
    """Mark words for translation without translating them here: the core speaks no language of its own."""
    return words


@dataclass(frozen=True, slots=True)
class Refusal:
    """A command that was not carried out. `about` fills the placeholders of the code's words."""

    code: str
    rule: str = ""
    about: dict[str, str] = field(default_factory=dict)

    @property
    def words(self) -> str:
        """The English sentence, with its mend."""
        return WORDS[self.code].format_map(self.about)


WORDS: Final[dict[str, str]] = {
    "no_policy": gettext_noop("No playbook is in force yet. An administrator has to activate one first."),
    "time_ran_back": gettext_noop(
        "This came with a time before the last recorded one. Send it again with the time now."
    ),
    "unknown_agent": gettext_noop(
        "Nobody with this number works on this floor. Add the person in the directory first."
    ),
    "unknown_contact": gettext_noop("This contact is over, or was never here. Reload to see the floor as it is."),
    "contact_exists": gettext_noop(
        "A contact with this number is here already. Each contact needs a number of its own."
    ),
    "unknown_queue": gettext_noop("There is no queue “{queue}” in the playbook. Choose one of its queues."),
    "unknown_reason": gettext_noop("“{reason}” is not a reason of the playbook. Choose one from its list."),
    "unknown_purpose": gettext_noop("Queue “{queue}” does not serve “{purpose}”. Choose a purpose that it serves."),
    "closed": gettext_noop("“{purpose}” is closed now. It opens again at its next hours."),
    "queue_full": gettext_noop("Queue “{queue}” has as many waiting as it takes. Offer a callback instead."),
    "not_a_move": gettext_noop(
        "A desk cannot go from “{state}” to “{to}” by itself. Finish what is under way first."
    ),
    "already_so": gettext_noop("The desk is in this state already."),
    "has_contact": gettext_noop("There is a contact at this desk. It can be left when the contact is wrapped."),
    "quota_used": gettext_noop(
        "Today's protected time is used up. Give a reason to take more; your supervisor sees it."
    ),
    "reason_needed": gettext_noop("This needs a reason. Choose one."),
    "not_offered": gettext_noop(
        "This contact is not offered to you any more. It went on to somebody else, or the caller left."
    ),
    "not_yours": gettext_noop("This contact is not at this desk."),
    "not_talking": gettext_noop("The caller is not on the line with you now. Take them back first."),
    "not_held": gettext_noop("The caller is not on hold."),
    "not_waiting": gettext_noop("This contact does not wait in a queue any more."),
    "not_wrapping": gettext_noop("There is no after-call work at this desk."),
    "consulting": gettext_noop("A consult is under way. End it first."),
    "no_consult": gettext_noop("There is no consult to end."),
    "to_self": gettext_noop("This is your own desk. Choose somebody else."),
    "not_reachable": gettext_noop(
        "{who} cannot take a direct call now ({state}). Leave a callback, or choose another way."
    ),
    "transfer_forbidden": gettext_noop("Rule {rule}: this is never transferred. {instead}"),
    "transfer_unknown": gettext_noop("The playbook has no rule that permits this transfer."),
    "transfer_reason": gettext_noop("Rule {rule}: this transfer needs one of its reasons."),
    "caller_not_told": gettext_noop(
        "Rule {rule}: tell the caller first that you will transfer them and that they may hold briefly."
    ),
    "not_briefed": gettext_noop(
        "Rule {rule}: only to the lead you have just briefed in this call. Call the Helpline first."
    ),
    "wrong_target": gettext_noop("Rule {rule}: not to this target."),
    "only_leads": gettext_noop("Rule {rule}: a lead decides about this."),
    "not_connected": gettext_noop("This desk is not connected, so its phone cannot ring. Reconnect it first."),
    "version_exists": gettext_noop(
        "Version {version} of the playbook is known with other rules. Give the changed playbook a new number."
    ),
    "no_callback": gettext_noop("A callback can be asked for only while the caller waits."),
}
