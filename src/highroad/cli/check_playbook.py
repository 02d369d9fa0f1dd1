"""`highroad check-playbook DIR`: read a playbook, look for what cannot be meant, run its examples."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from highroad.cli.exits import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from highroad.core.playbooks import Finding, Result


class Format(StrEnum):
    """How the findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def check_playbook(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder with the playbook's .yaml files.")],
    format_: Annotated[
        Format, typer.Option("--format", help="For people, programs, or a pull request.")
    ] = Format.TEXT,
) -> None:
    """Check a playbook and run the examples written in it. Exits 1 when there is an error to mend."""
    from highroad.core.playbooks import check, read_folder, run_examples

    reading = read_folder(folder)
    findings: Sequence[Finding] = reading.findings
    results: Sequence[Result] = ()
    if reading.playbook is not None:
        findings = sorted({*reading.findings, *check(reading.playbook)})
        results = run_examples(reading.playbook)
    _WRITERS[format_](folder, findings, results)
    found = any(finding.severity == "error" for finding in findings)
    raise typer.Exit(ExitCode.FOUND_PROBLEMS if found else ExitCode.OK)


def _text(_folder: Path, findings: Sequence[Finding], results: Sequence[Result]) -> None:
    for finding in findings:
        typer.echo(
            f"{finding}"
            if finding.severity == "error"
            else f"{finding.at}: warning: {finding.sentence} {finding.mend}"
        )
    if results:
        failed = sum(not result.is_as_written for result in results)
        typer.echo(f"{_count(len(results), 'example')}, {f'{failed} not as written' if failed else 'all as written'}")
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = len(findings) - errors
    typer.echo(f"{_count(errors, 'error')}, {_count(warnings, 'warning')}" if findings else "Nothing to mend.")


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _json(_folder: Path, findings: Sequence[Finding], results: Sequence[Result]) -> None:
    shown = {
        "findings": [
            {
                "file": finding.at.file,
                "line": finding.at.line,
                "column": finding.at.column,
                "severity": finding.severity,
                "sentence": finding.sentence,
                "mend": finding.mend,
            }
            for finding in findings
        ],
        "examples": [
            {"name": r.name, "kind": r.kind, "expected": r.expected, "found": r.found, "as_written": r.is_as_written}
            for r in results
        ],
    }
    typer.echo(json.dumps(shown, indent=2, ensure_ascii=False))


def _github(folder: Path, findings: Sequence[Finding], results: Sequence[Result]) -> None:
    """Annotations on the lines of a pull request, with paths as the caller wrote the folder."""
    for finding in findings:
        path = (folder / Path(finding.at.file).name).as_posix()
        where = f"file={path},line={finding.at.line},col={finding.at.column}"
        words = f"{finding.sentence} {finding.mend}".replace("%", "%25").replace("\n", "%0A")
        typer.echo(f"::{finding.severity} {where}::{words}")
    if results:
        typer.echo(_count(len(results), "example"))


_WRITERS = {Format.TEXT: _text, Format.JSON: _json, Format.GITHUB: _github}
