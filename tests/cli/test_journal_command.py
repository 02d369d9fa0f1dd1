"""`highroad journal`: what an auditor types, and what they read."""

from pathlib import Path

import apsw
import pytest
from typer.testing import CliRunner

from highroad.adapters.storage.sqlite import SqliteJournal
from highroad.cli.exits import CommandFailed
from highroad.cli.journal import MEND, journal
from highroad.core.words.chain import Fault
from highroad.core.words.journal import NewEntry

run = CliRunner().invoke


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal of five entries on floor "north", closed."""
    written = SqliteJournal(tmp_path / "north.journal", "north")
    epoch = written.acquire("ada", 0, 1_000).epoch
    written.append(epoch, [NewEntry(n, f"c{n}", b"{}") for n in range(5)])
    written.close()
    return tmp_path / "north.journal"


def _tamper(path: Path, statement: str) -> None:
    connection = apsw.Connection(str(path))
    connection.execute(statement)
    connection.close()


def test_a_sound_journal_ends_with_zero_and_asks_for_an_anchor(path: Path) -> None:
    result = run(journal, ["verify", str(path), "--floor", "north"])
    assert result.exit_code == 0
    assert "sound. 5 entries checked" in result.output
    assert "highroad journal anchor" in result.output


def test_an_altered_entry_is_named_with_what_to_do(path: Path) -> None:
    _tamper(path, "update entry set body = x'00' where seq = 3")
    result = run(journal, ["verify", str(path), "--floor", "north"])
    assert result.exit_code == 1
    assert "NOT SOUND at entry 3 (altered)" in result.output
    assert MEND["altered"] in result.output


def test_an_anchor_taken_before_shows_that_the_tail_was_cut(path: Path, tmp_path: Path) -> None:
    anchors = tmp_path / "anchors"
    taken = run(journal, ["anchor", str(path), "--floor", "north"]).output
    anchors.write_text(f"# taken daily\n\nmain 9 {'0' * 64}\n{taken}")
    whole = run(journal, ["verify", str(path), "--floor", "north", "--anchor", str(anchors)])
    assert (whole.exit_code, "1 anchors" in whole.output) == (0, True)
    _tamper(path, "delete from entry where seq > 3")
    cut = run(journal, ["verify", str(path), "--floor", "north", "--anchor", str(anchors)])
    assert cut.exit_code == 1
    assert "NOT SOUND at entry 4 (cut)" in cut.output


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["verify", "nowhere.journal"], 5, "no journal at nowhere.journal"),
        (["verify", "{path}"], 5, "of floor 'north'"),
        (["verify", "{path}", "--floor", "No Such"], 3, "floor's key"),
        (["verify", "{path}", "--floor", "north", "--anchor", "nowhere"], 5, "cannot be read"),
        (
            ["verify", "{path}", "--floor", "north", "--anchor", "{path}.txt"],
            3,
            "line 2, is no anchor. Why: An anchor is one line",
        ),
        (["verify", "{path}", "--floor", "south", "--anchor", "{path}.main"], 3, "no anchor of floor south"),
        (["verify", "mysql://x"], 5, "postgresql://"),
    ],
)
def test_a_mistake_is_answered_with_what_and_how(path: Path, arguments: list[str], code: int, words: str) -> None:
    Path(f"{path}.txt").write_text(f"north 1 {'0' * 64}\nnorth one two\n")
    Path(f"{path}.main").write_text(f"main 1 {'0' * 64}\n")
    failure = run(journal, [argument.format(path=path) for argument in arguments]).exception
    assert isinstance(failure, CommandFailed)
    said = " ".join(failure.lines())
    assert (failure.code, words in said) == (code, True), said


def test_every_fault_has_its_mend() -> None:
    assert MEND.keys() == {fault.value for fault in Fault}
