"""The demo's first page: take a chair, see the day as a road, change its speed, start it again."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth import login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from highroad.demo.chairs import CHAIRS
from highroad.demo.pages.road import road_of
from highroad.demo.places import scenario_file
from highroad.demo.stage import Stage, the_stage
from highroad.modules.people.api import Account

SPEEDS = (1, 4, 20)
PLAYBOOKS = ("county", "health-plan")
SAT_IN = "demo_chair"
"""The session's key for the agent whose chair this browser has."""


def _stage() -> Stage:
    stage = the_stage()
    if stage is None:
        raise Http404
    return stage


def _cards() -> list[dict[str, Any]]:
    """The chairs in the order of the page, with their words."""
    words = {
        "representative": (
            _("Representative"), _("Ada’s chair"),
            _("A call reaches you in about 20 seconds. The guide has the words."), _("Sit here and answer"),
        ),
        "lead": (
            _("Helpline lead"), _("Hal’s chair"),
            _("Escalations and staff questions, briefed before they reach you."), "",
        ),
        "supervisor": (
            _("Supervisor"), _("Carmen’s chair"),
            _("The floor, protected time, callbacks due, and why each call went where."), "",
        ),
        "steward": (
            _("Steward"), _("Dov’s chair"), _("The practice as it is written, and what both sides signed."), "",
        ),
        "planner": (
            _("Planner"), _("Noor’s chair"), _("What the day has been: each figure with its formula."), "",
        ),
        "administrator": (
            _("Administrator"), _("Ines’s chair"), _("People, skills, the playbook and its versions."), "",
        ),
        "auditor": (
            _("Auditor"), _("Tove’s chair"), _("Who read and changed what, and a journal that proves itself."), "",
        ),
    }  # fmt: skip
    return [
        {
            "key": key, "icon": CHAIRS[key].icon, "title": title, "whose": whose, "text": text,
            "act": act or _("Sit here"), "first": key == "representative",
        }
        for key, (title, whose, text, act) in words.items()
    ]  # fmt: skip


@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """The page."""
    stage = _stage()
    context = {
        "figures": figures(stage),
        "road": road_of(stage),
        "cards": _cards(),
        "wallboard": _url("floor:wallboard"),
        "speeds": SPEEDS,
        "speed": stage.play.speed,
        "seed": stage.order.seed,
        "day": datetime.fromtimestamp(stage.now.at / 1000, ZoneInfo(stage.policy.zone)),
        "is_set": stage.now.is_set,
        "other_playbook": next((name for name in PLAYBOOKS if name != stage.order.playbook and _has_day(name)), ""),
    }
    return render(request, "demo/first.html", context)


@require_safe
def now(_request: HttpRequest) -> JsonResponse:
    """The live figures and the road, for the page's script."""
    stage = _stage()
    return JsonResponse({**figures(stage), "road": road_of(stage), "speed": stage.play.speed})


def figures(stage: Stage) -> dict[str, Any]:
    """Colleagues signed in, callers waiting, answered in time (b), and the demo's time of day."""
    from highroad.modules.floor.api import the_floor

    board = the_floor().hub.snapshot("board")
    waiting = sum(queue["waiting"] for key, queue in board.items() if key.startswith("queue:"))
    share = board["all"]["service_level_b"]
    local = datetime.fromtimestamp(stage.play.clock.now() / 1000, ZoneInfo(stage.policy.zone))
    return {
        "signed_in": board["people"]["signed_in"],
        "waiting": waiting,
        "in_time": None if share is None else round(share * 100),
        "time": f"{local.hour}:{local.minute:02d}",
    }


@require_POST
def sit(request: HttpRequest, chair: str) -> HttpResponse:
    """Sign in as the chair's person, take the chair from the actors, and open their first page. Whoever sits there
    already (a double click, a way back to this page) only gets the page: a call on the desk stays."""
    stage = _stage()
    if chair not in CHAIRS:
        raise Http404
    place = CHAIRS[chair]
    account = Account.objects.select_related("person").get(username=place.who)
    agent = account.person_id
    if request.user != account or request.session.get(SAT_IN) != agent:
        get_up(request)
        login(request, account, backend="allauth.account.auth_backends.AuthenticationBackend")
        if agent is not None and agent in stage.steering.workers:
            stage.play.ask(lambda: stage.steering.sit(agent))
            request.session[SAT_IN] = agent
    return redirect(next(filter(None, map(_url, place.pages)), None) or reverse("preferences"))


def get_up(request: HttpRequest) -> None:
    """Give the chair this browser has back to the actors."""
    stage, agent = the_stage(), request.session.pop(SAT_IN, None)
    if stage is not None and agent is not None:
        stage.play.ask(lambda: stage.steering.get_up(agent))


@require_POST
def speed(request: HttpRequest) -> HttpResponse:
    """Change how fast the day runs."""
    asked = request.POST.get("speed", "")
    if asked.isdecimal() and int(asked) in SPEEDS:
        _stage().play.run_at(float(asked))
    return redirect("demo:first")


@require_POST
def again(request: HttpRequest) -> HttpResponse:
    """Start the day again: the program starts anew, and the page waits for it."""
    stage = _stage()
    answer = render(request, "demo/again.html")
    stage.order.again()
    return answer


def _has_day(playbook: str) -> bool:
    """Whether there is a day to play for a playbook."""
    return scenario_file(playbook).exists()


def _url(page: str) -> str:
    """Its address; empty while the module that brings the page is not installed."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
