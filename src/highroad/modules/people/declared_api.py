"""API routes stand on the access table as pages do: declared at import, refused without the role."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from .actor import actor_of
from .declared import declare

P = ParamSpec("P")
R = TypeVar("R")


def declared_route(
    object_: str, action: str, *, field: str | None = None
) -> Callable[[Callable[Concatenate[HttpRequest, P], R]], Callable[Concatenate[HttpRequest, P], R]]:
    """A route that only those may call whom the table lets do `action`. The rows are decided in the query."""

    def wrap(route: Callable[Concatenate[HttpRequest, P], R]) -> Callable[Concatenate[HttpRequest, P], R]:
        entry = declare("api", f"{route.__module__}.{route.__qualname__}", object_, action, field=field)

        @wraps(route)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> R:
            if not actor_of(request).may(action, object_, field):
                raise PermissionDenied
            return route(request, *args, **kwargs)

        guarded.highroad_entry = entry  # type: ignore[attr-defined]  # the house test reads it from the route
        return cast("Callable[Concatenate[HttpRequest, P], R]", guarded)

    return wrap
