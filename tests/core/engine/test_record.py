"""Facts written down and read back are the same facts."""

from __future__ import annotations

import inspect
import json

import pytest

from core.engine.floors import a_policy
from highroad.core.engine.facts import FACT_NAMES, Facts
from highroad.core.engine.record import Recorder, apply, replay
from highroad.core.words.policy import Policy

SAMPLES = {
    "int": 7,
    "str": "word",
    "Skills": (("foodshare", 3), ("lang:es", 1)),
    "tuple[str, ...]": ("voice", "message"),
    "Policy": a_policy(version=4),
}


def arguments(name: str) -> list[object]:
    """One value for each argument of a fact, integers all different."""
    parameters = list(inspect.signature(getattr(Facts, name)).parameters.values())[1:]
    kinds = [str(parameter.annotation) for parameter in parameters]
    return [place + 10 if kind == "int" else SAMPLES[kind] for place, kind in enumerate(kinds)]


class Heard(Facts):
    """Remembers the last fact it was told."""

    def __getattribute__(self, name: str) -> object:
        if name not in FACT_NAMES:
            return object.__getattribute__(self, name)

        def hear(*told: object) -> None:
            self.last = (name, told)

        return hear


@pytest.mark.parametrize("name", FACT_NAMES)
def test_a_fact_written_as_json_and_read_back_is_told_again_as_it_was(name: str) -> None:
    recorder, heard = Recorder(), Heard()
    told = arguments(name)
    getattr(recorder, name)(*told)
    written = json.loads(json.dumps(recorder.facts))
    assert written == recorder.facts
    replay(heard, written)
    assert heard.last == (name, tuple(told))


def test_a_policy_read_back_is_the_same_policy() -> None:
    policy = a_policy(version=3)
    assert Policy.from_json(json.loads(json.dumps(policy.to_json()))) == policy


def test_a_fact_of_a_newer_version_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="“contact_teleported” is no fact"):
        apply(Facts(), ["contact_teleported", 1])


def test_taking_the_facts_leaves_none() -> None:
    recorder = Recorder()
    recorder.contact_held(1, 2)
    assert recorder.take() == [["contact_held", 1, 2]]
    assert recorder.take() == []
