"""How a person likes to see the pages: theme, language, and the time zone of their site."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from highroad.web.accounts import account_of

THEMES = ("system", "light", "dark")
THEME_COOKIE = "highroad_theme"
ONE_YEAR_S = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """The theme kept with the account; before sign-in the one kept in the browser."""
    account = account_of(request)
    kept = account.theme if account is not None else request.COOKIES.get(THEME_COOKIE, "")
    return kept if kept in THEMES else "system"


def own_settings_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """After sign-in a person's own language and their site's time zone go before what the browser says."""

    def answer(request: HttpRequest) -> HttpResponse:
        account = account_of(request)
        if account is None:
            return get_response(request)
        if account.language in dict(settings.LANGUAGES):
            translation.activate(account.language)
            request.LANGUAGE_CODE = translation.get_language() or settings.LANGUAGE_CODE
        zone = account.person.site.time_zone if account.person is not None else settings.TIME_ZONE
        with timezone.override(ZoneInfo(zone)):
            return get_response(request)

    return answer


def remember(response: HttpResponse, name: str, value: str) -> None:
    """Keep one choice in the browser for a year."""
    response.set_cookie(
        name, value, max_age=ONE_YEAR_S, secure=settings.HIGHROAD_BEHIND_TLS, httponly=True, samesite="Lax"
    )
