"""What the desk calls about cases, as JSON. Every route stands on the access table; every write carries a key.

A case the caller of a route may not see whole answers as one that does not exist (404), except by look-up and by its
own address, which give its cover: confidential, and who is assigned. Answers to writes hold tokens and states only.

No postponed annotations in this file: the framework reads them behind the decorators, where they would be words only.
"""

from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Router

from highroad.modules.people.api import actor_of, declared_route, once

from . import bodies
from .actions import callbacks, identity, lookup, referring, signing, work
from .models import Case
from .ports import Unavailable
from .queries.seen import Covered, case_or_404, case_or_cover, cover
from .queries.view import case_view, view_json
from .wording import words_for

router = Router(tags=["cases"])

Answer = dict[str, Any]


def _card(case: Case | Covered, stale: Unavailable | None = None) -> Answer:
    """Equal in every part for whole and covered cases but the one word that says which it is."""
    shown = cover(case) if isinstance(case, Case) else case
    return {
        "case": shown.token,
        "covered": isinstance(case, Covered),
        "assigned": shown.assigned,
        "stale": None
        if stale is None
        else {
            "reason": stale.reason,
            "since": stale.since.isoformat(timespec="seconds"),
            "what": str(words_for(f"case-system-{stale.reason}").what),
        },
    }


def _purpose(contact: str, purpose: str = "") -> str:
    return f"contact:{contact}" if contact else purpose


def _requests(names: list[str]) -> dict[str, Any]:
    return {"case.requests": names} if names else {}


@router.post("lookup")
@declared_route("cases.case", "read")
def look_up(request: HttpRequest, body: bodies.LookUp) -> Answer:
    """Find a case by its number or by an SSN."""
    purpose = _purpose(body.contact, body.purpose)
    found = lookup.look_up(actor_of(request), body.by, body.value, purpose=purpose, at=timezone.now())
    return _card(found.case, found.stale)


@router.get("{token}")
@declared_route("cases.case", "read")
def view(request: HttpRequest, token: str, contact: str = "", requests: str = "") -> Answer:
    """The case, or its cover."""
    actor = actor_of(request)
    case = case_or_cover(actor, token)
    if isinstance(case, Covered):
        return _card(case)
    now = timezone.now()
    lookup.open_case(actor, case, purpose=_purpose(contact, "desk"), at=now)
    shown = case_view(
        case,
        today=timezone.localdate(now),
        contact=contact,
        language=get_language() or "en",
        more=_requests(requests.split()),
    )
    return {"covered": False, **view_json(shown)}


@router.post("{token}/speaker")
@declared_route("cases.case", "work")
@once("cases.speaker")
def name_speaker(request: HttpRequest, token: str, body: bodies.Speaker) -> Answer:
    """Who is speaking."""
    actor = actor_of(request)
    case = case_or_404(actor, token, "work")
    check = identity.name_speaker(
        actor,
        case,
        body.contact,
        name=body.name,
        relation=body.relation,
        found_by=body.found_by,
        at=timezone.now(),
    )
    return {"identity": check.token}


@router.post("{token}/compare")
@declared_route("cases.case", "work")
def compare(request: HttpRequest, token: str, body: bodies.SaidByCaller) -> Answer:
    """Does what the caller says agree with the file? Asked while they speak, so it carries no key."""
    actor = actor_of(request)
    case = case_or_404(actor, token, "work")
    told = identity.compare(actor, case, body.contact, kind=body.kind, said=body.said, at=timezone.now())
    return {"result": told.result, "digits_to_go": told.digits_to_go}


@router.post("{token}/identity")
@declared_route("cases.case", "work")
@once("cases.identity")
def conclude(request: HttpRequest, token: str, body: bodies.InContact) -> Answer:
    """The outcome, and what may be done then."""
    actor = actor_of(request)
    found = identity.conclude(actor, case_or_404(actor, token, "work"), body.contact, at=timezone.now())
    language = get_language() or "en"
    return {
        "outcome": found.outcome,
        "rule": found.rule,
        "title": found.title.say(language),
        "may": list(found.may),
        "say": found.say.say(language),
    }


@router.post("{token}/comments")
@declared_route("cases.comment", "add")
@once("cases.comment")
def add_comment(request: HttpRequest, token: str, body: bodies.Comment) -> Answer:
    """Add a comment; none is ever rewritten."""
    actor = actor_of(request)
    comment = work.add_comment(
        actor,
        case_or_404(actor, token),
        body.text,
        contact=body.contact,
        corrects=body.corrects,
        at=timezone.now(),
    )
    return {"comment": comment.token, "at": comment.at.isoformat(timespec="seconds")}


