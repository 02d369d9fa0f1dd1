"""The forms of the case pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from highroad.modules.people.api import Person

PURPOSES = [
    ("caller", _("A caller is on the line")),
    ("work", _("Work on a document or report")),
    ("callback", _("A callback")),
    ("correction", _("Follow-up of a correction")),
]


class LookUpForm(forms.Form):
    """A case number or an SSN, and what for. It is only ever sent by POST."""

    by = forms.ChoiceField(
        label=_("What the caller gives"), choices=[("case_number", _("Case number")), ("ssn", _("SSN"))]
    )
    value = forms.CharField(
        label=_("Number"),
        max_length=40,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"}),
    )
    purpose = forms.ChoiceField(label=_("What for"), choices=PURPOSES)


class SignatureForm(forms.Form):
    """The five keys by which a signature is found."""

    case_number = forms.CharField(label=_("Case number"), max_length=20, required=False)
    request_number = forms.CharField(label=_("RFA number"), max_length=24, required=False)
    signature_id = forms.CharField(label=_("Signature id"), max_length=24, required=False)
    from_day = forms.DateField(
        label=_("From"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    until_day = forms.DateField(
        label=_("Until"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    worker = forms.CharField(label=_("Worker (staff number)"), max_length=32, required=False)


class DecideForm(forms.Form):
    """A time of the lead's own choosing, in the organization's time zone."""

    due_at = forms.DateTimeField(
        label=_("Call back until"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    words = forms.CharField(label=_("Why"), max_length=200, required=False)


class ReassignForm(forms.Form):
    """Another worker."""

    worker = forms.ChoiceField(label=_("Give it to"))
    words = forms.CharField(label=_("Why"), max_length=200, required=False)

    def __init__(self, *args: Any, workers: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["worker"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(person.token, person.name) for person in workers]
