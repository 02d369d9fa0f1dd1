"""Forms of the office: each field explains itself; what may not be is said beside it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from highroad.core.playbooks.nodes import SIZE_MAX

BYTES_MAX = SIZE_MAX * 4


class ManyFiles(forms.FileInput):
    """Several files chosen at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> Any:  # noqa: ARG002
        """All of them; Django's own takes the last one only."""
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.FileField):
    """Several YAML files as their texts by name."""

    widget = ManyFiles(attrs={"accept": ".yaml,.yml"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Each file must be text; its folder is left out of its name."""
        sent = [super(FilesField, self).clean(one, initial) for one in (data or [None])]
        texts: dict[str, str] = {}
        for one in sent:
            if one.size > BYTES_MAX:
                raise forms.ValidationError(_("One of these files is larger than 4 MB. A playbook is far smaller."))
            try:
                text = one.read().decode("utf-8-sig").replace("\r\n", "\n")
            except UnicodeDecodeError as broken:
                raise forms.ValidationError(_("One of these files is not UTF-8. Save it as UTF-8.")) from broken
            if "\0" in text:
                raise forms.ValidationError(_("One of these files is no text. Choose the .yaml files."))
            texts[one.name.rpartition("/")[2]] = text
        return texts


class UploadForm(forms.Form):
    """A playbook's files."""

    # Not "files": that is what Django calls what was sent.
    chosen = FilesField(
        label=_("Files of the playbook"),
        help_text=_(
            "All .yaml files of one folder, chosen together. They are read and checked, and the examples run."
        ),
    )
    note = forms.CharField(label=_("What it changes"), max_length=200, required=False)
    keep = forms.BooleanField(label=_("Keep it as a draft even when there are errors to mend"), required=False)


class WordsForm(forms.Form):
    """The text of one file of a draft."""

    file = forms.CharField(widget=forms.HiddenInput)
    text = forms.CharField(
        label=_("Text of the file"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "source"}),
    )


class ProposeForm(forms.Form):
    """When a version should take effect."""

    effective_on = forms.DateField(
        label=_("Takes effect on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ApproveForm(forms.Form):
    """A signature, with a few words if the side wants to add some."""

    words = forms.CharField(
        label=_("Words to the record"),
        max_length=400,
        required=False,
        help_text=_("For example, where it was agreed. Everyone who may read the playbook reads this."),
    )


class ClosedDayForm(forms.Form):
    """A day on which a purpose is closed."""

    purpose = forms.ChoiceField(label=_("Hours of"))
    day = forms.DateField(label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    title_en = forms.CharField(label=_("What the day is, in English"), max_length=80)
    title_es = forms.CharField(label=_("What the day is, in Spanish"), max_length=80, required=False)

    def __init__(self, *args: Any, purposes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = purposes  # type: ignore[attr-defined]  # a ChoiceField, by the line above
