"""Every address of the project, from the resolver, with something to put in its gaps."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

if TYPE_CHECKING:
    from cast import Cast
    from highroad.modules.people.models import ApiToken


@dataclass(frozen=True, slots=True)
class Route:
    """One address: its full name, its view, and the names of its gaps."""

    name: str
    view: Callable[..., Any]
    gaps: tuple[str, ...]


def routes() -> Iterator[Route]:
    """All of them, those of included lists too."""
    yield from _walk(get_resolver().url_patterns, "", ())


def _walk(patterns: list[URLPattern | URLResolver], space: str, gaps: tuple[str, ...]) -> Iterator[Route]:
    for one in patterns:
        inside = gaps + tuple(one.pattern.regex.groupindex)
        if isinstance(one, URLResolver):
            deeper = f"{space}{one.namespace}:" if one.namespace else space
            yield from _walk(one.url_patterns, deeper, inside)
        else:
            yield Route(space + (one.name or ""), one.callback, inside)


def a_token(cast: Cast) -> ApiToken:
    """A token of Ines's; made once."""
    from datetime import timedelta

    from cast import THEN
    from highroad.modules.people.models import ApiToken
    from highroad.modules.people.tokens import make_token

    known = ApiToken.objects.filter(name="The telephone system", revoked_at=None).first()
    if known is not None:
        return known
    ends = THEN.date() + timedelta(days=90)
    scopes = [("floor.api", "work")]
    return make_token("The telephone system", scopes, ends, by=cast.actor("ines"), at=THEN)[0]


def address(route: Route, cast: Cast) -> str:
    """An address that exists: Ada's page, a roster that was kept, her grant. Other modules add their gaps here."""
    from cast import THEN
    from highroad.modules.people.api import keep_roster

    def filled(gap: str) -> object:
        if gap == "token" and "roster" in route.name:
            return keep_roster("staff_number,name,site\n", by=cast.actor("ines"), at=THEN).token
        if gap == "token" and route.name == "people:token-revoke":
            return a_token(cast).token
        if gap == "token" and route.name.startswith("office:"):
            from modules.floor.practices import shipped

            return shipped().token
        known: dict[str, Callable[[], object]] = {
            "token": lambda: cast["ada"].token,
            "number": lambda: cast["ada"].grants.get().pk,
            "uidb36": lambda: "1",
            "action": lambda: "done",
            "key": lambda: "abc-def",
            "name": lambda: "move",
            "message": lambda: "none",
            "pk": lambda: 1,
        }
        return known[gap]()

    return reverse(route.name, kwargs={gap: filled(gap) for gap in route.gaps})
