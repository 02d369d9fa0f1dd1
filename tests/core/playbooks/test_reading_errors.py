"""Every kind of error a playbook's author can make is said with its place, its words and its mend."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from highroad.core.playbooks import PlaybookErrors, Reading, load_folder, read_folder, read_texts

ERRORS = [
    # file, words replaced, words instead, line of the message that must stand there
    ("queues.yaml", "{ltc: 3}", "{ltx: 3}", 'unknown skill "ltx". Did you mean "ltc"?'),
    (
        "queues.yaml",
        "purposes: [call_center]",
        "purposes: [call_centre]",
        'unknown purpose "call_centre". Did you mean "call_center"?',
    ),
    ("queues.yaml", "group:family", "group:famly", 'unknown skill "group:famly". Did you mean "group:family"?'),
    ("queues.yaml", "wrap_limit: 3 min", "wrap_limt: 3 min", 'unknown key "wrap_limt". Did you mean "wrap_limit"?'),
    (
        "queues.yaml",
        "hold_warn: 2 min",
        "hold_warn: 2 minutes",
        '"2 minutes" is not a length of time. Write a number and a unit',
    ),
    ("queues.yaml", "share: 0.8", "share: 80", "80.0 is out of bounds. Use 0 to 1."),
    ("queues.yaml", "level: 1", "level: high", '"high" is not a whole number. Write digits only.'),
    (
        "queues.yaml",
        "at_close: serve",
        "at_close: wait",
        '"wait" is not one of the choices. Use one of: callback, end, serve.',
    ),
    ("queues.yaml", "overflow_to: family", "overflow_to: famliy", 'unknown queue "famliy". Did you mean "family"?'),
    (
        "queues.yaml",
        "rule: Q-2",
        "rule: Q-1",
        "rule Q-1 was given before, at county/queues.yaml:5:11. Give each rule its own name.",
    ),
    (
        "queues.yaml",
        "rule: Q-2",
        "rule: second",
        '"second" is not the name of a rule. Write letters, a hyphen, a number: T-1.',
    ),
    ("queues.yaml", "entry: false", "entry: never", '"never" is neither true nor false. Write true or false.'),
    ("queues.yaml", "    rule: Q-1\n", "", 'this queue rules has no "rule". Add rule:'),
    (
        "queues.yaml",
        "purposes: [call_center]",
        "purposes: call_center",
        "a list is expected here. Put it in square brackets",
    ),
    ("queues.yaml", "  ebd:\n", "  family:\n", '"family" was written before, on line 4. Keep one of the two.'),
    ("queues.yaml", "  ebd:\n", "  EBD:\n", '"EBD" is not a name. Write small letters'),
    ("queues.yaml", "limits:\n", "limit:\n", 'unknown section "limit". Did you mean "limits"?'),
    (
        "queues.yaml",
        "limits:\n",
        "hours: {}\nlimits:\n",
        'section "hours" was given before, at county/hours.yaml:3:1.',
    ),
    (
        "hours.yaml",
        "[8:00-16:30]",
        "[16:30-8:00]",
        "ends before it begins or is no time of day. Past midnight go on counting",
    ),
    (
        "hours.yaml",
        "[8:00-16:30]",
        "[8-16]",
        '"8-16" is not an interval. Write the opening and the closing time: 8:00-16:00.',
    ),
    ("hours.yaml", "mon-fri:", "mon-fry:", 'unknown day "mon-fry". Did you mean "mon-fri"?'),
    ("hours.yaml", "2026-11-27", "2026-11-31", '"2026-11-31" is not a date. Write year, month, day'),
    ("hours.yaml", "rule: H-2", "rule: [H-2]", "one value is expected here, not a list or a mapping."),
    ("hours.yaml", "rule: H-2", "rule:", "nothing is written here. Write the word, or leave the whole line out."),
    (
        "playbook.yaml",
        "America/Chicago",
        "America/Chigago",
        'unknown time zone "America/Chigago". Write region and city',
    ),
    ("playbook.yaml", "about:\n", "about: &us\n", "anchors and aliases are not part of this language."),
    ("playbook.yaml", "name: county", "name: {county", "this is not YAML:"),
    ("guide.yaml", "{agent}", "{agnet}", 'unknown placeholder "{agnet}". Did you mean "agent"?'),
    (
        "guide.yaml",
        "case.confidential}",
        "case.confidental}",
        'unknown fact "case.confidental". Did you mean "case.confidential"?',
    ),
    (
        "guide.yaml",
        "when: identity.identified\n",
        "when: identity.identified and\n",
        "The condition ends where a value is expected.",
    ),
    (
        "guide.yaml",
        "when: identity.identified\n",
        "when: identity.identified = true\n",
        '"=" is not part of this language. Write "==" to compare.',
    ),
    (
        "guide.yaml",
        "when: identity.identified\n",
        "when: (identity.identified\n",
        'A ")" is missing. Close what was opened here.',
    ),
    ("guide.yaml", "when: identity.identified\n", "when: [a]\n", "a condition is expected here."),
    (
        "guide.yaml",
        "when: field.more == 'yes'",
        "when: field.more == 'maybe'",
        '"maybe" is never the value of field.more.',
    ),
    ("guide.yaml", "skip_reasons: [caller_gone]", "skip_reasons: [caller_left]", 'unknown reason "caller_left".'),
    ("guide.yaml", "{to: thanks}", "{to: thank}", 'unknown step "thank". Did you mean "thanks"?'),
    (
        "guide.yaml",
        "permission: view_case",
        "permission: see_case",
        'unknown permission "see_case". Did you mean "view_case"?',
    ),
    ("work-list.yaml", "when: case.error_found", "when: program.status == 'open'", 'unknown fact "program.status".'),
    ("work-list.yaml", "{document.title}", "{program.name}", 'unknown placeholder "{program.name}".'),
    (
        "work-list.yaml",
        "program.status == 'open'",
        "program.status == 'opened'",
        '"opened" is never the value of program.status. Did you mean "open"?',
    ),
    ("work-list.yaml", "value: 98", "value: 980", "980 is out of bounds. Use 0 to 100."),
    ("examples.yaml", "purpose: helpline_staff", "purpose: helpline_stuff", 'unknown purpose "helpline_stuff".'),
    (
        "moving.yaml",
        "{en: Ask the Helpline lead; the lead decides., es: Pregunte a la persona líder; ella decide.}",
        "[ask]",
        "words are expected here.",
    ),
    ("moving.yaml", "areas: [Pinewood, Birch Lake, Iron Hill]", "areas: [[Pinewood]]", "one value is expected here"),
    (
        "staffing.yaml",
        "  ebd:\n    rule: S-1",
        "  ebd: yes\n  other:\n    rule: S-1",
        "a staffing group is expected here.",
    ),
    ("staffing.yaml", "skills:\n", "skills: []\nnothing:\n", "a mapping by name is expected here."),
]


@pytest.mark.parametrize(("file", "old", "new", "message"), ERRORS)
def test_an_error_says_where_what_and_how(
    changed: Callable[..., Reading], file: str, old: str, new: str, message: str
) -> None:
    reading = changed(file, old, new)
    assert reading.playbook is None
    shown = [str(finding) for finding in reading.findings if finding.severity == "error"]
    assert any(message in line and line.startswith("county/") for line in shown), shown
    assert all(finding.mend for finding in reading.findings)


def test_the_position_is_that_of_the_words_at_fault(
    changed: Callable[..., Reading], county_texts: dict[str, str]
) -> None:
    (finding,) = changed("queues.yaml", "{ltc: 3}", "{ltx: 3}").findings
    line = next(n for n, text in enumerate(county_texts["queues.yaml"].splitlines(), 1) if "{ltc: 3}" in text)
    column = county_texts["queues.yaml"].splitlines()[line - 1].index("ltc") + 1
    assert (finding.at.file, finding.at.line, finding.at.column) == ("county/queues.yaml", line, column)


def test_a_condition_is_pointed_into(changed: Callable[..., Reading]) -> None:
    (finding,) = changed(
        "work-list.yaml", "when: case.error_found", "when: work.needs_signature and case.eror"
    ).findings
    assert finding.at.column == len("    when: work.needs_signature and ") + 1


def test_all_errors_are_said_not_only_the_first(county_texts: dict[str, str]) -> None:
    broken = {
        **county_texts,
        "queues.yaml": county_texts["queues.yaml"]
        .replace("wrap_limit: 3 min", "wrap_limit: soon")
        .replace("{ltc: 3}", "{x: 9}"),
        "hours.yaml": county_texts["hours.yaml"].replace("rule: H-1", "rule: first"),
    }
    sentences = {finding.sentence for finding in read_texts("county", broken).findings}
    assert len(sentences) == 4
    assert '"soon" is not a length of time.' in sentences
    assert "9 is out of bounds." in sentences
    assert 'unknown skill "x".' in sentences
    assert '"first" is not the name of a rule.' in sentences


def test_a_missing_section_is_named(county_texts: dict[str, str]) -> None:
    texts = {name: text for name, text in county_texts.items() if name != "identity.yaml"}
    shown = [str(finding) for finding in read_texts("county", texts).findings]
    assert any('no file has the section "identity".' in line for line in shown)


def test_a_missing_translation_is_only_a_warning(changed: Callable[..., Reading]) -> None:
    reading = changed("staffing.yaml", "{en: FoodShare, es: FoodShare}", "{en: FoodShare}")
    assert reading.playbook is not None
    (finding,) = reading.findings
    assert finding.severity == "warning"
    assert finding.sentence == '"FoodShare" has no Spanish words.'


def test_other_placeholders_in_spanish_are_a_warning(changed: Callable[..., Reading]) -> None:
    reading = changed("playbook.yaml", "Su número es {phone}", "Su número es este")
    assert [finding.severity for finding in reading.findings] == ["warning"]


def test_spanish_alone_is_an_error(changed: Callable[..., Reading]) -> None:
    reading = changed("staffing.yaml", "{en: FoodShare, es: FoodShare}", "{es: FoodShare}")
    assert any("has no English words" in finding.sentence for finding in reading.findings)


def test_an_empty_or_missing_folder_is_said_and_not_raised(tmp_path: Path) -> None:
    assert read_folder(tmp_path).findings[0].sentence == "there is no .yaml file here."
    assert read_folder(tmp_path / "none").playbook is None
    with pytest.raises(PlaybookErrors) as caught:
        load_folder(tmp_path)
    assert caught.value.findings


def test_a_file_that_is_not_utf8_is_said(tmp_path: Path) -> None:
    (tmp_path / "playbook.yaml").write_bytes(b"about: \xff\xfe")
    assert "UTF-8" in read_folder(tmp_path).findings[0].sentence


def test_a_file_that_nests_without_end_is_said() -> None:
    (finding, *_) = read_texts("deep", {"playbook.yaml": "about: " + "[" * 5000}).findings
    assert finding.severity == "error"


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_written_reading_ends_with_a_playbook_or_a_reason(
    county_texts: dict[str, str], data: st.DataObject
) -> None:
    """Cut, repeat or scatter characters anywhere in one small file: never an exception."""
    file = data.draw(st.sampled_from(["playbook.yaml", "hours.yaml", "identity.yaml", "staffing.yaml"]))
    text = county_texts[file]
    start = data.draw(st.integers(0, len(text)))
    length = data.draw(st.integers(0, 60))
    instead = data.draw(st.text(alphabet="{}[]:,-#'\"|>&*!\n a0é\t", max_size=6))
    reading = read_texts("county", {**county_texts, file: text[:start] + instead + text[start + length :]})
    assert reading.playbook is not None or any(finding.severity == "error" for finding in reading.findings)
