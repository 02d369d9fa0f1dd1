"""Forms of the directory: each field explains itself; what may not be is said beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from highroad.modules.people.models import Person, RoleGrant, Site, Skill, StaffingGroup
from highroad.modules.people.models.grants import ROLE_WORDS

LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
if TYPE_CHECKING:
    _PersonForm = forms.ModelForm[Person]
    _GrantForm = forms.ModelForm[RoleGrant]
else:  # the parameter is there for the type checker only; Django's class does not take it
    _PersonForm = _GrantForm = forms.ModelForm

PLACES = {"site": _("Site"), "team": _("Team"), "staffing_group": _("Staffing group")}

FILE_BYTES_MAX = 5 * 1024 * 1024


class SearchForm(forms.Form):
    """What a list of people is narrowed to."""

    q = forms.CharField(label=_("Name or staff number"), required=False, max_length=80)
    site = forms.ModelChoiceField(
        Site.objects, to_field_name="key", required=False, empty_label=_("All"), label=_("Site")
    )
    group = forms.ModelChoiceField(
        StaffingGroup.objects,
        to_field_name="key",
        required=False,
        empty_label=_("All"),
        label=_("Staffing group"),
    )
    role = forms.ChoiceField(choices=[("", _("All")), *ROLE_WORDS], required=False, label=_("Role"))
    left = forms.BooleanField(label=_("Also those who left"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.hide_optional = True  # type: ignore[attr-defined]  # a filter is optional by nature


class SupervisorField(forms.ModelChoiceField):  # type: ignore[type-arg]  # the stubs' parameter does not exist at run time
    """People by name: a row prints itself as its token."""

    def label_from_instance(self, obj: Any) -> str:
        """The name in the list."""
        return str(obj.name)


class PersonForm(_PersonForm):
    """What is changed about a person on their page."""

    languages = forms.MultipleChoiceField(
        choices=LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple, label=_("Languages")
    )
    supervisor = SupervisorField(Person.objects.none(), required=False, label=_("Supervisor"), empty_label=_("None"))

    class Meta:
        model = Person
        fields = (
            "name",
            "display_name",
            "site",
            "team",
            "staffing_group",
            "supervisor",
            "languages",
            "active",
        )
        labels = PLACES
        help_texts = {"display_name": _("Callers and colleagues hear and see this one.")}  # noqa: RUF012  (Django's form)

    def __init__(self, *args: Any, editable: set[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Person.objects.filter(active=True).exclude(pk=self.instance.pk)
        self.fields["supervisor"].queryset = others  # type: ignore[attr-defined]  # a ModelChoiceField
        for name in list(self.fields):
            if name not in editable:
                del self.fields[name]


class SkillForm(forms.Form):
    """One skill and its level."""

    skill = forms.ModelChoiceField(Skill.objects, to_field_name="key", label=_("Skill"), empty_label=_("Choose one"))
    level = forms.TypedChoiceField(
        choices=[(n, str(n)) for n in range(1, 6)], coerce=int, label=_("Level"), initial=3
    )


class GrantForm(_GrantForm):
    """A role, for a place, between two days."""

    class Meta:
        model = RoleGrant
        fields = ("role", "site", "team", "from_day", "until_day")
        labels = PLACES
        widgets = {  # noqa: RUF012  (Django's form)
            "from_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "until_day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }

    def clean(self) -> dict[str, Any]:
        """At most one of site and team."""
        cleaned = super().clean() or {}
        if cleaned.get("site") and cleaned.get("team"):
            self.add_error("team", _("A role reaches one site or one team. Choose one, or neither for everywhere."))
        return cleaned

    def _post_clean(self) -> None:
        """The row is built by the action, which also decides how far it reaches: nothing to check on it
        here.
        """


class RosterForm(forms.Form):
    """A roster file."""

    file = forms.FileField(
        label=_("Roster file"),
        help_text=_(
            "CSV in UTF-8. Needed columns: staff_number, name, site. Nothing is changed until you have seen it."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def clean_file(self) -> str:
        """The text of the file."""
        sent = self.cleaned_data["file"]
        if sent.size > FILE_BYTES_MAX:
            raise forms.ValidationError(_("The file is larger than 5 MB. Send it in parts."))
        try:
            return str(sent.read().decode("utf-8-sig"))
        except UnicodeDecodeError as broken:
            raise forms.ValidationError(
                _("The file is not UTF-8. Save it as “CSV UTF-8” and choose it again.")
            ) from broken
