"""Writes that may be sent again: a double click, a retry after a lost connection, two tabs.

The sender makes a key and sends it with the write (`Idempotency-Key`, or the hidden field `once` of a form). The
first time the write is done and its answer is kept, in one transaction; the second time the kept answer is given.
The same key with other content is refused: it is a fault of the sender, and guessing would hide it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from .actor import Actor, actor_of
from .models.once import DoneOnce

P = ParamSpec("P")
Answer = dict[str, Any]
Status = tuple[int, Answer]

HEADER = "Idempotency-Key"
KEY_LENGTH_MAX = 64
KEY_MISSING, KEY_TOO_LONG, KEY_USED_BEFORE = "key-missing", "key-too-long", "key-used-before"
KEPT_FOR = timedelta(days=1)


class KeyFault(Exception):
    """The key is missing, too long, or was used before for something else. `code` is one of the three."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def run_once(by: Actor, key: str, content: object, do: Callable[[], Status], *, at: datetime) -> Status:
    """Do it now, or give what was answered when it was done. Raises KeyFault. A failure of `do` keeps nothing."""
    if not key:
        raise KeyFault(KEY_MISSING)
    if len(key) > KEY_LENGTH_MAX:
        raise KeyFault(KEY_TOO_LONG)
    digest = _digest(content)
    try:
        with transaction.atomic():
            # The row is written first: a second sender waits here for the first, and then finds its answer.
            kept, new = DoneOnce.objects.get_or_create(who=by.token, key=key, defaults={"digest": digest, "at": at})
            if not new:
                return _again(kept, digest)
            status, answer = do()
            kept.answer = [status, answer]
            kept.save(update_fields=["answer"])
    except IntegrityError:
        kept_by_other = DoneOnce.objects.filter(who=by.token, key=key).first()
        if kept_by_other is None:
            raise  # something else than the key collided
        return _again(kept_by_other, digest)
    return status, answer


def once(
    name: str,
) -> Callable[[Callable[Concatenate[HttpRequest, P], Answer]], Callable[Concatenate[HttpRequest, P], Answer]]:
    """A route whose write is done once per `Idempotency-Key`. `name` keeps keys of different routes apart."""

    def wrap(route: Callable[Concatenate[HttpRequest, P], Answer]) -> Callable[Concatenate[HttpRequest, P], Answer]:
        @wraps(route)
        def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> Answer:
            sent = {"route": name, "path": request.path, "body": request.body.decode("utf-8", "replace")}
            key = request.headers.get(HEADER, "")

            def do() -> Status:
                return 200, route(request, *args, **kwargs)

            return run_once(actor_of(request), key, sent, do, at=timezone.now())[1]

        return cast("Callable[Concatenate[HttpRequest, P], Answer]", guarded)

    return wrap


def forget_old_answers(*, at: datetime) -> int:
    """Take away answers older than a day; returns how many."""
    return DoneOnce.objects.filter(at__lt=at - KEPT_FOR).delete()[0]


def _again(kept: DoneOnce, digest: str) -> Status:
    if kept.digest != digest:
        raise KeyFault(KEY_USED_BEFORE)
    assert kept.answer is not None, "an answer is kept in the transaction that keeps its key"
    status, answer = kept.answer
    return int(status), answer


def _digest(content: object) -> str:
    # Keyed: what is sent may hold a number with few possible values, and a bare hash of it would give it away.
    written = json.dumps(content, sort_keys=True, default=str)
    return salted_hmac("highroad.once", written, algorithm="sha256").hexdigest()
