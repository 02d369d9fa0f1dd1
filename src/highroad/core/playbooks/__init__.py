"""An organization's written practice as versioned data: read, check, compile, explain.

Read a folder with `read_folder` (or `load_folder`, which raises), look at it with `check`, give the engine its
`compile_policy`, and ask the practice itself with the functions below; all of them are pure.
"""

from highroad.core.playbooks.checking import check
from highroad.core.playbooks.comparing import diff
from highroad.core.playbooks.compiling import compile_policy, hours_of
from highroad.core.playbooks.expressions import Expression, ExpressionError, parse
from highroad.core.playbooks.findings import Finding, PlaybookErrors, Position
from highroad.core.playbooks.guide import CallType, Disposition, Guide, Need, RecordedField, Step
from highroad.core.playbooks.guiding import (
    Blocked,
    Finished,
    NextStep,
    Recorded,
    is_required,
    next_step,
    open_required_steps,
    why_not_begin,
    why_not_record,
)
from highroad.core.playbooks.identity import IdentityRules, Outcome
from highroad.core.playbooks.listing import Listed, work_list
from highroad.core.playbooks.matching import matches_on_file, phone_digits
from highroad.core.playbooks.moving import CallbackContract, Escalation, OtherOffice, Referral, TransferPolicy
from highroad.core.playbooks.nodes import unchanged, with_value
from highroad.core.playbooks.permitting import (
    Answers,
    Identity,
    Refusal,
    identity_facts,
    identity_outcome,
    office_for,
    why_not_refer,
    why_not_transfer,
)
from highroad.core.playbooks.playbook import Playbook
from highroad.core.playbooks.promising import AskLead, Due, callback_due
from highroad.core.playbooks.proving import Result, run_examples
from highroad.core.playbooks.reading import Reading, load_folder, read_folder, read_texts
from highroad.core.playbooks.resolving import Corrections, Script, WorkItem
from highroad.core.playbooks.values import Text
from highroad.core.playbooks.vocabulary import FACTS, PLACEHOLDERS

__all__ = [
    "FACTS", "PLACEHOLDERS", "Answers", "AskLead", "Blocked", "CallType", "CallbackContract", "Corrections",
    "Disposition", "Due", "Escalation", "Expression", "ExpressionError", "Finding", "Finished", "Guide", "Identity",
    "IdentityRules", "Listed", "Need", "NextStep", "OtherOffice", "Outcome", "Playbook", "PlaybookErrors", "Position",
    "Reading", "Recorded", "RecordedField", "Referral", "Refusal", "Result", "Script", "Step", "Text",
    "TransferPolicy", "WorkItem", "callback_due", "check", "compile_policy", "diff", "hours_of", "identity_facts",
    "identity_outcome", "is_required", "load_folder", "matches_on_file", "next_step", "office_for",
    "open_required_steps", "parse", "phone_digits", "read_folder", "read_texts", "run_examples", "unchanged",
    "why_not_begin", "why_not_record", "why_not_refer", "why_not_transfer", "with_value", "work_list",
]  # fmt: skip
