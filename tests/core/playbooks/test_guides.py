"""Where a guide goes on, what stays open, and what may be recorded."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from highroad.core.playbooks import (
    Blocked,
    Finished,
    NextStep,
    Playbook,
    Recorded,
    Step,
    next_step,
    open_required_steps,
    why_not_record,
)

VERIFIED: dict[str, Any] = {"identity.identified": True, "identity.outcome": "verified", "case.confidential": False}


def keys(steps: tuple[Step, ...]) -> list[str]:
    return [step.key for step in steps]


def step(playbook: Playbook, key: str) -> Step:
    return next(each for each in playbook.guide().steps if each.key == key)


def test_a_step_the_identity_does_not_permit_blocks_the_guide(county: Playbook) -> None:
    done = [Recorded(key) for key in ("greeting", "identifier", "who", "verify")]
    place = next_step(county.guide(), done, VERIFIED, may=("general_information",))
    assert isinstance(place, Blocked)
    assert place.step.key == "programs"
    assert place.refusal.rule == "G-5"


def test_the_same_step_is_open_to_a_verified_caller(county: Playbook) -> None:
    done = [Recorded(key) for key in ("greeting", "identifier", "who", "verify")]
    place = next_step(county.guide(), done, VERIFIED, may=("view_case",))
    assert isinstance(place, NextStep)
    assert place.step.key == "programs"
    assert place.required


def test_an_optional_step_does_not_keep_the_wrap_open(county: Playbook) -> None:
    guide = county.guide()
    optional = replace(guide, steps=tuple(replace(s, required=s.key != "comments") for s in guide.steps))
    done = [Recorded(each.key, {"more": "no"}) for each in guide.steps if each.key != "comments"]
    assert keys(open_required_steps(guide, done, VERIFIED)) == ["comments"]
    assert open_required_steps(optional, done, VERIFIED) == ()


def test_a_step_that_does_not_apply_is_passed_whatever_its_branches_say(county: Playbook) -> None:
    done = [Recorded(key) for key in ("greeting", "identifier", "who")]
    place = next_step(county.guide(), done, VERIFIED)
    assert isinstance(place, NextStep)
    assert place.step.key == "verify"  # not the thanks that follow another consortium's number


def test_a_missing_comment_keeps_the_wrap_open(county: Playbook) -> None:
    done = [Recorded(each.key, {"more": "no"}) for each in county.guide().steps if each.key != "comment"]
    assert keys(open_required_steps(county.guide(), done, VERIFIED)) == ["comment"]


def test_something_else_opens_resolving_again_until_it_was_done_twice(county: Playbook) -> None:
    before = [Recorded(key) for key in ("greeting", "identifier", "who", "verify", "programs", "comments")]
    more = [Recorded("resolve"), Recorded("anything_else", {"more": "yes"})]
    place = next_step(county.guide(), before + more, VERIFIED)
    assert isinstance(place, NextStep)
    assert place.step.key == "resolve"
    again = [*before, *more, Recorded("resolve"), Recorded("anything_else", {"more": "no"})]
    place = next_step(county.guide(), again, VERIFIED)
    assert isinstance(place, NextStep)
    assert place.step.key == "thanks"


def test_a_caller_who_hangs_up_in_the_second_round_does_not_trap_the_agent(county: Playbook) -> None:
    before = [Recorded(key) for key in ("greeting", "identifier", "who", "verify", "programs", "comments")]
    more = [Recorded("resolve"), Recorded("anything_else", {"more": "yes"})]
    gone = [Recorded("resolve", skipped="caller_gone"), Recorded("anything_else", skipped="caller_gone")]
    place = next_step(county.guide(), before + more + gone, VERIFIED)
    assert isinstance(place, NextStep)
    assert place.step.key == "thanks"
    still_open = open_required_steps(county.guide(), before + more, VERIFIED)
    assert keys(still_open) == ["resolve", "anything_else", "thanks", "comment"]


def test_a_finished_guide_says_so(county: Playbook) -> None:
    done = [Recorded(each.key, {"more": "no"}) for each in county.guide().steps]
    assert isinstance(next_step(county.guide(), done, VERIFIED), Finished)


def test_a_skip_needs_one_of_its_reasons(county: Playbook) -> None:
    comment = step(county, "comment")
    assert why_not_record(comment, Recorded("comment", skipped="nothing_done"), []) is None
    refusal = why_not_record(comment, Recorded("comment", skipped="lunch"), [])
    assert refusal is not None
    assert refusal.rule == "G-12"
    assert "nothing_done" in refusal.why.en


def test_a_step_without_reasons_cannot_be_skipped(county: Playbook) -> None:
    hold = next(each for each in county.guide("helpline").steps if each.key == "hold")
    refusal = why_not_record(hold, Recorded("hold", skipped="caller_gone"), [])
    assert refusal is not None
    assert "cannot be skipped" in refusal.why.en


def test_a_required_field_must_be_recorded(county: Playbook) -> None:
    refusal = why_not_record(step(county, "who"), Recorded("who", {"caller_relation": "self"}), [])
    assert refusal is not None
    assert refusal.why.en == "Missing: Name."


def test_an_answer_must_be_one_of_those_foreseen(county: Playbook) -> None:
    refusal = why_not_record(
        step(county, "who"), Recorded("who", {"caller_name": "Lena", "caller_relation": "boss"}), []
    )
    assert refusal is not None
    assert "Relation to the case" in refusal.why.en


def test_only_a_repeatable_step_is_recorded_twice(county: Playbook) -> None:
    done = [Recorded("greeting"), Recorded("resolve", {"need": "renewal"})]
    assert why_not_record(step(county, "greeting"), Recorded("greeting"), done) is not None
    assert why_not_record(step(county, "resolve"), Recorded("resolve", {"need": "card"}), done) is None


@given(data=st.data())
def test_following_the_guide_always_ends(county: Playbook, data: st.DataObject) -> None:
    """Whoever does what the guide says next, with any answers, is finished in a bounded number of steps."""
    facts = {
        "identity.identified": data.draw(st.booleans()),
        "identity.outcome": data.draw(st.sampled_from(["verified", "partly", "failed"])),
        "case.confidential": data.draw(st.booleans()),
    }
    guide = county.guide(data.draw(st.sampled_from([each.key for each in county.guides])))
    done: list[Recorded] = []
    rounds = 0
    while isinstance(place := next_step(guide, done, facts), NextStep):
        assert not place.required or place.step in open_required_steps(guide, done, facts)
        fields = {
            field.key: data.draw(st.sampled_from([choice.key for choice in field.choices]))
            if field.choices
            else "words"
            for field in place.step.fields
        }
        rounds += fields.get("more") == "yes"
        if rounds > 3:
            fields["more"] = "no"
        skip = data.draw(st.sampled_from(["", *place.step.skip_reasons]))
        record = Recorded(place.step.key, skipped=skip) if skip else Recorded(place.step.key, fields)
        assert why_not_record(place.step, record, done) is None
        done.append(record)
        assert len(done) < 40
    assert isinstance(place, Finished)
    assert open_required_steps(guide, done, facts) == ()
