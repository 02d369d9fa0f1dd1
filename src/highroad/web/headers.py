"""Headers that every answer carries, static files included, beside those Django sets itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from asgiref.sync import iscoroutinefunction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.decorators import sync_and_async_middleware

HEADERS = {
    # A microphone will be asked for by voice; nothing else of the device is anyone's business here.
    "Permissions-Policy": (
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "magnetometer=(), microphone=(self), midi=(), payment=(), usb=()"
    ),
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
NOT_KEPT = "no-store"


def _add(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    for name, value in HEADERS.items():
        response.setdefault(name, value)
    if not request.path.startswith("/static/"):
        # Pages name people and cases: no browser or proxy keeps a copy after sign-out.
        response.setdefault("Cache-Control", NOT_KEPT)
    return response


@sync_and_async_middleware
def headers_middleware(get_response: Callable[[HttpRequest], object]) -> Callable[[HttpRequest], object]:
    """Works on both sides, so that Django need not change threads for it."""
    if iscoroutinefunction(get_response):

        async def answer_async(request: HttpRequest) -> HttpResponseBase:
            given = get_response(request)
            assert isinstance(given, Awaitable)
            return _add(request, await given)

        return answer_async

    def answer(request: HttpRequest) -> HttpResponseBase:
        given = get_response(request)
        assert isinstance(given, HttpResponseBase)
        return _add(request, given)

    return answer
