"""What the desk sends: each body with its limits. What is longer or of another kind never reaches an action."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict, StringConstraints

Token = Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9._:\-]*$")]
Short = Annotated[str, StringConstraints(max_length=200)]
Long = Annotated[str, StringConstraints(max_length=8000)]
Key = Annotated[str, StringConstraints(max_length=120)]


class Body(Schema):
    """Fields that are not known are refused, and what was sent is not repeated in the refusal."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class LookUp(Body):
    """A number as the caller says it."""

    by: Literal["case_number", "ssn"]
    value: Short
    contact: Token = ""
    purpose: Short = ""


class Speaker(Body):
    """Who is speaking, and how they belong to the case."""

    contact: Token
    name: Short
    relation: Short
    found_by: Literal["", "case_number", "ssn", "request_number"] = ""


class SaidByCaller(Body):
    """Something the caller said, to be compared with the file."""

    contact: Token
    kind: Short
    said: Short


class InContact(Body):
    """Nothing but the contact it belongs to."""

    contact: Token


class Comment(Body):
    """A case comment."""

    text: Long
    contact: Token = ""
    corrects: Token = ""


class Item(Body):
    """Where an item of the work list stands now. `requests`: what the caller asked for when the list was shown."""

    key: Key
    state: Short
    reason: Short = ""
    contact: Token = ""
    requests: list[Short] = Field(default_factory=list)


class NewItem(Body):
    """Something the playbook did not think of."""

    title: Annotated[str, StringConstraints(max_length=160)]
    why: Short = ""
    contact: Token = ""


class Sync(Body):
    """The day all open programs shall share."""

    to: date
    contact: Token = ""


class Callback(Body):
    """A request to the assigned worker of a confidential case."""

    caller_name: Short
    phone: Short
    best_time: Short = ""
    contact: Token = ""


class Referral(Body):
    """A reason of the playbook, with what it depends on."""

    reason: Short
    case: Token = ""
    facts: dict[Short, Any] = Field(default_factory=dict)
    contact: Token = ""


class Elsewhere(Body):
    """Where the caller lives."""

    area: Short
    contact: Token = ""


class Correction(Body):
    """An error, and what was done about it."""

    what_was_wrong: Long
    corrected_how: Long
    previous_worker: Token = ""


class Signature(Body):
    """An assent given by voice."""

    case: Token = ""
    request_number: Token = ""
    signer: Short
    signer_role: Short
    programs: list[Short] = Field(default_factory=list)
    statement: Short
    statement_version: int
    summary: Long
    language: Token = "en"
    interpreter: Short = ""
    announced_at: datetime | None = None
    signed_at: datetime
    recording: Short = ""
    contact: Token = ""
