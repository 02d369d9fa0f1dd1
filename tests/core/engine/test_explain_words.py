"""What an explanation says in words, to the person who got the call and to those who see names."""

from __future__ import annotations

import pytest

from core.engine.floors import ADA, BEN, BOB, HAL, HEDY, MINUTE, NINE, SECOND, a_floor, a_policy, sit_down
from highroad.core.engine import desk
from highroad.core.engine.engine import Engine
from highroad.core.engine.explain import explain
from highroad.core.engine.explain_journal import explain_from_journal, explain_offer, explain_wait, replay_until
from highroad.core.engine.explain_words import HEADLINES, anonymous, clock, refusal_words, tell, words
from highroad.core.engine.record import Recorded, Recorder
from highroad.core.engine.refusals import Refusal
from highroad.core.words.policy import Queue, Ring, SkillNeed

NAMES = {ADA: "Ada", BEN: "Ben", BOB: "Bob", 4: "Carmen", HAL: "Hal", HEDY: "Hedy"}


def name(agent: int) -> str:
    return NAMES[agent]


def a_line(order: str = "longest_idle", preferred: tuple[str, ...] = (), first_level: int = 1) -> Queue:
    rings = (Ring(0, (SkillNeed("foodshare", first_level),)), Ring(30 * SECOND, (SkillNeed("foodshare"),)))
    return Queue(key="family", purposes=("always",), rings=rings, order=order, preferred=preferred)  # type: ignore[arg-type]  # one of two words


def a_line_of(recorder: Recorder, queue: Queue) -> Engine:
    engine = a_floor(recorder)
    assert engine.adopt(NINE, a_policy(version=2, queues=(queue,)), 0) is None
    return engine


def offers(recorder: Recorder) -> list[int]:
    return [number for number, fact in enumerate(recorder.facts) if fact[0] == "contact_offered"]


def the_picture() -> list[Recorded]:
    """Ben and Bob wait for the second circle; Ada, of the first, comes free four seconds after it."""
    recorder = Recorder()
    engine = a_line_of(recorder, a_line(first_level=3))
    sit_down(engine, NINE + SECOND, BEN)
    sit_down(engine, NINE + 82 * SECOND, BOB)
    assert engine.arrive(NINE + 223 * SECOND, 1, "family") is None
    engine.advance(NINE + 253 * SECOND)
    sit_down(engine, NINE + 257 * SECOND, ADA)
    assert engine.answer(NINE + 261 * SECOND, 1, BEN) is None
    return recorder.facts


def test_the_one_who_got_the_call_reads_why_without_anyones_name() -> None:
    facts = the_picture()
    number = next(n for n, fact in enumerate(facts) if fact[0] == "contact_offered")
    told = explain_from_journal(facts, number)
    said = tell(told, anonymous(told), viewer=BEN)
    assert said.headline == ("You had been free the longest, 4:12, among the 2 people who could take it.",)
    assert said.timeline == (
        "0:00 arrived",
        "0:00 in line for family: 0 people could take it, 0 of them free",
        "0:30 circle 2: 2 people could take it, 2 of them free",
        "0:30 offered to you",
        "0:38 answered by you",
    )
    assert said.considered == (
        "You: free for 4:12, foodshare level 2",
        "Colleague A: free for 2:51, foodshare level 1",
    )
    assert said.changes[0] == "If you had been free for less than 2:51, Colleague A would have got the call."


def test_somebody_of_the_first_circle_a_little_sooner_would_have_had_it() -> None:
    recorder = Recorder()
    engine = a_line_of(recorder, a_line(first_level=3))
    engine.move_desk(NINE, ADA, desk.AWAY, "", ADA)
    sit_down(engine, NINE + SECOND, BEN)
    engine.arrive(NINE + 10 * SECOND, 1, "family")
    engine.advance(NINE + 40 * SECOND)
    engine.move_desk(NINE + 44 * SECOND, ADA, desk.AVAILABLE, "", ADA)
    told = explain_offer(recorder.facts, offers(recorder)[0])
    assert "Somebody came free at 0:34. 0:04 sooner, and the call was theirs." in words(told, name)


def test_a_language_that_was_not_chosen_is_told_of() -> None:
    recorder = Recorder()
    engine = a_line_of(recorder, a_line())
    for place, agent in enumerate((BEN, ADA)):
        sit_down(engine, NINE + place * SECOND, agent)
    engine.arrive(NINE + MINUTE, 1, "family")
    told = explain_offer(recorder.facts, offers(recorder)[0])
    assert "If the caller had chosen Spanish, Ada would have come first." in words(told, name)


def test_nobody_is_told_of_having_been_free_for_less_than_no_time() -> None:
    recorder = Recorder()
    engine = a_line_of(recorder, a_line())
    for agent in (BEN, BOB):
        sit_down(engine, NINE + MINUTE, agent)
    engine.arrive(NINE + MINUTE, 1, "family")
    told = explain_offer(recorder.facts, offers(recorder)[0])
    assert told.rule.code == "longest_idle"
    assert [change.code for change in told.changes] == []


def test_a_preferred_skill_puts_one_first_and_without_it_another() -> None:
    recorder = Recorder()
    engine = a_line_of(recorder, a_line(preferred=("reviews",)))
    for place, agent in enumerate((ADA, BEN)):
        sit_down(engine, NINE + place * SECOND, agent)
    engine.arrive(NINE + MINUTE, 1, "family")
    said = words(explain_offer(recorder.facts, offers(recorder)[0]), name)
    assert said[0] == "Ben came first for having reviews, which this queue prefers."
    assert "If Ben did not have reviews, Ada would have got the call." in said


