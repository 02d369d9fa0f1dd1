"""The desk's address for a telephonic signature."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from highroad.core.playbooks.values import LANGUAGES
from highroad.modules.floor.actions import guiding
from highroad.modules.floor.actions.signing import Signing
from highroad.modules.floor.actions.signing import sign as keep_signature
from highroad.modules.floor.queries.desk import contact_on_desk
from highroad.modules.floor.service.host import NotReadable
from highroad.modules.people.api import actor_of, declared, run_once

from .answers import Answer, answering, body_of, now_on, running, text, texts, whole
from .desk_actions import command_id

MOMENT_MS_MAX = 4_102_444_800_000
"""A moment beyond this century is none."""


@declared("cases.signature", "read", writes="record")
@answering
def sign(request: HttpRequest) -> Answer:
    """Keep a signature: for the case of the call, or for an RFA number. Sent twice, it is kept once."""
    floor, actor, body = running(), actor_of(request), body_of(request)
    if request.method != "POST":
        raise NotReadable(request.method or "")
    number, made, at = whole(body, "contact"), command_id(body), now_on(floor)
    said = signing_of(body)

    def do() -> tuple[int, dict[str, Any]]:
        run = None
        if number:
            contact_on_desk(floor, actor, number)
            run = guiding.begin_run(actor, number, at=at)
        return 200, keep_signature(actor, run, said, at=at)

    return run_once(actor, f"sign:{made}"[:64], dict(body), do, at=at)[1]


def signing_of(body: Mapping[str, Any]) -> Signing:
    """The form, read. Raises NotReadable."""
    return Signing(
        statement=text(body, "statement"),
        statement_version=whole(body, "statement_version"),
        signer=text(body, "signer"),
        signer_role=text(body, "signer_role"),
        summary=text(body, "summary"),
        announced_ms=_moment(body, "announced_ms"),
        assented_ms=_moment(body, "assented_ms"),
        copy_told=body.get("copy_told") is True,
        programs=tuple(one[:80] for one in texts(body, "programs")[:20]),
        language=_language(body),
        interpreter=text(body, "interpreter"),
        recording=text(body, "recording"),
        request_number=text(body, "request_number"),
        item=text(body, "item"),
    )


def _moment(body: Mapping[str, Any], name: str) -> int:
    at = whole(body, name)
    if at > MOMENT_MS_MAX:
        raise NotReadable(name)
    return at


def _language(body: Mapping[str, Any]) -> str:
    language = text(body, "language") or LANGUAGES[0]
    if language not in LANGUAGES:
        message = "language"
        raise NotReadable(message)
    return language
