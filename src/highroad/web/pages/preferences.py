"""Theme and language: before sign-in in the browser, after it with the account."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from highroad.modules.people.api import actor_of, declared, keep_preferences
from highroad.web.accounts import account_of
from highroad.web.preferences import THEME_COOKIE, THEMES, remember

THEME_WORDS = {"system": _("As the computer"), "light": _("Light"), "dark": _("Dark")}


class AppearanceForm(forms.Form):
    """Either choice may be left out: each switch sends only its own."""

    theme = forms.ChoiceField(choices=[(theme, THEME_WORDS[theme]) for theme in THEMES], required=False)
    language = forms.ChoiceField(choices=settings.LANGUAGES, required=False)


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep the choice and go back to where the person was."""
    form = AppearanceForm(request.POST)
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}):
        back = "/"
    answer = redirect(back)
    if not form.is_valid():
        return answer
    theme, language = form.cleaned_data["theme"], form.cleaned_data["language"]
    account = account_of(request)
    if account is not None:
        keep_preferences(actor_of(request), account, theme=theme, language=language, at=timezone.now())
    if theme:
        remember(answer, THEME_COOKIE, theme)
    if language:
        remember(answer, settings.LANGUAGE_COOKIE_NAME, language)
    return answer


@declared("frame.preferences", "change")
def preferences(request: HttpRequest) -> HttpResponse:
    """One's own preferences and the way to one's sign-in, second factor and open sessions."""
    account = account_of(request)
    chosen = {"theme": account.theme if account else "system", "language": request.LANGUAGE_CODE}
    return render(request, "pages/preferences.html", {"form": AppearanceForm(initial=chosen), "chosen": chosen})