def test_the_highest_level_puts_one_first_and_an_equal_one_another() -> None:
    recorder = Recorder()
    engine = a_line_of(recorder, a_line(order="most_skilled"))
    for place, agent in enumerate((BEN, ADA)):
        sit_down(engine, NINE + place * SECOND, agent)
    engine.arrive(NINE + MINUTE, 1, "family")
    said = words(explain_offer(recorder.facts, offers(recorder)[0]), name)
    assert said[0] == "Ada came first with the highest level of foodshare among the 2 people who could take it."
    assert "If Ada had foodshare at level 2 only, Ben would have got the call." in said


def test_whoever_waits_reads_who_could_take_it_and_why_nobody_does() -> None:
    engine = a_floor()
    engine.move_desk(NINE, ADA, desk.AWAY, "", ADA)
    engine.move_desk(NINE, ADA, desk.PROTECTED, "protected", ADA)
    sit_down(engine, NINE, BEN)
    engine.arrive(NINE + SECOND, 1, "family")
    told = explain_wait(engine.floor, 1, NINE + 11 * SECOND)
    said = words(told, name)
    assert said[0] == "Nobody who can take it is free. It is number 1 in line and waits for 0:10."
    assert "1 in protected time. Queue calls never break it." in said
    assert "1 without foodshare level 3; 1 of them free." in said
    assert "If the one person who could take it came free now, it would be theirs." in said
    assert "In 0:20 the circle widens: Ben gets it then if nothing happens before." in said


def test_an_older_contact_takes_the_free_one_when_its_circle_widens_first() -> None:
    engine = a_floor()
    sit_down(engine, NINE, BEN)
    engine.arrive(NINE + SECOND, 1, "family")
    engine.arrive(NINE + 2 * SECOND, 2, "family")
    assert [c.code for c in explain_wait(engine.floor, 1, NINE + 3 * SECOND).changes] == ["ring_widens"]
    assert explain_wait(engine.floor, 2, NINE + 3 * SECOND).changes == ()


def test_a_direct_transfer_names_its_rule_and_a_call_of_ones_own_says_so() -> None:
    recorder = Recorder()
    engine = a_floor(recorder, available=(ADA,))
    engine.arrive(NINE + MINUTE, 1, "family")
    engine.answer(NINE + MINUTE, 1, ADA)
    sit_down(engine, NINE + MINUTE, BOB)
    assert engine.transfer_person(NINE + 2 * MINUTE, 1, ADA, BOB, "person", "long_term_care") is None
    assert engine.arrive_direct(NINE + 3 * MINUTE, 2, HAL, "callback", "always") is not None
    sit_down(engine, NINE + 3 * MINUTE, HAL)
    assert engine.arrive_direct(NINE + 3 * MINUTE, 2, HAL, "callback", "always") is None
    _, transferred, own = offers(recorder)
    told = explain_offer(recorder.facts, transferred)
    assert (told.rule.code, told.rule.subject) == ("direct_transfer", "T-2")
    assert words(told, name)[0] == "It was transferred to Bob directly, under rule T-2."
    assert words(explain_offer(recorder.facts, own), name)[0] == "It was for Hal in person."


def test_a_refusal_says_what_its_rule_asks_for() -> None:
    engine = a_floor()
    said = refusal_words(Refusal("transfer_reason", "T-3", {"rule": "T-3"}), engine.floor.rules)
    assert said == [
        "Rule T-3: this transfer needs one of its reasons.",
        "Rule T-3 takes these reasons: escalation.",
        "Rule T-3 permits only the lead who was just briefed in this call.",
    ]


def test_the_words_can_be_in_another_language() -> None:
    facts = the_picture()
    number = next(n for n, fact in enumerate(facts) if fact[0] == "contact_offered")
    spanish = {HEADLINES["longest_idle"]: "{who} llevaba {free} libre.", "You": "Usted"}
    told = explain_from_journal(facts, number)
    said = words(told, name, viewer=BEN, translate=lambda english: spanish.get(english, english))
    assert said[0] == "Usted llevaba 4:12 libre."


def test_what_was_no_decision_is_not_explained() -> None:
    facts = the_picture()
    with pytest.raises(ValueError, match="give an offer"):
        explain_from_journal(facts, 0)
    with pytest.raises(ValueError, match="not an offer"):
        explain_offer(facts, 0)
    floor = replay_until(facts, len(facts))
    with pytest.raises(ValueError, match="does not wait"):
        explain_wait(floor, 1, floor.now)


def test_a_journal_that_the_engine_would_not_have_written_is_not_explained_away() -> None:
    facts = the_picture()
    number = next(n for n, fact in enumerate(facts) if fact[0] == "contact_offered")
    with pytest.raises(ValueError, match="decides for"):
        explain(replay_until(facts, number), 1, BOB, facts[number][1])


def test_a_snapshot_may_stand_for_the_beginning_of_the_journal() -> None:
    facts = the_picture()
    number = next(n for n, fact in enumerate(facts) if fact[0] == "contact_offered")
    cut = next(n for n, fact in enumerate(facts) if fact[0] == "contact_arrived")
    start = replay_until(facts, cut)
    assert explain_from_journal(facts[cut:], number - cut, start) == explain_from_journal(facts, number)


def test_spans_are_read_as_people_say_them() -> None:
    assert [clock(ms) for ms in (0, 59_999, 252_000, 3_723_000)] == ["0:00", "0:59", "4:12", "1:02:03"]
