"""Working on a case: comments are added only, items are settled once, dates are synced, corrections are private."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from cast import THEN, Cast
from highroad.modules.cases.actions.work import (
    add_comment,
    add_item,
    report_correction,
    see_correction,
    settle_item,
    sync_review_dates,
)
from highroad.modules.cases.comment_draft import ContactFacts, prefill_comment
from highroad.modules.cases.models import CaseComment, CaseWorkItem, Correction, PendingItem, Program
from highroad.modules.cases.queries.lists import corrections
from highroad.modules.cases.queries.worklist import ShownItem, shown_work_list
from highroad.modules.cases.wording import Refused
from modules.cases.casework import TODAY, Cases, Desk


def listed(cases: Cases, contact: str = "c1", day: date = TODAY, **more: Any) -> list[ShownItem]:
    case = type(cases.plain).objects.get(pk=cases.plain.pk)
    return shown_work_list(case, day, contact, "en", {f"case.{k}": v for k, v in more.items()})


# --- comments ---


def test_a_comment_is_added_and_never_rewritten(cast: Cast, cases: Cases) -> None:
    comment = add_comment(cast.actor("ada"), cases.plain, "Caller asked about the renewal.", at=THEN)
    comment.text = "Something else"
    for attempt in (
        comment.save,
        comment.delete,
        CaseComment.objects.filter(pk=comment.pk).delete,
        lambda: CaseComment.objects.update(text="Something else"),
        lambda: cases.plain.comments.update(text="Something else"),
        lambda: CaseComment.objects.bulk_update([comment], ["text"]),
    ):
        with pytest.raises(TypeError, match="Add a new comment"):
            attempt()
    assert CaseComment.objects.get().text == "Caller asked about the renewal."


def test_a_comment_is_put_right_by_another(cast: Cast, cases: Cases) -> None:
    first = add_comment(cast.actor("ada"), cases.plain, "Household of four.", at=THEN)
    second = add_comment(cast.actor("bob"), cases.plain, "Household of three.", corrects=first.token, at=THEN)
    assert second.corrects == first
    assert CaseComment.objects.count() == 2


@pytest.mark.parametrize(("text", "code"), [("  ", "text-missing"), ("x" * 4001, "text-too-long")])
def test_a_comment_has_words_and_an_end(cast: Cast, cases: Cases, text: str, code: str) -> None:
    with pytest.raises(Refused) as no:
        add_comment(cast.actor("ada"), cases.plain, text, at=THEN)
    assert no.value.code == code


def test_the_comment_after_a_call_says_what_was_done_and_nothing_else() -> None:
    draft = prefill_comment(
        ContactFacts(
            speaker="Lena Marin",
            relation="authorized representative",
            identity="verified",
            done=["FoodShare renewal", "Two pay stubs"],
            deferred=[("Sync review dates", "caller wants to think")],
            signatures=["S-1A2B"],
            notes="Second job since October.",
        )
    )
    assert draft.splitlines() == [
        "Lena Marin (authorized representative) called. Identity: verified.",
        "Done: FoodShare renewal; Two pay stubs.",
        "Put off: Sync review dates (caller wants to think).",
        "Telephonic signature: S-1A2B.",
        "Second job since October.",
    ]
    assert not prefill_comment(ContactFacts())


# --- the work list ---


def test_the_list_is_worked_out_from_the_case_most_valuable_first(cases: Cases) -> None:
    assert [(one.title, one.why) for one in listed(cases)] == [
        ("FoodShare renewal", "Due in 12 days: doing it now saves the next call."),
        ("Telephonic signature", "Needed for: FoodShare renewal. It can be recorded in this call."),
        ("Two pay stubs", "Unread for 3 days. It decides what comes next."),
        ("Sync review dates", "The last review is due 28 Feb 2027. One date means fewer calls."),
        (
            "Child care closed 31 Oct 2026",
            "Closed for this: form not returned. The caller may not know that it can reopen.",
        ),
    ]


def test_what_the_caller_asks_for_joins_the_list(cases: Cases) -> None:
    assert "Baby to add" in [one.title for one in listed(cases, requests=["baby_add"])]


def test_done_stays_visible_in_its_own_contact_and_is_gone_in_the_next(cast: Cast, cases: Cases) -> None:
    key = listed(cases)[2].key
    settle_item(cast.actor("ada"), cases.plain, key, "done", contact="c1", at=THEN)
    assert {one.key: one.state for one in listed(cases, "c1")}[key] == "done"
    assert key not in {one.key for one in listed(cases, "c2")}


def test_deferred_comes_back_with_its_reason(cast: Cast, cases: Cases) -> None:
    key = listed(cases)[0].key
    settle_item(cast.actor("ada"), cases.plain, key, "deferred", reason="No pay stub yet", contact="c1", at=THEN)
    again = listed(cases, "c2")[0]
    assert (again.key, again.state, again.reason) == (key, "open", "No pay stub yet")


def test_next_years_renewal_is_not_taken_for_this_years(cast: Cast, cases: Cases) -> None:
    settle_item(cast.actor("ada"), cases.plain, listed(cases)[0].key, "done", contact="c1", at=THEN)
    Program.objects.filter(case=cases.plain, name="FoodShare").update(review_due=TODAY + timedelta(days=377))
    later = listed(cases, "c9", TODAY + timedelta(days=360))
    assert "FoodShare renewal" in [one.title for one in later]


def test_settling_twice_writes_once(cast: Cast, cases: Cases) -> None:
    key = listed(cases)[0].key
    first = settle_item(cast.actor("ada"), cases.plain, key, "done", contact="c1", at=THEN)
    second = settle_item(cast.actor("ada"), cases.plain, key, "done", contact="c1", at=THEN + timedelta(hours=1))
    assert (second.pk, second.at) == (first.pk, first.at)


@pytest.mark.parametrize(
    ("key", "state", "code"),
    [
        ("renewal:nothing", "done", "item-unknown"),
        ("", "dropped", "item-state-unknown"),
        ("", "deferred", "reason-missing"),
        ("", "not-applicable", "reason-missing"),
    ],
)
def test_an_item_is_settled_in_one_of_three_ways(cast: Cast, cases: Cases, key: str, state: str, code: str) -> None:
    with pytest.raises(Refused) as no:
        settle_item(cast.actor("ada"), cases.plain, key or listed(cases)[0].key, state, at=THEN)
    assert no.value.code == code
    assert not CaseWorkItem.objects.exists()


def test_a_colleague_adds_what_the_playbook_did_not_think_of(cast: Cast, cases: Cases) -> None:
    item = add_item(cast.actor("ada"), cases.plain, "Ask about the second job", contact="c1", at=THEN)
    assert listed(cases)[-1].title == "Ask about the second job"
    settle_item(cast.actor("bob"), cases.plain, item.key, "done", contact="c2", at=THEN)
    assert "Ask about the second job" not in [one.title for one in listed(cases, "c3")]


def test_a_processed_document_leaves_the_list(cases: Cases) -> None:
    PendingItem.objects.filter(case=cases.plain).update(processed_at=THEN)
    assert "Two pay stubs" not in [one.title for one in listed(cases)]


# --- review dates ---


def test_review_dates_are_synced_to_the_earliest_and_again_changes_nothing(cast: Cast, cases: Cases) -> None:
    due = TODAY + timedelta(days=12)
    assert sync_review_dates(cast.actor("ada"), cases.plain, due, at=THEN) == 1
    assert sync_review_dates(cast.actor("ada"), cases.plain, due, at=THEN) == 0
    assert set(cases.plain.programs.filter(status="open").values_list("review_due", flat=True)) == {due}
    assert "Sync review dates" not in [one.title for one in listed(cases)]


def test_no_review_is_put_off_beyond_its_date(cast: Cast, cases: Cases) -> None:
    with pytest.raises(Refused) as no:
        sync_review_dates(cast.actor("ada"), cases.plain, TODAY + timedelta(days=101), at=THEN)
    assert no.value.code == "sync-too-late"


# --- corrections ---


def correct(cast: Cast, cases: Cases, *, who: str = "ada", earlier: str = "bob") -> Correction:
    return report_correction(
        cast.actor(who),
        cases.plain,
        what_was_wrong="Rent was entered twice.",
        corrected_how="Corrected from this month on.",
        previous_worker=cast[earlier].token,
        at=THEN,
    )


def test_only_the_finder_and_the_previous_workers_supervisor_see_a_correction(cast: Cast, cases: Cases) -> None:
    correction = correct(cast, cases)
    readers = [who for who in cast.people if correction in corrections(cast.actor(who))]
    assert readers == ["ada", "carmen"]


def test_a_new_supervisor_does_not_inherit_what_was_told_to_another(cast: Cast, cases: Cases) -> None:
    correction = correct(cast, cases)
    bob = cast["bob"]
    bob.refresh_from_db()
    bob.supervisor = cast["hal"]
    bob.save()
    assert correction not in corrections(cast.actor("hal"))


def test_correcting_ones_own_work_tells_no_one(cast: Cast, cases: Cases) -> None:
    assert correct(cast, cases, who="bob").supervisor is None


def test_only_the_told_supervisor_marks_it_as_read(cast: Cast, cases: Cases) -> None:
    correction = correct(cast, cases)
    assert see_correction(cast.actor("ada"), correction, at=THEN) is False
    assert see_correction(cast.actor("carmen"), correction, at=THEN) is True
    assert see_correction(cast.actor("carmen"), correction, at=THEN) is False


# --- writes that are sent again ---


def test_a_double_click_writes_once_and_answers_alike(cases: Cases, desk: Callable[[str], Desk]) -> None:
    ada = desk("ada")
    path, body = f"{cases.plain.token}/comments", {"text": "Renewal done."}
    first, second = (ada.post(path, body, key="k1") for _ in range(2))
    assert first.json() == second.json()
    assert CaseComment.objects.count() == 1
    assert ada.post(path, {"text": "Other words."}, key="k1").json()["error"]["code"] == "key-used-before"
    assert ada.post(path, body, key="").json()["error"]["code"] == "key-missing"
    assert desk("bob").post(path, body, key="k1").status_code == 200
    assert CaseComment.objects.count() == 2


def test_a_refused_write_may_be_mended_under_the_same_key(cases: Cases, desk: Callable[[str], Desk]) -> None:
    ada = desk("ada")
    path = f"{cases.plain.token}/comments"
    assert ada.post(path, {"text": " "}, key="k1").status_code == 422
    assert ada.post(path, {"text": "Now with words."}, key="k1").status_code == 200


def test_a_supervisor_comments_but_does_not_work_the_list(cases: Cases, desk: Callable[[str], Desk]) -> None:
    carmen = desk("carmen")
    assert carmen.post(f"{cases.plain.token}/comments", {"text": "Seen."}).status_code == 200
    assert carmen.post(f"{cases.plain.token}/work-list/add", {"title": "x"}).status_code == 403
