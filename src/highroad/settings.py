"""Every setting of Highroad, typed, read from the environment once. Each is explained in
docs/reference/settings.md.

The defaults are safe for a demo on one's own computer. With `HIGHROAD_ENV=production` the program refuses to
start on a default secret, without a host name, or with debugging on. Nothing else in the program reads the
environment.
"""

from __future__ import annotations

import hashlib
import os
import sys
from base64 import urlsafe_b64encode
from pathlib import Path
from urllib.parse import unquote, urlparse

import pysqlite3

# Django's tables must not run on the SQLite of stock Python, which has the WAL-reset bug; this has to happen
# before Django imports its database backend, and every process imports its settings first.
sys.modules["sqlite3"] = pysqlite3
sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

from csp.constants import NONCE, NONE, SELF  # noqa: E402  (after the swap above)
from django.core.exceptions import ImproperlyConfigured  # noqa: E402
from django.utils.translation import gettext_lazy as _  # noqa: E402

READ: set[str] = set()
"""The names of all settings that were read: a test compares them with the reference page."""


def text(name: str, default: str) -> str:
    """A setting as it is written."""
    READ.add(name)
    return os.environ.get(name, default)


def yes(name: str, *, default: bool) -> bool:
    """A switch: 1, true, yes, on; or 0, false, no, off."""
    written = text(name, "yes" if default else "no").strip().lower()
    if written in {"1", "true", "yes", "on"}:
        return True
    if written in {"0", "false", "no", "off", ""}:
        return False
    msg = f"{name}={written!r} is neither yes nor no. Write yes or no."
    raise ImproperlyConfigured(msg)


def whole(name: str, default: int, *, at_least: int = 0) -> int:
    """A whole number that is not too small."""
    written = text(name, str(default))
    if not written.strip().isdecimal() or int(written) < at_least:
        msg = f"{name}={written!r} is not a whole number of {at_least} or more. Write for example {default}."
        raise ImproperlyConfigured(msg)
    return int(written)


