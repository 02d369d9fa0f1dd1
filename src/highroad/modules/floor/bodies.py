"""What the floor's API is sent. Unknown fields are refused, so a misspelled one is never silently dropped."""

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field

Code = Annotated[str, Field(max_length=80)]
CallId = Annotated[str, Field(min_length=1, max_length=200)]


class Body(Schema):
    """The base of what is sent."""

    model_config = ConfigDict(extra="forbid")


class AnnouncedCall(Body):
    """A call that has arrived at a telephone system. `caller` is the number it shows, kept in the vault."""

    call_id: CallId
    queue: Code
    purpose: Code = ""
    language: Code = ""
    channel: Literal["voice", "callback", "message"] = "voice"
    caller: Annotated[str, Field(max_length=40)] = ""


class AnsweredCall(Body):
    """Who has the call now, by staff number."""

    call_id: CallId
    staff_number: Code


class OneCall(Body):
    """One call, by the telephone system's own id."""

    call_id: CallId


class GivenCommand(Body):
    """A command of the floor's table, as data. `id` is made by the client and makes it safe to repeat."""

    id: Annotated[str, Field(min_length=1, max_length=128)]
    name: Code
    arguments: dict[str, Any] = Field(default_factory=dict)
