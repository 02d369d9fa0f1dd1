"""The front door of cases: what the floor, the pages' frame, the command line and the demo may call."""

from .actions.callbacks import (
    decide_callback,
    finish_callback,
    reassign_callback,
    request_callback,
    sweep,
    try_callback,
    withdraw_callback,
)
from .actions.identity import Compared, compare, conclude, name_speaker
from .actions.lookup import Found, look_up, open_case
from .actions.referring import give_number, refer
from .actions.signing import Assent, record_signature
from .actions.work import add_comment, add_item, authorize, report_correction, settle_item, sync_review_dates
from .comment_draft import ContactFacts, prefill_comment
from .models import Case, ConfidentialCallback
from .ports import CaseFile, FiledItem, FiledPerson, FiledProgram, use_case_system, use_shifts
from .practice import case_facts, practice, use_practice
from .queries.lists import SignatureKeys, callbacks, corrections, signatures, waiting_callbacks
from .queries.seen import Covered, case_or_404, case_or_cover, visible
from .queries.view import CaseView, case_view, view_json
from .queries.workers import EarlierWorker, earlier_workers
from .queries.worklist import ShownItem, shown_work_list
from .rules.callback import WAITING as _WAITING
from .secure_text import Forgotten, forget, keep_words, read_words
from .store import mirror
from .vault import SealedField, opened
from .wording import Refused, Said, words_for

CALLBACKS_WAITING = tuple(sorted(state.value for state in _WAITING))
"""The states in which a callback still waits for somebody."""

__all__ = [
    "CALLBACKS_WAITING",
    "Assent",
    "Case",
    "CaseFile",
    "CaseView",
    "Compared",
    "ConfidentialCallback",
    "ContactFacts",
    "Covered",
    "EarlierWorker",
    "FiledItem",
    "FiledPerson",
    "FiledProgram",
    "Forgotten",
    "Found",
    "Refused",
    "Said",
    "SealedField",
    "ShownItem",
    "SignatureKeys",
    "add_comment",
    "add_item",
    "authorize",
    "callbacks",
    "case_facts",
    "case_or_404",
    "case_or_cover",
    "case_view",
    "compare",
    "conclude",
    "corrections",
    "decide_callback",
    "earlier_workers",
    "finish_callback",
    "forget",
    "give_number",
    "keep_words",
    "look_up",
    "mirror",
    "name_speaker",
    "open_case",
    "opened",
    "practice",
    "prefill_comment",
    "read_words",
    "reassign_callback",
    "record_signature",
    "refer",
    "report_correction",
    "request_callback",
    "settle_item",
    "shown_work_list",
    "signatures",
    "sweep",
    "sync_review_dates",
    "try_callback",
    "use_case_system",
    "use_practice",
    "use_shifts",
    "view_json",
    "visible",
    "waiting_callbacks",
    "withdraw_callback",
    "words_for",
]
