"""What is wrong with a playbook, said so that its author can mend it: where, what, and how."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal

Severity = Literal["error", "warning"]
"""An error keeps a playbook from being compiled; a warning is for its author to judge."""


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a playbook's files; line and column count from 1, as editors do."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """One thing to mend. `sentence` says what is wrong, in the author's words; `mend` says what to do about it."""

    at: Position
    severity: Severity
    sentence: str
    mend: str

    def __str__(self) -> str:
        return f"{self.at}: {self.sentence} {self.mend}".rstrip()


class PlaybookErrors(Exception):
    """A playbook could not be read or compiled; `findings` has every reason, not only the first."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(sorted(findings))
        super().__init__("\n".join(str(finding) for finding in self.findings))


NAMED_MAX = 12


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The mend for an unknown word: the nearest known one, else the known ones themselves."""
    names = sorted(known)
    near = get_close_matches(word, names, n=1, cutoff=0.6)
    if near:
        return f'Did you mean "{near[0]}"?'
    if not names:
        return "None is declared in this playbook; declare it first."
    more = ", …" if len(names) > NAMED_MAX else ""
    return f"Use one of: {', '.join(names[:NAMED_MAX])}{more}."
