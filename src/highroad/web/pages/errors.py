"""What people read when something does not work: what happened, what is kept, what to do."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext as _

from highroad.modules.people.api import actor_of


def _say(request: HttpRequest, status: int, title: str, said: str) -> HttpResponse:
    return render(request, "pages/error.html", {"title": title, "said": said, "status": status}, status=status)


# Django passes the exception to these by name; it is not shown, since it may name what must not be seen.


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """403: the person's roles do not include this page, or they hold none yet."""
    if request.user.is_authenticated and not actor_of(request).grants:
        return _say(
            request,
            403,
            _("You are signed in, and nothing is set up for you yet"),
            _("An administrator gives you a role; then your pages appear in the bar above."),
        )
    return _say(
        request,
        403,
        _("This page is not part of your role"),
        _("Nothing was changed. If you need it for your work, an administrator can grant you the role."),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """404: there is no such page, or it is not for this person; which of the two is not said."""
    return _say(
        request,
        404,
        _("There is nothing at this address"),
        _("It may have been typed wrong, taken away, or it is not yours to see. Use the menu, or find it by name."),
    )


def not_understood(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """400: the browser sent something that cannot be read."""
    return _say(request, 400, _("That could not be read"), _("Nothing was changed. Go back and try once more."))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """403 of a form that was open too long or came from elsewhere."""
    return _say(
        request,
        403,
        _("This form is out of date"),
        _("Nothing was sent. Go back, load the page again, and send it once more; what you typed is still there."),
    )


def failed(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  (Django's signature)
    """500: written without the frame, since the frame may be what failed."""
    return HttpResponse(loader.get_template("pages/failed.html").render({}, request=None), status=500)
