"""The two practices that come with the program."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from highroad.core.playbooks import Playbook, check, compile_policy, read_folder, run_examples
from highroad.core.playbooks.examples import TransferExample
from highroad.core.playbooks.proving import KINDS

PLAYBOOKS = Path(__file__).resolve().parents[3] / "playbooks"
MINUTE_MS = 60_000


@pytest.mark.parametrize("name", ["county", "health-plan"])
def test_a_shipped_playbook_has_nothing_to_mend(name: str) -> None:
    reading = read_folder(PLAYBOOKS / name)
    assert reading.findings == ()
    assert reading.playbook is not None
    assert check(reading.playbook) == ()


@pytest.mark.parametrize(("name", "least"), [("county", 30), ("health-plan", 10)])
def test_every_example_is_as_written(name: str, least: int) -> None:
    playbook = read_folder(PLAYBOOKS / name).playbook
    assert playbook is not None
    results = run_examples(playbook)
    assert len(results) >= least
    assert [result for result in results if not result.is_as_written] == []


def test_the_county_shows_every_kind_of_example(county: Playbook) -> None:
    assert set(Counter(result.kind for result in run_examples(county))) == set(KINDS)


def test_the_county_protects_the_time_its_practice_names(county: Playbook) -> None:
    groups = {group.key: group.protected_ms // MINUTE_MS for group in compile_policy(county, [2026]).groups}
    assert groups == {"ebd": 150, "family": 90}


def test_protected_time_stays_reachable(county: Playbook) -> None:
    off = {reason.key: reason for reason in compile_policy(county, [2026]).off_reasons}
    assert off["protected"].reachable
    assert off["protected"].counts_as_protected
    assert not off["meal"].reachable


def test_the_county_sends_to_the_local_agency_for_five_reasons_only(county: Playbook) -> None:
    assert len(county.referrals) == 5


def test_a_signature_is_found_by_five_keys_and_corrected_within_ten_days(county: Playbook) -> None:
    assert county.signatures
    for script in county.signatures:
        assert len(script.found_by) == 5
        assert script.correction_window_ms == 10 * 24 * 60 * MINUTE_MS


def test_a_correction_is_seen_by_the_previous_workers_supervisor_alone(county: Playbook) -> None:
    assert county.corrections is not None
    assert county.corrections.visible_to == ("previous_workers_supervisor",)
    assert county.corrections.fix == "going_forward"


def test_the_mail_about_a_confidential_case_says_nothing_but_a_link(county: Playbook) -> None:
    mail = county.callbacks[0].mail
    assert mail is not None
    assert mail.subject.en == "County/Confidential"
    assert mail.body.placeholders() == {"link", "deadline"}


def test_a_quite_different_practice_needs_no_code(county: Playbook, health_plan: Playbook) -> None:
    assert {identifier.key for identifier in health_plan.identity.identifiers} == {"member_id"}
    assert not any(contract.inside == "own_shift" for contract in health_plan.callbacks)
    assert not health_plan.referrals
    assert any(rule.kind == "external" and rule.allowed for rule in health_plan.transfers)
    assert not any(rule.kind == "external" and rule.allowed for rule in county.transfers)


def test_an_example_that_does_not_hold_is_a_finding_where_it_stands(county: Playbook) -> None:
    wrong = TransferExample(kind="external", then="allowed")
    example = replace(county.examples[0], transfer=wrong)
    findings = check(replace(county, examples=(example,)))
    assert [finding.sentence for finding in findings] == [
        'example "A caller who was told may go to the long-term care queue": '
        "written is allowed, the playbook says refused by T-5."
    ]
    assert findings[0].at.file == "county/examples.yaml"


def test_an_example_of_two_kinds_is_refused(county: Playbook) -> None:
    both = replace(county.examples[0], open=county.examples[12].open)
    (result,) = run_examples(replace(county, examples=(both,)))
    assert not result.is_as_written
    assert "exactly one" in result.expected
