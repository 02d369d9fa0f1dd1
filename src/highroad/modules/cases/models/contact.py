"""What happens in a contact: identity, work items, signatures, referrals. `contact` is the engine's opaque token."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from highroad.modules.cases.vault import SealedField

from .case import Case, new_token


class LookupAttempt(models.Model):
    """One look-up by number: who, when, by what, and whether it found a case. The number itself is not kept."""

    personal_data: ClassVar[str] = "That a colleague looked a case up."

    who = models.CharField(max_length=48)
    by = models.CharField(max_length=16)
    at = models.DateTimeField()
    found = models.BooleanField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["who", "at"], name="lookups_of_one_person")]

    def __str__(self) -> str:
        return f"{self.by} {self.at:%Y-%m-%d %H:%M}"


class IdentityCheck(models.Model):
    """Who is speaking in one contact, and whether what they said agreed with the file. What they said is not kept."""

    personal_data: ClassVar[str] = "The caller's name, sealed; their relation to the case; results of the checks."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="identity_checks")
    contact = models.CharField(max_length=64)
    found_by = models.CharField(max_length=24, blank=True)
    speaker = SealedField(blank=True, default="")
    relation = models.CharField(max_length=40, blank=True)
    checks = models.JSONField(default=dict)
    differed = models.PositiveSmallIntegerField(default=0)
    outcome = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "contact"], name="one_identity_check_per_case_and_contact")
        ]

    def __str__(self) -> str:
        return self.token


class CaseWorkItem(models.Model):
    """Where one item of a case's work list stands. `key` names the playbook's item and what it is about."""

    personal_data: ClassVar[str] = "What was done for a household, by whom, and why something was put off."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="work_items")
    key = models.CharField(max_length=120)
    title = models.CharField(_("what"), max_length=160)
    why = models.CharField(_("why"), max_length=200, blank=True)
    added = models.BooleanField(_("added by a colleague"), default=False)
    state = models.CharField(max_length=16, default="open")
    reason = models.CharField(_("reason"), max_length=200, blank=True)
    contact = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "key"], name="one_state_per_work_item")
        ]

    def __str__(self) -> str:
        return self.token


class TelephonicSignature(models.Model):
    """A statement signed by voice: who, which statement, when, by which agent, and where the recording is.

    It may exist before a case does; then the request number (RFA) stands for it.
    """

    personal_data: ClassVar[str] = "The signer's name, sealed; what they signed and when."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    signature_id = models.CharField(_("signature id"), max_length=24, unique=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="signatures")
    request_number = models.CharField(_("RFA number"), max_length=24, blank=True, db_index=True)
    signer = SealedField(_("who signed"))
    signer_role = models.CharField(_("signed as"), max_length=40)
    programs = models.JSONField(_("programs"), default=list, blank=True)
    statement = models.CharField(_("statement"), max_length=60)
    statement_version = models.PositiveIntegerField(_("version"))
    language = models.CharField(_("language"), max_length=8, default="en")
    interpreter = models.CharField(_("interpreter"), max_length=40, blank=True)
    announced_at = models.DateTimeField(_("announcement played"))
    signed_at = models.DateTimeField(_("signed"), db_index=True)
    summary_hash = models.CharField(_("hash of the summary read back"), max_length=64)
    recording = models.CharField(_("recording"), max_length=120, blank=True)
    agent = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    contact = models.CharField(max_length=64, blank=True)
    copy_due = models.DateField(_("written copy due"))
    correctable_until = models.DateField(_("can be corrected until"))
    keep_until = models.DateField(_("kept at least until"))

    class Meta:
        ordering: ClassVar[list[str]] = ["-signed_at", "-id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=models.Q(case__isnull=False) | ~models.Q(request_number=""),
                name="a_signature_belongs_to_a_case_or_a_request",
            )
        ]

    def __str__(self) -> str:
        return self.signature_id


class Referral(models.Model):
    """A caller was sent to their local agency, for one of the permitted reasons."""

    personal_data: ClassVar[str] = "Why a household was sent elsewhere."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, blank=True, related_name="referrals")
    contact = models.CharField(max_length=64, blank=True)
    reason = models.CharField(_("reason"), max_length=60)
    facts = models.JSONField(default=dict)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.token


class OtherConsortiumReferral(models.Model):
    """A caller who belongs to another consortium was given its number. The call itself is never moved there."""

    personal_data: ClassVar[str] = "That a caller lives in another area; no name."

    token = models.CharField(max_length=24, unique=True, default=new_token, editable=False)
    contact = models.CharField(max_length=64, blank=True)
    area = models.CharField(_("area"), max_length=60)
    office = models.CharField(_("office"), max_length=60)
    number_given = models.CharField(_("number given"), max_length=40)
    by = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.token
