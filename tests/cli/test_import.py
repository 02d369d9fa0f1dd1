"""`highroad import calls`: what it says, what it leaves, how it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

GOOD = "c1,Ada,renewals,2026-03-02 09:00:00,yes,yes,10,60\nc2,,renewals,2026-03-02 09:05:00,no,,35,0\n"
HEAD = "call_id,agent,queue,arrived,answered,resolved,wait_s,talk_s,hold_s,wrap_s\n"


def run(tmp_path: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"HIGHROAD_HOME": str(tmp_path / "home"), "PYTHONPATH": "src", "PATH": "/usr/bin:/bin"}
    command = [sys.executable, "-m", "highroad.cli", "import", "calls", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def write(tmp_path: Path, rows: str) -> str:
    path = tmp_path / "calls.csv"
    lines = [f"{line},0,0" for line in rows.splitlines()]
    path.write_text(HEAD + "\n".join(lines) + "\n", "utf-8")
    return str(path)


def test_a_file_is_taken_once_however_often_it_is_run(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD)
    dry = run(tmp_path, file, "--dry-run")
    assert dry.stdout.startswith("Would take 2 calls, 1 of them answered")
    assert not (tmp_path / "home" / "journal-import-history.sqlite3").exists()
    assert run(tmp_path, file).stdout.startswith("Took 2 calls, 1 of them answered; 0 were known")
    assert run(tmp_path, file).stdout.startswith("Took 0 calls, 0 of them answered; 2 were known")


def test_rows_that_cannot_be_read_are_kept_in_a_file_and_end_with_1(tmp_path: Path) -> None:
    file = write(tmp_path, GOOD + "c3,Ada,renewals,yesterday,yes,yes,1,1\n")
    told = run(tmp_path, file, "--errors", str(tmp_path / "errors.csv"))
    assert told.returncode == 1
    assert "1 rows could not be read" in told.stderr
    assert "yesterday" in (tmp_path / "errors.csv").read_text("utf-8")
    assert told.stdout.startswith("Took 2 calls")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--mapping", "no-such.yaml"], 3, "There is no mapping"),
        (["--name", "Not A Name"], 2, "Use small letters"),
    ],
)
def test_what_cannot_be_done_is_said_with_its_mend(
    tmp_path: Path, arguments: list[str], code: int, words: str
) -> None:
    told = run(tmp_path, write(tmp_path, GOOD), *arguments)
    assert told.returncode == code
    assert words in told.stderr
