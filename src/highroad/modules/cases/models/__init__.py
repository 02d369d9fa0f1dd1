"""The tables of callers and cases. Each class opens with a plain sentence and says what personal data it holds."""

from .callback import CallbackEvent, ConfidentialCallback
from .case import Address, AuthorizedRepresentative, Case, CasePerson, Phone, Program
from .contact import (
    CaseWorkItem,
    IdentityCheck,
    LookupAttempt,
    OtherConsortiumReferral,
    Referral,
    TelephonicSignature,
)
from .notes import CaseComment, Correction, PendingItem
from .words import DataKey, SecureText

__all__ = [
    "Address",
    "AuthorizedRepresentative",
    "CallbackEvent",
    "Case",
    "CaseComment",
    "CasePerson",
    "CaseWorkItem",
    "ConfidentialCallback",
    "Correction",
    "DataKey",
    "IdentityCheck",
    "LookupAttempt",
    "OtherConsortiumReferral",
    "PendingItem",
    "Phone",
    "Program",
    "Referral",
    "SecureText",
    "TelephonicSignature",
]
