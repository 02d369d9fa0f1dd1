"""Where every page lives. A page is either declared on the access table or named in `PUBLIC`, with the
reason.
"""

from __future__ import annotations

from django.conf import settings
from django.urls import include, path

from highroad.web import rest
from highroad.web.pages import health, home, keys, preferences, style

PUBLIC: dict[str, str] = {
    # Asked before anyone is known.
    "healthz": "for the process supervisor; says only that the program runs",
    "appearance": "theme and language of the browser, before anyone has signed in",
    "style": "shows the design system with invented words; only where HIGHROAD_STYLE_PAGE is on",
    "account_login": "the way in",
    "account_logout": "the way out",
    "account_inactive": "says that an account was closed",
    "account_signup": "says that accounts are made by an administrator",
    "account_reset_password": "asks for a mail with a link",
    "account_reset_password_done": "says that the mail was sent",
    "account_reset_password_from_key": "opened from that mail; the key in it is checked",
    "account_reset_password_from_key_done": "says that the password was changed",
    "account_confirm_email": "opened from a mail; the key in it is checked",
    "account_email_verification_sent": "says that a mail was sent",
    "account_confirm_login_code": "the second step of signing in; needs the first",
    "mfa_authenticate": "the second step of signing in; needs the first",
    "mfa_login_webauthn": "signing in with a passkey",
    # Only where HIGHROAD_ENV is demo, and everyone there is invented.
    "demo:first": "the demo's first page",
    "demo:now": "the figures of that page",
    "demo:sit": "takes a chair of the demo, which is its way in",
    "demo:speed": "the demo's speed, for whoever looks at the first page",
    "demo:again": "starts the demo's day again",
}
OWN_SIGN_IN = ("account_", "mfa_", "usersessions_")
"""Pages about one's own sign-in: allauth asks for a signed-in account and shows nobody else's, whatever their
role.
"""

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("", home.home, name="home"),
    path("appearance/", preferences.appearance, name="appearance"),
    path("preferences/", preferences.preferences, name="preferences"),
    path("keys/", keys.keys, name="keys"),
    path("account/", include("allauth.account.urls")),
    path("account/sessions/", include("allauth.usersessions.urls")),
    path("account/second-factor/", include("allauth.mfa.urls")),
    path("people/", include("highroad.modules.people.pages.urls")),
    path("cases/", include("highroad.modules.cases.pages.urls")),
    path("api/", rest.api.urls),
    path("", include("highroad.modules.floor.pages.urls")),
    path("office/", include("highroad.modules.floor.pages.office.urls")),
]
if settings.HIGHROAD_ENV == "demo":
    # Before `home`: in a demo everyone arrives at the chairs.
    urlpatterns.insert(0, path("", include("highroad.demo.pages.urls")))
if settings.HIGHROAD_STYLE_PAGE:
    urlpatterns.append(path("style/", style.style, name="style"))

handler403 = "highroad.web.pages.errors.not_allowed"
handler404 = "highroad.web.pages.errors.not_found"
handler400 = "highroad.web.pages.errors.not_understood"
handler500 = "highroad.web.pages.errors.failed"
