"""What a simulated caller answers to a step of the guide, for the desk they are on the line with."""

from __future__ import annotations

from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from highroad.demo.stage import the_stage
from highroad.modules.people.api import actor_of, declared


@require_safe
@declared("floor.desk", "read")
def caller_says(request: HttpRequest) -> JsonResponse:
    """`?contact=ID&step=KEY` → `{"text", "fields", "language"}`: the sentence, and the guide's fields it answers.

    404 when the contact is not on one's own desk: a caller is heard by whoever has them on the line.
    """
    stage = the_stage()
    contact, step = request.GET.get("contact", ""), request.GET.get("step", "")
    agent = actor_of(request).person_id
    if stage is None or agent is None or not contact.isdecimal():
        raise Http404(_("There is no such caller on your line."))
    on_desk = stage.play.host.look(lambda engine: _contact_of(engine.floor.agents.get(agent)))
    caller = stage.play.day.callers.of(int(contact))
    if caller is None or on_desk != int(contact):
        raise Http404(_("There is no such caller on your line."))
    said = stage.voices.says(caller, step)
    return JsonResponse({"text": said.text, "fields": said.fields, "language": caller.language})


def _contact_of(person: object) -> int:
    return getattr(person, "contact", 0)