def words(name: str, default: str) -> list[str]:
    """A list, separated by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def choice(name: str, default: str, allowed: tuple[str, ...]) -> str:
    """One of a few words."""
    written = text(name, default)
    if written not in allowed:
        msg = f"{name}={written!r} is not known. Write one of: {', '.join(allowed)}."
        raise ImproperlyConfigured(msg)
    return written


# --- Where, and in earnest or not ---------------------------------------------------------------------------
HIGHROAD_ENV = choice("HIGHROAD_ENV", "development", ("development", "demo", "production"))
IN_PRODUCTION = HIGHROAD_ENV == "production"
HIGHROAD_HOME = Path(text("HIGHROAD_HOME", "var")).resolve()
HIGHROAD_ORGANIZATION = text("HIGHROAD_ORGANIZATION", "County consortium")
HIGHROAD_STYLE_PAGE = yes("HIGHROAD_STYLE_PAGE", default=not IN_PRODUCTION)
DEBUG = yes("HIGHROAD_DEBUG", default=False)

_DEFAULT_SECRET = "not a secret: fine for a demo on this computer, refused in production"  # noqa: S105
SECRET_KEY = text("HIGHROAD_SECRET_KEY", _DEFAULT_SECRET)
ALLOWED_HOSTS = words("HIGHROAD_HOSTS", "localhost,127.0.0.1,[::1],testserver")
CSRF_TRUSTED_ORIGINS = words("HIGHROAD_ORIGINS", "")
HIGHROAD_BEHIND_TLS = yes("HIGHROAD_BEHIND_TLS", default=IN_PRODUCTION)


def _why_not_production() -> list[str]:
    """What keeps these settings from being used in earnest, each with the way to mend it."""
    faults = []
    if SECRET_KEY == _DEFAULT_SECRET or len(SECRET_KEY) < 50:
        faults.append("HIGHROAD_SECRET_KEY is missing or shorter than 50 signs. Set it to a long random text.")
    if "HIGHROAD_HOSTS" not in os.environ:
        faults.append("HIGHROAD_HOSTS is missing. Set it to the host names people type, separated by commas.")
    if DEBUG:
        faults.append("HIGHROAD_DEBUG is on. It shows the inside of the program to anyone; turn it off.")
    return faults


if IN_PRODUCTION and (faults_found := _why_not_production()):
    raise ImproperlyConfigured("Not ready for production:\n- " + "\n- ".join(faults_found))

# --- What it is made of -------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "highroad.web",
    "highroad.modules.people",
    "highroad.modules.cases",
    "highroad.modules.floor",
    "servestatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",  # its templates, of which web/templates/django/forms replaces some
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_htmx",
    "simple_history",
    "csp",
]
if HIGHROAD_ENV == "demo":
    INSTALLED_APPS.append("highroad.demo")
# No django.contrib.admin: a second way to every row would pass by the table of who may do what.

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "highroad.web.headers.headers_middleware",
    "csp.middleware.CSPMiddleware",
    "servestatic.middleware.ServeStaticMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "highroad.web.preferences.own_settings_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "highroad.web.urls"
ASGI_APPLICATION = "highroad.web.asgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "highroad.web.frame.frame",
            ],
            "builtins": ["highroad.web.templatetags.marks"],
        },
    },
]


# --- Where rows are kept ------------------------------------------------------------------------------------
def _sqlite(home: Path) -> dict[str, object]:
    """WAL, so that readers never wait; IMMEDIATE, so that a writer waits at the start instead of failing in
    the middle.

    `synchronous=FULL`: what a person saved is kept through a power cut, as the journal promises of its own
    records.
    Office pages write seldom, so the cost of one sync per save is not felt.
    """
    home.mkdir(parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(home / "tables.sqlite3"),
        # Tests that serve pages read and write from several threads, which a database in memory does not bear.
        "TEST": {"NAME": str(home / "tests.sqlite3")},
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": whole("HIGHROAD_DATABASE_WAIT_S", 20, at_least=1),
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }


def _postgresql(url: str) -> dict[str, object]:
    """postgresql://user:password@host:port/name; a host starting with / is a socket's folder, written as
    %2F…
    """
    parts = urlparse(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        msg = "HIGHROAD_DATABASE_URL does not read like postgresql://user:password@host:port/name. Mend it."
        raise ImproperlyConfigured(msg)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.strip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0 if DEBUG else 60,
        "CONN_HEALTH_CHECKS": True,
    }


HIGHROAD_DATABASE_URL = text("HIGHROAD_DATABASE_URL", "")
DATABASES = {"default": _postgresql(HIGHROAD_DATABASE_URL) if HIGHROAD_DATABASE_URL else _sqlite(HIGHROAD_HOME)}

# --- Who signs in -------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": whole("HIGHROAD_PASSWORD_LENGTH_MIN", 12, at_least=8)},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "highroad.web.sign_in.Adapter"
ACCOUNT_FORMS = {"login": "highroad.web.sign_in.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # accounts come from the roster; nobody makes one for themselves
ACCOUNT_SESSION_REMEMBER = True  # signed in all day is the norm; the session ends by SESSION_COOKIE_AGE
ACCOUNT_USER_DISPLAY = "highroad.web.sign_in.display_name"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IN_PRODUCTION
MFA_TOTP_ISSUER = "Highroad"
USERSESSIONS_TRACK_ACTIVITY = False

SESSION_COOKIE_NAME = "highroad_session"
SESSION_COOKIE_AGE = whole("HIGHROAD_SESSION_S", 12 * 3600, at_least=300)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HIGHROAD_BEHIND_TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_NAME = "highroad_csrf"
CSRF_FAILURE_VIEW = "highroad.web.pages.errors.stale_form"

# --- What the browser is told -------------------------------------------------------------------------------
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HIGHROAD_BEHIND_TLS else None
SECURE_SSL_REDIRECT = HIGHROAD_BEHIND_TLS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HIGHROAD_BEHIND_TLS else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}


# --- Cases --------------------------------------------------------------------------------------------------
def _demo_key(use: str) -> str:
    """A key that anyone can compute: it lets a demo start without any setting, and production refuses it."""
    return urlsafe_b64encode(hashlib.sha256(f"highroad demo {use}".encode()).digest()).decode()


# name:key pairs, 32 bytes in URL-safe base64; the first seals, all of them open. The index key is kept apart.
HIGHROAD_VAULT_KEYS = words("HIGHROAD_VAULT_KEYS", f"demo:{_demo_key('vault')}")
HIGHROAD_INDEX_KEY = text("HIGHROAD_INDEX_KEY", _demo_key("index"))
HIGHROAD_LOOKUPS_PER_MINUTE = whole("HIGHROAD_LOOKUPS_PER_MINUTE", 20, at_least=1)
HIGHROAD_PLAYBOOK = text("HIGHROAD_PLAYBOOK", str(Path(__file__).resolve().parents[2] / "playbooks" / "county"))
HIGHROAD_ADDRESS = text("HIGHROAD_ADDRESS", "http://localhost:8000").rstrip("/")
# An agency's own case system; empty: the built-in store.
HIGHROAD_CASE_SYSTEM_URL = text("HIGHROAD_CASE_SYSTEM_URL", "")
HIGHROAD_CASE_SYSTEM_TOKEN = text("HIGHROAD_CASE_SYSTEM_TOKEN", "")
HIGHROAD_CASE_SYSTEM_WAIT_MS = whole("HIGHROAD_CASE_SYSTEM_WAIT_MS", 1500, at_least=50)
HIGHROAD_CASE_SYSTEM_PAUSE_S = whole("HIGHROAD_CASE_SYSTEM_PAUSE_S", 15, at_least=1)

if IN_PRODUCTION and not {"HIGHROAD_VAULT_KEYS", "HIGHROAD_INDEX_KEY", "HIGHROAD_ADDRESS"} <= set(os.environ):
    _keys_missing = (
        "Not ready for production: set HIGHROAD_VAULT_KEYS and HIGHROAD_INDEX_KEY to random keys of 32 bytes,"
        " and HIGHROAD_ADDRESS to the address people type."
    )
    raise ImproperlyConfigured(_keys_missing)

# --- Words, places and times --------------------------------------------------------------------------------
USE_TZ = USE_I18N = True
TIME_ZONE = text("HIGHROAD_TIME_ZONE", "America/Chicago")
LANGUAGE_CODE = choice("HIGHROAD_LANGUAGE", "en", ("en", "es"))
LANGUAGES = [("en", _("English")), ("es", _("Spanish"))]
LANGUAGE_COOKIE_NAME = "highroad_language"
LOCALE_PATHS = [Path(__file__).parent / "locale"]
FORMAT_MODULE_PATH = ["highroad.web.formats"]

# --- Files and mail -----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
# Static files are found inside the package itself: there is no collecting step that can be forgotten.
SERVESTATIC_USE_FINDERS = True
SERVESTATIC_AUTOREFRESH = DEBUG
SERVESTATIC_ALLOW_ALL_ORIGINS = False
SERVESTATIC_IMMUTABLE_FILE_TEST = r"/static/vendor/[a-z-]+-\d+\.\d+\.\d+/"
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

EMAIL_BACKEND = (
    "django.core.mail.backends."
    + {"console": "console", "memory": "locmem", "smtp": "smtp"}[
        choice("HIGHROAD_MAIL", "smtp" if IN_PRODUCTION else "memory", ("console", "memory", "smtp"))
    ]
    + ".EmailBackend"
)
EMAIL_HOST = text("HIGHROAD_MAIL_HOST", "localhost")
EMAIL_PORT = whole("HIGHROAD_MAIL_PORT", 25, at_least=1)
EMAIL_HOST_USER = text("HIGHROAD_MAIL_USER", "")
EMAIL_HOST_PASSWORD = text("HIGHROAD_MAIL_PASSWORD", "")
EMAIL_USE_TLS = yes("HIGHROAD_MAIL_TLS", default=False)
DEFAULT_FROM_EMAIL = text("HIGHROAD_MAIL_FROM", "highroad@example.org")

# --- The journal ----------------------------------------------------------------------------------------------------
HIGHROAD_JOURNAL = text("HIGHROAD_JOURNAL", str(HIGHROAD_HOME / "journal.sqlite3"))


def journal_address(floor: str) -> str:
    """Where a floor's journal is: PostgreSQL holds many floors, a file holds one, so others get files beside it."""
    if "://" in HIGHROAD_JOURNAL or floor == "main":
        return HIGHROAD_JOURNAL
    path = Path(HIGHROAD_JOURNAL)
    return str(path.with_name(f"{path.stem}-{floor}{path.suffix}"))
