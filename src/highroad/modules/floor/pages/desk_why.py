"""“Why this call?”: the explained decision, for the side sheet of the desk."""

from __future__ import annotations

from django.http import HttpRequest

from highroad.modules.floor.queries.why import why_json
from highroad.modules.people.api import actor_of, declared

from .answers import Answer, answering, running


@declared("floor.call", "explain")
@answering
def why(request: HttpRequest, number: int) -> Answer:
    """Why this contact came to this desk."""
    return why_json(running(), actor_of(request), number)
