"""The REST API: the modules' routes under one door, signed in by token or by session, each fault in words.

A token is looked at first: a session needs a CSRF token beside it, which a program has not.

A fault names no value that was sent: an SSN typed into the wrong field must not come back in an error.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, ValidationError
from ninja.security import django_auth

from highroad.modules.cases.api import Refused, words_for
from highroad.modules.cases.routes import router as cases_router
from highroad.modules.floor.api import NotReadable, Unavailable
from highroad.modules.floor.routes import BadQuestion, RefusedByFloor
from highroad.modules.floor.routes import router as floor_router
from highroad.modules.people.api import KeyFault
from highroad.modules.people.tokens import TokenAuth

api = NinjaAPI(title="Highroad", version="1", auth=[TokenAuth(), django_auth], urls_namespace="api", docs_url=None)
api.add_router("cases/", cases_router)
api.add_router("floor/", floor_router)


def _fault(request: HttpRequest, status: int, code: str, what: str, mend: str, rule: str = "") -> HttpResponse:
    return api.create_response(
        request, {"error": {"code": code, "what": what, "mend": mend, "rule": rule}}, status=status
    )


@api.exception_handler(Refused)
def refused(request: HttpRequest, fault: Refused) -> HttpResponse:
    """A rule said no; its words are in the answer."""
    return api.create_response(request, {"error": fault.to_json()}, status=fault.status)


@api.exception_handler(KeyFault)
def key_fault(request: HttpRequest, fault: KeyFault) -> HttpResponse:
    """A write without a key, or with one that was used for something else."""
    said = words_for(fault.code)
    return _fault(request, said.status, fault.code, str(said.what), str(said.mend))


@api.exception_handler(PermissionDenied)
def not_allowed(request: HttpRequest, _fault_: PermissionDenied) -> HttpResponse:  # noqa: ARG001  (passed by position)
    """The role does not include this."""
    what = _("This is not part of your role.")
    return _fault(request, 403, "not-allowed", what, _("Nothing was changed. An administrator can grant roles."))


@api.exception_handler(Http404)
def absent(request: HttpRequest, _fault_: Http404) -> HttpResponse:  # noqa: ARG001  (passed by position)
    """There is none, or it is not for this person; which of the two is not said."""
    what = _("There is nothing here, or it is not yours to see.")
    return _fault(request, 404, "absent", what, _("Look it up again by its number."))


@api.exception_handler(AuthenticationError)
def signed_out(request: HttpRequest, _fault_: AuthenticationError) -> HttpResponse:  # noqa: ARG001  (passed by position)
    """Nobody is signed in."""
    return _fault(request, 401, "signed-out", _("You are signed out."), _("Sign in and send it again."))


@api.exception_handler(ValidationError)
def not_understood(request: HttpRequest, fault: ValidationError) -> HttpResponse:
    """Which fields are wrong, and how; never what was in them."""
    places = sorted({".".join(str(part) for part in one["loc"][1:]) for one in fault.errors})
    mend = _("Mend these fields: %(fields)s.") % {"fields": ", ".join(places)}
    return _fault(request, 422, "fields", _("That could not be read."), mend)


@api.exception_handler(RefusedByFloor)
def refused_by_floor(request: HttpRequest, fault: RefusedByFloor) -> HttpResponse:
    """The engine refused, and changed nothing; the playbook's rule is named where one refused."""
    refusal = fault.refusal
    return _fault(request, 409, refusal.code, refusal.words, "", refusal.rule)


@api.exception_handler(NotReadable)
def not_readable(request: HttpRequest, fault: NotReadable) -> HttpResponse:
    """A command that no engine could carry out. Its words name fields and kinds, never values."""
    return _fault(request, 422, "command", str(fault), _("Mend the command and send it again under the same id."))


@api.exception_handler(BadQuestion)
def bad_question(request: HttpRequest, fault: BadQuestion) -> HttpResponse:
    """A report that cannot be asked for."""
    return _fault(request, 422, "question", str(fault), "")


@api.exception_handler(Unavailable)
def unavailable(request: HttpRequest, fault: Unavailable) -> HttpResponse:
    """The floor does not run now."""
    mend = _("Nothing was done. Send it again under the same id when the floor is back.")
    return _fault(request, 503, "unavailable", str(fault), mend)
