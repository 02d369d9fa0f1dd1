"""What the live service can be told, as data: a name from the table, arguments, an id made by the client.

The table names every command, the engine's method that carries it out, and its arguments in order. A command is
checked against it before it reaches the engine, so that nonsense from a client is refused in words and never raises.
`FRESH` arguments are contact numbers that the service gives, since only it knows which is free.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final

from highroad.core.engine.refusals import Refusal
from highroad.core.words.journal import COMMAND_ID_CHARACTERS_MAX
from highroad.core.words.policy import Policy

FRESH: Final = "fresh"
WHOLE: Final = "whole"
CODE: Final = "code"
SKILLS: Final = "skills"
CHANNELS: Final = "channels"
POLICY: Final = "policy"

TABLE: Final[dict[str, dict[str, str]]] = {
    "adopt": {"policy": POLICY, "by": WHOLE},
    "know_agent": {
        "agent": WHOLE, "token": CODE, "kind": CODE, "group": CODE, "skills": SKILLS, "channels": CHANNELS,
    },
    "move_desk": {"agent": WHOLE, "state": WHOLE, "reason": CODE, "by": WHOLE, "why": CODE},
    "lose_connection": {"agent": WHOLE},
    "restore_connection": {"agent": WHOLE},
    "broadcast": {"by": WHOLE, "message": CODE},
    "arrive": {
        "contact": FRESH, "queue": CODE, "purpose": CODE, "channel": CODE, "language": CODE, "caller": CODE,
    },
    "arrive_direct": {"contact": FRESH, "agent": WHOLE, "channel": CODE, "purpose": CODE, "caller": CODE},
    "answer": {"contact": WHOLE, "agent": WHOLE},
    "refuse": {"contact": WHOLE, "agent": WHOLE, "why": CODE},
    "identify": {"contact": WHOLE, "agent": WHOLE, "case": CODE},
    "hold": {"contact": WHOLE, "agent": WHOLE},
    "resume": {"contact": WHOLE, "agent": WHOLE},
    "hang_up": {"contact": WHOLE},
    "end": {"contact": WHOLE, "agent": WHOLE},
    "wrap": {"contact": WHOLE, "agent": WHOLE, "disposition": CODE},
    "request_callback": {"contact": WHOLE, "callback": FRESH},
    "consult_queue": {"contact": WHOLE, "agent": WHOLE, "consult": FRESH, "queue": CODE, "purpose": CODE},
    "consult_person": {"contact": WHOLE, "agent": WHOLE, "consult": FRESH, "other": WHOLE},
    "end_consult": {"contact": WHOLE, "agent": WHOLE},
    "tell_caller": {"contact": WHOLE, "agent": WHOLE},
    "transfer_queue": {"contact": WHOLE, "agent": WHOLE, "queue": CODE, "reason": CODE},
    "transfer_person": {"contact": WHOLE, "agent": WHOLE, "other": WHOLE, "kind": CODE, "reason": CODE},
    "connect": {"contact": WHOLE, "agent": WHOLE},
    "move_contact": {"contact": WHOLE, "queue": CODE, "by": WHOLE, "why": CODE},
}  # fmt: skip

OPTIONAL: Final[dict[str, Any]] = {
    "purpose": "", "language": "", "caller": "", "why": "", "reason": "", "disposition": "", "channel": "voice",
}  # fmt: skip

CODE_PATTERN: Final = re.compile(r"[A-Za-z0-9_.:~-]{0,80}")
"""Codes and tokens only: a name, a phone number or a sentence does not fit, so none can reach the journal."""
PHONE_PATTERN: Final = re.compile(r"\d{3}[-.]?\d{2,3}[-.]?\d{4}")


@dataclass(frozen=True, slots=True)
class Command:
    """One thing the service is told. `id` is made by the client and makes the command safe to repeat; `by` is the
    token of whoever stands behind it."""

    id: str
    name: str
    arguments: dict[str, Any] = field(default_factory=dict)
    by: str = "system"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command. `seq` is its journal entry (0 when it changed nothing); `contact` is the number
    that was given to a new contact; `repeated` tells that this id had been carried out before."""

    accepted: bool
    seq: int = 0
    contact: int = 0
    refusal: Refusal | None = None
    repeated: bool = False
    at: int = 0


def why_not_readable(command: Command) -> str | None:
    """What is wrong with a command before any engine sees it; None when it can be read."""
    asked = TABLE.get(command.name)
    if asked is None:
        return f"There is no command “{command.name}”. It is one of: {', '.join(TABLE)}."
    if not 0 < len(command.id) <= COMMAND_ID_CHARACTERS_MAX or not command.id.isascii():
        return f"A command needs an id of 1 to {COMMAND_ID_CHARACTERS_MAX} plain characters, made by the client."
    unknown = sorted(set(command.arguments) - set(asked))
    if unknown:
        return f"“{command.name}” does not take {', '.join(unknown)}. It takes: {', '.join(asked)}."
    for name, kind in asked.items():
        if kind == FRESH:
            continue
        if name not in command.arguments and name not in OPTIONAL:
            return f"“{command.name}” needs “{name}”."
        fault = _why_not_value(kind, command.arguments.get(name, OPTIONAL.get(name)))
        if fault:
            return f"“{name}” of “{command.name}” {fault}"
    return None


def _why_not_value(kind: str, value: Any) -> str | None:
    if kind == WHOLE:
        return None if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else "is a whole number."
    if kind == CODE:
        if not isinstance(value, str) or not CODE_PATTERN.fullmatch(value) or PHONE_PATTERN.fullmatch(value):
            return "is a code of up to 80 letters, digits and _ . : ~ -; words and numbers of people stay out of it."
        return None
    if kind == POLICY:
        return None if isinstance(value, Policy) else "is a compiled policy."
    return None if isinstance(value, (list, tuple)) else "is a list."


def arguments_of(command: Command, fresh: int) -> list[Any]:
    """The arguments for the engine's method, in its order."""
    values: list[Any] = []
    for name, kind in TABLE[command.name].items():
        value: Any = fresh if kind == FRESH else command.arguments.get(name, OPTIONAL.get(name))
        if kind == SKILLS:
            value = tuple((skill, level) for skill, level in value)
        elif kind == CHANNELS:
            value = tuple(value)
        values.append(value)
    return values
