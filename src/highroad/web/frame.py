"""What every page's frame needs: the menu, the person, the theme, the organization, the browser modules."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.safestring import mark_safe

from highroad.modules.people.api import actor_of
from highroad.web.accounts import account_of
from highroad.web.key_table import keys_for
from highroad.web.menu import menu_for
from highroad.web.preferences import theme_of
from highroad.web.vendored import IMPORTS


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of base.html."""
    account = account_of(request)
    actor = actor_of(request)
    return {
        "organization": settings.HIGHROAD_ORGANIZATION,
        "is_demo": settings.HIGHROAD_ENV == "demo",
        "theme": theme_of(request),
        "languages": settings.LANGUAGES,
        "menu": menu_for(actor, request.path) if account else [],
        "actor": actor,
        "me": account.person if account else None,
        "account": account,
        "key_groups": keys_for(request.path),
        "import_map": import_map(),
    }


def import_map() -> str:
    """The names browser modules may be imported by. JSON of our own constants, so it needs no escaping."""
    return mark_safe(json.dumps({"imports": {name: static(path) for name, path in IMPORTS.items()}}))  # noqa: S308
