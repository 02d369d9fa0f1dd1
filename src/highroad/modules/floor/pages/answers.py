"""How the desk's addresses answer: done, refused in words, or not now in words; never with a bare error."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

import orjson
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from highroad.modules.cases.api import Refused as CaseRefused
from highroad.modules.floor.running import RunningFloor, the_floor
from highroad.modules.floor.service.host import NotReadable, Unavailable
from highroad.modules.floor.wording import Refused, from_cases, refused
from highroad.modules.people.api import KeyFault

P = ParamSpec("P")
Answer = dict[str, Any]

BODY_BYTES_MAX = 64_000


def answering(
    view: Callable[Concatenate[HttpRequest, P], Answer],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view that gives plain values; whatever keeps it from doing so is answered in words."""

    @wraps(view)
    def answer(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return JsonResponse(view(request, *args, **kwargs))
        except Refused as fault:
            return JsonResponse({"refused": fault.said.to_json()}, status=409)
        except CaseRefused as fault:
            return JsonResponse({"refused": from_cases(fault).said.to_json()}, status=409)
        except KeyFault:
            return JsonResponse({"refused": refused("key_fault").said.to_json()}, status=409)
        except NotReadable as fault:
            return JsonResponse({"refused": refused("not_readable", why=str(fault)).said.to_json()}, status=400)
        except (Unavailable, TimeoutError):
            return JsonResponse({"unavailable": not_now()}, status=503)

    return answer  # type: ignore[return-value]  # the decorator's type has the request's name in it, ours has not


def not_now() -> str:
    """What the desk says while the floor's service does not run."""
    return _(
        "The floor's service does not answer. The caller stays on your phone, and what you type here is kept. "
        "Do it again in a moment; nothing is done twice."
    )


def body_of(request: HttpRequest) -> Mapping[str, Any]:
    """What was sent, as JSON. Raises NotReadable for anything else; what was sent is not repeated."""
    if len(request.body) > BODY_BYTES_MAX:
        message = _("it is longer than 64 kB.")
        raise NotReadable(message)
    try:
        body = orjson.loads(request.body or b"{}")
    except orjson.JSONDecodeError:
        body = None
    if not isinstance(body, dict):
        message = _("it is not a JSON object.")
        raise NotReadable(message)
    return body


def whole(body: Mapping[str, Any], name: str) -> int:
    """A whole number that must be there."""
    value = body.get(name)
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    message = _("“{name}” is a whole number.").format(name=name)
    raise NotReadable(message)


def text(body: Mapping[str, Any], name: str) -> str:
    """Words; empty when they are not there."""
    value = body.get(name, "")
    if isinstance(value, str):
        return value
    message = _("“{name}” is a text.").format(name=name)
    raise NotReadable(message)


def texts(body: Mapping[str, Any], name: str) -> list[str]:
    """A list of words; empty when it is not there."""
    value = body.get(name, [])
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return value
    message = _("“{name}” is a list of texts.").format(name=name)
    raise NotReadable(message)


def now_on(floor: RunningFloor) -> datetime:
    """The floor's own time, which in a demo is not the wall's."""
    return datetime.fromtimestamp(floor.host.clock.now() / 1000, UTC)


def running() -> RunningFloor:
    """The floor of this process. Raises Unavailable when none runs."""
    return the_floor()
