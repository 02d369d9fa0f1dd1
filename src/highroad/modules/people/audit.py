"""One door to the audit trail."""

from __future__ import annotations

from datetime import datetime

from .actor import Actor
from .models import AuditEntry


def record(by: Actor, action: str, obj: object, purpose: str, at: datetime) -> AuditEntry:
    """Add one entry, inside the transaction of the act itself: both are kept, or neither.

    `obj` is a row with a `token`, a `key` or a number, or a plain string "kind:token". Names have no place
    here.
    """
    if isinstance(obj, str):
        kind, _, token = obj.partition(":")
    else:
        kind = type(obj).__name__.lower()
        token = str(getattr(obj, "token", None) or getattr(obj, "key", None) or getattr(obj, "pk", ""))
    return AuditEntry.objects.create(
        at=at, who=by.token, action=action, object_kind=kind, object_token=token, purpose=purpose
    )
