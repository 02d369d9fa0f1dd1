"""Every way into the program says which cell of the access table it stands on, and is refused without it.

A page carries `@declared("module.thing", "action")`; an API route, a live topic, an export or a mail calls
`declare`.
What names a cell that is not in the table fails at import, so it cannot be shipped by mistake.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from .access.lookup import is_declared
from .actor import actor_of

KINDS = ("page", "api", "topic", "export", "mail")
READING = frozenset({"GET", "HEAD"})

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


class NotInTheTable(ValueError):
    """Something was declared on a cell that the access table does not have."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One way in, and the cell it stands on. `writes` is the action a page asks for when something is sent to
    it.
    """

    kind: str
    name: str
    object: str
    action: str
    writes: str | None = None
    field: str | None = None

    def action_for(self, method: str) -> str | None:
        """The action a request of this method needs; None if the page does not take it."""
        return self.action if method in READING else self.writes


REGISTRY: dict[tuple[str, str], Entry] = {}


def declare(
    kind: str, name: str, object_: str, action: str, *, writes: str | None = None, field: str | None = None
) -> Entry:
    """Enter one way in. Raises NotInTheTable if its cell is missing; entering the same again changes
    nothing.
    """
    if kind not in KINDS:
        msg = f"{name}: {kind!r} is not a way in. It is one of {', '.join(KINDS)}."
        raise ValueError(msg)
    for needed in filter(None, (action, writes)):
        if not is_declared(object_, needed, field or "*") and not is_declared(object_, needed):
            msg = (
                f"{kind} {name} stands on {object_} {field or '*'} {needed}, not in the access table. "
                "Add the row to modules/people/access/table.py first: it is the specification."
            )
            raise NotInTheTable(msg)
    entry = Entry(kind, name, object_, action, writes, field)
    known = REGISTRY.setdefault((kind, name), entry)
    if known != entry:
        msg = f"{kind} {name} is declared on {known.object} {known.action} and on {object_} {action}. Keep one."
        raise ValueError(msg)
    return entry


def declared(
    object_: str, action: str, *, writes: str | None = None, field: str | None = None
) -> Callable[[Callable[Concatenate[HttpRequest, P], R]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]]:
    """A page that only those may open whom the table lets do `action`, and only those may send to who may do
    `writes`.

    Without `writes` the page takes no POST at all. Whoever is signed out is asked to sign in; whoever lacks
    the role gets 403 in words. Which *rows* they may see is decided in the query, and a row they may not see
    is a 404.
    """

    def wrap(
        view: Callable[Concatenate[HttpRequest, P], R],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        entry = declare("page", f"{view.__module__}.{view.__qualname__}", object_, action, writes=writes, field=field)

        @wraps(view)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            needed = entry.action_for(request.method or "")
            if needed is None:
                return HttpResponseNotAllowed(sorted(READING) + (["POST"] if writes else []))
            if not request.user.is_authenticated:
                return _sign_in_first(request)
            if not actor_of(request).may(needed, entry.object, entry.field):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.highroad_entry = entry  # type: ignore[attr-defined]  # the house test reads it from the resolver
        return cast("Callable[Concatenate[HttpRequest, P], HttpResponseBase]", guarded)

    return wrap


def entry_of(view: Any) -> Entry | None:
    """What a view was declared on; None if it was not."""
    return getattr(view, "highroad_entry", None)


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    """To the sign-in page and back here; a partial update is told to load the whole page instead."""
    answer = redirect_to_login(request.get_full_path() if request.method in READING else "/")
    if request.headers.get("HX-Request"):
        told = HttpResponse(status=204)
        told["HX-Redirect"] = answer["Location"]
        return told
    return answer