@router.post("{token}/work-list")
@declared_route("cases.case", "work")
@once("cases.item")
def settle_item(request: HttpRequest, token: str, body: bodies.Item) -> Answer:
    """Done, deferred, not applicable, or open again."""
    actor = actor_of(request)
    case = case_or_404(actor, token, "work")
    item = work.settle_item(
        actor,
        case,
        body.key,
        body.state,
        reason=body.reason,
        contact=body.contact,
        more=_requests(body.requests),
        at=timezone.now(),
    )
    return {"key": item.key, "state": item.state}


@router.post("{token}/work-list/add")
@declared_route("cases.case", "work")
@once("cases.item-add")
def add_item(request: HttpRequest, token: str, body: bodies.NewItem) -> Answer:
    """Something the playbook did not think of."""
    actor = actor_of(request)
    case = case_or_404(actor, token, "work")
    item = work.add_item(actor, case, body.title, why=body.why, contact=body.contact, at=timezone.now())
    return {"key": item.key, "state": item.state}


@router.post("{token}/sync")
@declared_route("cases.case", "work")
@once("cases.sync")
def sync(request: HttpRequest, token: str, body: bodies.Sync) -> Answer:
    """One review date for all open programs."""
    actor = actor_of(request)
    case = case_or_404(actor, token, "work")
    moved = work.sync_review_dates(actor, case, body.to, contact=body.contact, at=timezone.now())
    return {"moved": moved, "to": body.to.isoformat()}


@router.post("{token}/callback")
@declared_route("cases.callback", "request")
@once("cases.callback")
def request_callback(request: HttpRequest, token: str, body: bodies.Callback) -> Answer:
    """Ask the assigned worker of a confidential case to call back."""
    callback = callbacks.request_callback(
        actor_of(request),
        token,
        caller_name=body.caller_name,
        phone=body.phone,
        best_time=body.best_time,
        contact=body.contact,
        at=timezone.now(),
    )
    # Not its token: whoever asks is not thereby let into the task.
    return {"asked": True, "due": callback.due_at.isoformat(timespec="seconds")}


@router.post("{token}/corrections")
@declared_route("cases.correction", "add")
@once("cases.correction")
def report_correction(request: HttpRequest, token: str, body: bodies.Correction) -> Answer:
    """An error corrected going forward; one supervisor is told."""
    actor = actor_of(request)
    correction = work.report_correction(
        actor,
        case_or_404(actor, token),
        what_was_wrong=body.what_was_wrong,
        corrected_how=body.corrected_how,
        previous_worker=body.previous_worker,
        at=timezone.now(),
    )
    return {"correction": correction.token, "told": correction.supervisor_id is not None}


@router.post("signatures/record")
@declared_route("cases.signature", "record")
@once("cases.signature")
def record_signature(request: HttpRequest, body: bodies.Signature) -> Answer:
    """Keep an assent given by voice."""
    actor = actor_of(request)
    case = case_or_404(actor, body.case, "work") if body.case else None
    said = signing.Assent(**body.model_dump(exclude={"case"}))
    signature = signing.record_signature(actor, case, said, at=timezone.now())
    return {
        "signature": signature.signature_id,
        "copy_due": signature.copy_due.isoformat(),
        "correctable_until": signature.correctable_until.isoformat(),
    }


@router.post("referrals/agency")
@declared_route("cases.referral", "add")
@once("cases.referral")
def refer(request: HttpRequest, body: bodies.Referral) -> Answer:
    """To the local agency, for the permitted reasons only."""
    actor = actor_of(request)
    case = case_or_404(actor, body.case) if body.case else None
    kept = referring.refer(actor, case, body.reason, body.facts, contact=body.contact, at=timezone.now())
    return {"referral": kept.token}


@router.post("referrals/other-consortium")
@declared_route("cases.referral", "add")
@once("cases.other-consortium")
def give_number(request: HttpRequest, body: bodies.Elsewhere) -> Answer:
    """The number of the caller's own consortium; the call itself stays here."""
    kept = referring.give_number(actor_of(request), body.area, contact=body.contact, at=timezone.now())
    return {"office": kept.office, "number": kept.number_given}


@router.post("callbacks/{token}/{action}")
@declared_route("cases.callback", "work")
@once("cases.callback-step")
def step_callback(request: HttpRequest, token: str, action: Literal["tried", "done"]) -> Answer:
    """The worker called: reached, or not."""
    step = callbacks.finish_callback if action == "done" else callbacks.try_callback
    callback = step(actor_of(request), token, at=timezone.now())
    return {"state": callback.state}
