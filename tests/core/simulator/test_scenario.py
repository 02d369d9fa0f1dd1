"""A scenario is read whole or refused in words that name the place; a caller's answers come from its text."""

from __future__ import annotations

import pytest

from core.simulator.days import ROOT, county
from highroad.core.playbooks import load_folder
from highroad.core.simulator.scenario import WrongScenario, read_scenario
from highroad.core.simulator.stories import Who, says

TEXT = (ROOT / "scenarios" / "county-day.yaml").read_text(encoding="utf-8")
ROSA = Who(name="Lena Marin", holder="Rosa Marin", relation="self", case_number="4018227", address="418 Alder Street")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("talk: 10 min", "talk: ten", "county, call_types, renewal: 'ten' is not a duration"),
        ('"8:30": 0.75', '"half past": 0.75', "curve, half past: 'half past' is not a time of day"),
        ("foodshare: 3-5,", "foodshare: 9,", "9 is not a level"),
        ("kind: lead", "kind: boss", "“kind: boss” is not known. Write one of: agent, lead, supervisor"),
        ("  purpose: call_center\n", "", "“purpose” is missing"),
        ("people: 21", "people: many", "people: 'many' is not a number"),
        ("then: {kind: escalate", "then: {kind: vanish", "Write one of: transfer, escalate"),
        ("staffing:", "staffing: [", "this is not YAML"),
    ],
)
def test_a_mistake_is_named_with_its_place(old: str, new: str, words: str) -> None:
    assert old in TEXT
    with pytest.raises(WrongScenario, match="county") as refused:
        read_scenario(TEXT.replace(old, new, 1), "county")
    assert words in str(refused.value)


def test_a_caller_answers_every_step_of_the_call_guide_in_both_languages() -> None:
    scenario, _ = county()
    guide = next(guide for guide in load_folder(ROOT / "playbooks" / "county").guides if guide.kind == "call")
    for story in scenario.stories.values():
        for step in guide.steps:
            english, spanish = (says(story, ROSA, step.key, language).text for language in ("en", "es"))
            assert english, (story.key, step.key)
            assert english != spanish, (story.key, step.key)
            assert "{" not in english + spanish, (story.key, step.key)


def test_a_callers_answer_fills_the_fields_of_the_guide() -> None:
    scenario, _ = county()
    said = says(scenario.stories["renewal_due"], ROSA, "who", "es")
    assert said.text == "Me llamo Lena Marin. Es mi propio caso."
    assert said.fields == {"caller_name": "Lena Marin", "caller_relation": "self"}


def test_every_field_a_caller_fills_is_one_of_the_guides() -> None:
    scenario, _ = county()
    playbook = load_folder(ROOT / "playbooks" / "county")
    known = {field.key for guide in playbook.guides for step in guide.steps for field in step.fields} | {"number"}
    filled = {field for story in scenario.stories.values() for words in story.says.values() for field in words.fields}
    assert filled - known == set()


def test_a_step_nobody_foresaw_still_gets_an_answer() -> None:
    scenario, _ = county()
    assert says(scenario.stories["baby"], ROSA, "no_such_step", "hmn").text == "Yes."
