"""Cases: brought up by a number, and the list of one's own. There is no page to browse everybody's."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from highroad.modules.cases.actions.lookup import look_up
from highroad.modules.cases.models import Case
from highroad.modules.cases.pages.forms import LookUpForm
from highroad.modules.cases.queries.lists import own_cases
from highroad.modules.cases.wording import Refused
from highroad.modules.people.api import actor_of, declared

OWN_SHOWN = 50


@declared("cases.case", "read", writes="read")
def search(request: HttpRequest) -> HttpResponse:
    """The number comes by POST, so that it stands in no address; it is not put back into the field either."""
    actor = actor_of(request)
    form = LookUpForm(request.POST or None)
    refused = None
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            found = look_up(actor, asked["by"], asked["value"], purpose=asked["purpose"], at=timezone.now())
        except Refused as no:
            refused = no.to_json()
        else:
            request.session["case_purpose"] = asked["purpose"]
            return redirect("cases:case", token=found.case.token)
    kept = {"by": request.POST.get("by", "case_number"), "purpose": request.POST.get("purpose", "caller")}
    context = {
        "form": LookUpForm(initial=kept),
        "refused": refused,
        "own": own_cases(actor)[:OWN_SHOWN],
        "today": timezone.localdate(),
        "open": Case.Status.OPEN,
    }
    return render(request, "cases/search.html", context, status=200 if refused is None else 422)
