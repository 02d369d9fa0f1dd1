"""The conditions of a playbook: what they mean, and that they can do no harm."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highroad.core.playbooks import ExpressionError, parse

FACTS: dict[str, Any] = {"a": 3, "b": "red", "c": True, "d": False, "list": ["x", "y"], "on": date(2026, 11, 19)}


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("a == 3", True),
        ("a < 3 or b == 'red'", True),
        ("not c", False),
        ("not d and c", True),
        ("a >= 3 and a <= 3", True),
        ("b in ['blue', 'red']", True),
        ("b not in ['blue', 'red']", False),
        ("'x' in list", True),
        ("'z' in list", False),
        ("exists a and not exists z", True),
        ("z == 1", False),
        ("z != 1", False),
        ("not z == 1", True),
        ("z", False),
        ("'x' in z", False),
        ("'x' not in z", False),
        ("a < 'red'", False),
        ("a == '3'", False),
        ("(a == 1 or a == 3) and b == 'red'", True),
        ("a == 1 or a == 3 and b == 'blue'", False),
        ("on == '2026-11-19'", True),
        ("c == true", True),
        ("a > 2.5", True),
    ],
)
def test_a_condition_means_what_it_says(text: str, holds: bool) -> None:
    assert parse(text).holds(FACTS) is holds


@pytest.mark.parametrize(
    ("text", "offset", "words"),
    [
        ("", 0, "ends where a value"),
        ("a ==", 4, "ends where a value"),
        ("a = 1", 2, "not part of this language"),
        ("a b", 2, "does not belong here"),
        ("(a", 0, 'A ")" is missing'),
        ("a in ['x'", 5, 'A "]" is missing'),
        ("exists 3", 7, "asks about a fact"),
        ("a not b", 6, "stands alone"),
        ("and a", 0, "stands where a value"),
        ("a + 1", 2, "not part of this language"),
        ("__import__('os')", 10, "does not belong here"),
    ],
)
def test_a_condition_that_cannot_be_read_says_where(text: str, offset: int, words: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        parse(text)
    assert caught.value.offset == offset
    assert words in caught.value.sentence
    assert caught.value.mend


@pytest.mark.parametrize("text", ["(" * 3000 + "a", "not " * 3000 + "a", "[" * 3000])
def test_endless_nesting_is_refused_and_not_followed(text: str) -> None:
    with pytest.raises(ExpressionError):
        parse(text)


@given(st.text(alphabet="ab.'\"()[]<>=!, 1andorinotexs", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    refused = None
    try:
        holds = parse(text).holds(FACTS)
    except ExpressionError as why:
        refused = why
    if refused is None:
        assert holds in {True, False}
    else:
        assert 0 <= refused.offset <= len(text)


tests = st.sampled_from(["a == 3", "a < 2", "c", "d", "exists z", "b in ['red']"])
trees = st.recursive(
    tests,
    lambda inner: st.one_of(
        st.tuples(st.sampled_from(["and", "or"]), inner, inner).map(lambda t: f"({t[1]} {t[0]} {t[2]})"),
        inner.map(lambda text: f"(not {text})"),
    ),
    max_leaves=8,
)


@given(trees)
def test_and_or_not_agree_with_logic(text: str) -> None:
    """Python's own reading is the witness: every simple test has its known value put in its place."""
    plain = text
    for test in ["a == 3", "a < 2", "exists z", "b in ['red']"]:
        plain = plain.replace(test, str(parse(test).holds(FACTS)))
    expected = eval(plain, {"__builtins__": {}}, {"c": True, "d": False})
    assert parse(text).holds(FACTS) is expected
