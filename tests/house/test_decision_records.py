"""Decision records are numbered without gaps and say what was rejected, so that they can be argued with."""

import re

from house.repository import ROOT

FOLDER = ROOT / "docs" / "decisions"
HEADINGS = ["## Context", "## Decision", "## Consequences", "## Rejected"]


def faults_in(name: str, text: str) -> list[str]:
    """Name what is wrong with one record."""
    number = name.split("-", maxsplit=1)[0]
    faults = [] if re.match(rf"# {number}[.:] \S", text) else [f"{name}: must open with '# {number}. Title'"]
    if [line for line in text.splitlines() if line.startswith("## ")] != HEADINGS:
        faults.append(f"{name}: its headings must be {', '.join(HEADINGS)}, in this order")
    empty = re.findall(r"^(## \w+)\s*(?=^## |\Z)", text, re.MULTILINE)
    return faults + [f"{name}: nothing under {heading}" for heading in empty]


def test_every_decision_record_is_well_formed() -> None:
    records = sorted(FOLDER.glob("[0-9]*.md"))
    assert [fault for path in records for fault in faults_in(path.name, path.read_text())] == []


def test_no_two_decision_records_share_a_number() -> None:
    # Tens belong to an area of the house (the journal 10, the frame 20, playbooks 30), so numbers may have gaps.
    numbers = [path.name[:4] for path in FOLDER.glob("[0-9]*.md")]
    assert len(numbers) == len(set(numbers))


def test_the_template_is_itself_well_formed() -> None:
    assert faults_in("0000-template.md", (FOLDER / "template.md").read_text()) == []


def test_a_decision_record_that_rejects_nothing_is_found() -> None:
    text = "# 0009. A thing\n\n## Context\nx\n\n## Decision\nx\n\n## Consequences\nx\n\n## Rejected\n"
    assert faults_in("0009-a-thing.md", text) == ["0009-a-thing.md: nothing under ## Rejected"]
    assert len(faults_in("0010-a-thing.md", text.split("## Rejected", maxsplit=1)[0])) == 2
