"""What can be read but not meant: every finding of the check, caused once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from highroad.core.playbooks import Reading, check
from highroad.core.playbooks.checking import narrower_in
from highroad.core.playbooks.staffing import SkillLevel
from highroad.core.playbooks.waiting import WideningRing

LINTS = [
    (
        "queues.yaml",
        '{after: 30 s, required: {"group:family": 1, foodshare: 2}}',
        '{after: 30 s, required: {"group:family": 1, foodshare: 4}}',
        'ring 2 of queue "family" is narrower than the one before: it asks for foodshare at level 4.',
    ),
    (
        "queues.yaml",
        "{after: 4 min, required: {foodshare: 1}, language: false}",
        "{after: 4 min, required: {foodshare: 1}, language: false}\n      - {after: 6 min, required: {foodshare: 1}}",
        "narrower than the one before: it asks for the caller's language again.",
    ),
    ("queues.yaml", "after: 90 s", "after: 30 s", 'ring 3 of queue "family" does not begin after the one before.'),
    (
        "queues.yaml",
        "- {required: {ltc: 3}}",
        "- {after: 5 s, required: {ltc: 3}}",
        'queue "long_term_care" is offered to no one at first.',
    ),
    (
        "queues.yaml",
        "{after: 90 s, required: {foodshare: 1}}",
        '{after: 90 s, required: {"group:ebd": 1, "group:family": 1}}',
        "a person has one staffing group.",
    ),
    ("queues.yaml", "purposes: [call_center]", "purposes: []", 'queue "family" is never open: it has no purpose.'),
    ("queues.yaml", "    overflow_to: family\n", "", 'queue "interviews" overflows to nowhere.'),
    (
        "queues.yaml",
        "overflow_to: family",
        "overflow_to: interviews",
        'queue "interviews" overflows in a circle back to itself.',
    ),
    (
        "queues.yaml",
        "at_limit: overflow",
        "at_limit: stay",
        'queue "interviews" names overflow_to but does not overflow.',
    ),
    (
        "queues.yaml",
        "    channel: callback",
        "    channel: callback\n    entry: false",
        'no caller ever reaches queue "callbacks".',
    ),
    ("hours.yaml", "mon-fri: [8:00-16:00]", "mon-fri: []", '"helpline_staff" never opens.'),
    (
        "hours.yaml",
        "mon-fri: [8:00-16:00]",
        "mon-fri: [8:00-13:00, 12:00-16:00]",
        "has intervals that overlap on day 1 of the week.",
    ),
    (
        "hours.yaml",
        "{country: US, subdivision: WI}",
        "{country: US, subdivision: WZ}",
        'there are no holidays on record for "US WZ".',
    ),
    (
        "hours.yaml",
        "      - date: 2026-11-27",
        "      - {date: 2026-11-27, title: {en: Twice, es: Dos}}\n      - date: 2026-11-27",
        '"call_center" has two special days on 2026-11-27.',
    ),
    (
        "guide.yaml",
        "          - {to: resolve, when: field.more == 'yes'}\n          - {to: thanks}",
        "          - {to: resolve, when: field.more == 'yes'}",
        'step "anything_else" is a dead end when none of its branches holds.',
    ),
    (
        "guide.yaml",
        "          - {to: resolve, when: field.more == 'yes'}\n          - {to: thanks}",
        "          - {to: resolve}",
        'the guide "call" never ends.',
    ),
    (
        "guide.yaml",
        "          - {to: confidential, when: case.confidential}\n",
        "",
        'nothing leads to step "confidential" of guide "call".',
    ),
    (
        "guide.yaml",
        "          - {to: confidential, when: case.confidential}\n",
        "          - {to: confidential}\n",
        'what follows branch 1 of step "verify" is never tried.',
    ),
    (
        "guide.yaml",
        "- {to: settled, when: field.still_upset == 'no'}",
        "- {to: thanks, when: field.still_upset == 'no'}",
        'step "thanks" belongs to another guide than "helpline".',
    ),
    (
        "guide.yaml",
        "        title: {en: Greeting, es: Saludo}",
        "        title: {en: Greeting, es: Saludo}\n        by: []",
        'step "greeting" is required and no one may do it.',
    ),
    (
        "guide.yaml",
        "        title: {en: Put on hold, es: Poner en espera}\n        say",
        "        title: {en: Put on hold, es: Poner en espera}\n        needs: caller.upset\n        say",
        'step "hold" may be blocked without saying what to do.',
    ),
    (
        "guide.yaml",
        "        when: identity.outcome == 'verified'\n"
        "        permission: view_case\n"
        "        required: true\n"
        "        skip_reasons: [caller_gone]\n",
        "        permission: view_case\n        required: true\n",
        'step "programs" is required and cannot be done when identity is partly or failed.',
    ),
    (
        "guide.yaml",
        '        say: {en: "Thank you. Who am I speaking with?", es: "Gracias. ¿Con quién hablo?"}\n',
        "",
        'step "who" has no words to say.',
    ),
    ("guide.yaml", "    kind: call\n", "    kind: escalation\n", "there are 0 guides of kind call."),
    (
        "guide.yaml",
        "            kind: choice\n"
        "            choices:\n"
        '              "yes": {en: "Yes", es: Sí}\n'
        '              "no": {en: "No", es: "No"}\n',
        "            kind: choice\n",
        'field "more" is a choice without answers.',
    ),
    (
        "guide.yaml",
        "brief_text: {title: {en: Brief, es: Resumen}, required: true}",
        "brief_text: {title: {en: Brief, es: Resumen}, kind: date, required: true}",
        'field "brief_text" is a date elsewhere.',
    ),
    (
        "identity.yaml",
        "      may: [general_information]\n",
        "      may: [general_information]\n      when: not identity.identified\n",
        "the identity check can end without an outcome.",
    ),
    (
        "identity.yaml",
        "      when: identity.identified and identity.matched >= 1 "
        "and (caller.authorized or exists caller.relation)\n",
        "",
        'no outcome after "partly" is ever reached.',
    ),
    ("identity.yaml", ", record_signature]", "]", 'no outcome permits "record_signature".'),
    (
        "identity.yaml",
        "take_report, view_case, change_case",
        "take_report, change_case",
        'step "programs" is required, and no identity outcome permits view_case.',
    ),
    ("moving.yaml", "    allowed: false\n", "", "T-5"),
    (
        "moving.yaml",
        "  T-5:\n    kind: external",
        "  T-5:\n    kind: lead",
        "T-3 and T-5 contradict each other: one permits and one forbids lead.",
    ),
    (
        "moving.yaml",
        "  T-4:\n    kind: supervisor",
        "  T-4:\n    kind: lead",
        "T-3 and T-4 both permit lead: keeping either is enough.",
    ),
    (
        "moving.yaml",
        "    allowed: false\n"
        "    instead:\n"
        "      en: Give the right number from the directory, and note that you gave it.\n"
        "      es: Dé el número correcto del directorio y anote que lo dio.\n",
        "    allowed: false\n",
        "T-5 forbids and does not say what to do instead.",
    ),
    (
        "moving.yaml",
        "    kind: person\n",
        "    kind: person\n    queues: [ebd]\n",
        "T-2 names queues but is not about queues.",
    ),
    (
        "moving.yaml",
        "    allowed: false\n",
        "    allowed: false\n    caller_told: true\n",
        "T-5 forbids, so its conditions never matter.",
    ),
    ("moving.yaml", "{link}", "{caller}", 'the mail of "confidential" tells {caller}, and mail is not private.'),
    ("moving.yaml", "    hours: call_center\n", "", '"place_kept" does not say whose open hours.'),
    ("moving.yaml", "before: 4 h", "before: 30 h", 'a reminder of "confidential" lies before the promise itself.'),
    (
        "moving.yaml",
        "at_least: 10 min",
        "at_least: 30 h",
        '"confidential" asks for more time than there is before it is due.',
    ),
    (
        "work-list.yaml",
        "sooner: program.review_due_in_days",
        "sooner: program.review_due",
        '"program.review_due" is no number, so nothing is sooner by it.',
    ),
    (
        "work-list.yaml",
        "sooner: program.review_due_in_days",
        "sooner: program.review_du",
        'unknown fact "program.review_du".',
    ),
    ("work-list.yaml", "    signs: true\n", "", "needs a signature, and no item has it signed."),
    ("guide.yaml", "    guide: helpline\n", "    guide: call\n", '"unhappy" leads into the guide of every call.'),
]


@pytest.mark.parametrize(("file", "old", "new", "sentence"), LINTS)
def test_what_cannot_be_meant_is_found(
    changed: Callable[..., Reading], file: str, old: str, new: str, sentence: str
) -> None:
    reading = changed(file, old, new)
    assert reading.playbook is not None, [str(finding) for finding in reading.findings]
    findings = check(reading.playbook)
    found = [finding for finding in findings if sentence in finding.sentence]
    assert found, [str(finding) for finding in findings]
    assert all(finding.mend for finding in found)


def test_a_finding_points_at_the_line(changed: Callable[..., Reading], county_texts: dict[str, str]) -> None:
    playbook = changed("queues.yaml", "after: 90 s", "after: 30 s").playbook
    assert playbook is not None
    (finding,) = check(playbook)
    line = next(n for n, text in enumerate(county_texts["queues.yaml"].splitlines(), 1) if "after: 90 s" in text)
    assert (finding.at.file, finding.at.line) == ("county/queues.yaml", line)


rings = st.builds(
    WideningRing,
    required=st.lists(
        st.builds(SkillLevel, st.sampled_from(["a", "b"]), st.integers(1, 3)),
        unique_by=lambda need: need.key,
        max_size=2,
    ).map(tuple),
    language=st.booleans(),
)
people = [(a, b, speaks) for a in range(4) for b in range(4) for speaks in (True, False)]


def admits(ring: WideningRing, a: int, b: int, speaks: bool) -> bool:
    levels = {"a": a, "b": b}
    return all(levels[need.key] >= need.level for need in ring.required) and (speaks or not ring.language)


@given(ring=rings, wider=rings)
def test_a_ring_is_narrower_exactly_when_it_loses_someone(ring: WideningRing, wider: WideningRing) -> None:
    lost = [person for person in people if admits(ring, *person) and not admits(wider, *person)]
    assert bool(narrower_in(ring, wider)) is bool(lost)
