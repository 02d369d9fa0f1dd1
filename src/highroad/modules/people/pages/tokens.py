"""API tokens: who made which, what each may do, and the secret of a new one, shown this once."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from highroad.modules.people.actions import Refused
from highroad.modules.people.actor import Actor, actor_of
from highroad.modules.people.declared import declared
from highroad.modules.people.models.tokens import ApiToken
from highroad.modules.people.tokens import make_token, revoke_token, scopes_for

USUAL_DAYS = 180


class TokenForm(forms.Form):
    """A new token."""

    name = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=80,
        help_text=gettext_lazy("For example, the telephone system that announces calls."),
    )
    expires_on = forms.DateField(
        label=gettext_lazy("Ends on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("What it may do"),
        widget=forms.SelectMultiple(attrs={"size": 10}),
        help_text=gettext_lazy("Choose as few as it needs. It never may do more than you."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(f"{object_} {action}", f"{object_}: {action}") for object_, action in scopes_for(actor)]
        self.fields["scopes"].choices = choices  # type: ignore[attr-defined]  # a choice field, by the line above


def _tokens(actor: Actor) -> Any:
    everything = actor.limits("read", "people.token").everything
    found = ApiToken.objects.select_related("owner")
    return found if everything else found.filter(owner_id=actor.person_id)


@declared("people.token", "read", writes="change")
def tokens(request: HttpRequest) -> HttpResponse:
    """The list; sent to, it makes one and shows its secret on this answer and never again."""
    actor = actor_of(request)
    today = timezone.localdate()
    form = TokenForm(
        request.POST if request.method == "POST" else None,
        actor=actor,
        initial={"expires_on": today + timedelta(days=USUAL_DAYS)},
    )
    made, secret = None, ""
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        scopes = [(object_, action) for object_, _sep, action in (one.partition(" ") for one in asked["scopes"])]
        try:
            made, secret = make_token(asked["name"], scopes, asked["expires_on"], by=actor, at=timezone.now())
            form = TokenForm(actor=actor, initial={"expires_on": today + timedelta(days=USUAL_DAYS)})
        except Refused as why:
            form.add_error(None, str(why))
    context = {
        "rows": [(one, one.is_living(today)) for one in _tokens(actor)],
        "form": form,
        "made": made,
        "secret": secret,
        "may_change": actor.may("change", "people.token"),
    }
    answer = render(request, "people/tokens.html", context, status=422 if form.errors else 200)
    answer["Cache-Control"] = "no-store"
    return answer


@declared("people.token", "change", writes="change")
def revoke(request: HttpRequest, token: str) -> HttpResponse:
    """It opens nothing from now on."""
    actor = actor_of(request)
    found = _tokens(actor).filter(token=token).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        revoke_token(found, by=actor, at=timezone.now())
        messages.success(request, _("Revoked. Whatever used it is refused from now on."))
    return redirect("people:tokens")
