"""A version's files as they were written: kept whole with their comments, sealed by a digest, read and checked."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from highroad.core.playbooks import Finding, Playbook, Position, Result, check, read_texts, run_examples, with_value

FILE_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,60}\.yaml")
FILES_MAX: Final = 40
CHARACTERS_MAX: Final = 2_000_000

Files = Mapping[str, str]
"""Texts by file name: `playbook.yaml`, `hours.yaml`, …"""


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of reading a version's files: the playbook if there is one, all findings, all example results."""

    playbook: Playbook | None
    findings: tuple[Finding, ...] = ()
    results: tuple[Result, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended before it can be proposed; a failed example is among them."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What its author should judge."""
        return tuple(finding for finding in self.findings if finding.severity != "error")


def digest_of(files: Files) -> str:
    """SHA-256 over names and texts, in the order of names: equal only for the same words, comments included."""
    canonical = json.dumps(sorted(files.items()), ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def files_of_folder(folder: Path) -> dict[str, str]:
    """The YAML files of a folder. Raises `OSError` or `UnicodeDecodeError`."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.yaml"))}


def check_files(name: str, files: Files) -> Checked:
    """Read the files, look for what cannot be meant, and run their examples."""
    return _checked(name, tuple(sorted(files.items())))


@lru_cache(maxsize=8)
def _checked(name: str, files: tuple[tuple[str, str], ...]) -> Checked:
    # Remembered, since a page that shows a version asks on every visit and a check takes a noticeable time.
    faults = _why_not_files(name, dict(files))
    if faults:
        return Checked(None, faults)
    reading = read_texts(name, dict(files))
    if reading.playbook is None:
        return Checked(None, reading.findings)
    # `check` runs the examples, too: one that is not as written is a finding with its place.
    findings = tuple(sorted({*reading.findings, *check(reading.playbook)}))
    return Checked(reading.playbook, findings, run_examples(reading.playbook))


def _why_not_files(name: str, files: Files) -> tuple[Finding, ...]:
    """Names that could not be files of a folder, and sizes no practice has."""
    wrong = sorted(file for file in files if not FILE_NAME.fullmatch(file))
    if wrong:
        mend = "Use names such as hours.yaml: letters, digits, _ and -."
        return tuple(Finding(Position(name), "error", f'"{file[:80]}" is no file name.', mend) for file in wrong)
    if len(files) > FILES_MAX or sum(len(text) for text in files.values()) > CHARACTERS_MAX:
        sentence = f"these are {len(files)} files of {sum(len(text) for text in files.values())} characters."
        mend = f"A playbook has at most {FILES_MAX} files and {CHARACTERS_MAX:,} characters."
        return (Finding(Position(name), "error", sentence, mend),)
    return ()


def with_number(files: Files, playbook: Playbook, number: int) -> dict[str, str]:
    """The same files with another version number; everything else, comments included, as it was."""
    file = playbook.at("about", "version").file.rpartition("/")[2]
    return {**files, file: with_value(files[file], ("about", "version"), number)}
