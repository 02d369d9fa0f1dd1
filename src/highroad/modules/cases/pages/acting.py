"""What every page that writes does: once per form, a refusal in words above the page, and back to where it was."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from highroad.modules.cases.wording import Refused, words_for
from highroad.modules.people.api import KeyFault, actor_of, run_once


def form_key() -> str:
    """A key for the forms of one page as it is drawn; each form adds its own name to it."""
    return secrets.token_hex(12)


def act_once(request: HttpRequest, do: Callable[[], object], *, then: str, said: str) -> HttpResponseRedirect:
    """Do what the form asks, once, and go on to `then`. What was typed is in the browser's page before."""

    def done() -> tuple[int, dict[str, object]]:
        do()
        return 200, {}

    content = {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}
    content["path"] = [request.path]
    try:
        run_once(actor_of(request), request.POST.get("once", ""), content, done, at=timezone.now())
    except Refused as no:
        say(request, no)
    except KeyFault as fault:
        words = words_for("form-old" if fault.code == "key-missing" else fault.code)
        messages.error(request, f"{words.what} {words.mend}")
    else:
        messages.success(request, said)
    return redirect(then)


def say(request: HttpRequest, no: Refused) -> None:
    """The refusal, with its mend and its rule."""
    told = no.to_json()
    words = f"{told['what']} {told['mend']}"
    if told["rule"]:
        words = _("%(words)s (rule %(rule)s)") % {"words": words, "rule": told["rule"]}
    messages.error(request, words)
