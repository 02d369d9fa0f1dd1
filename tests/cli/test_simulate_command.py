"""`highroad simulate`: a day's figures, the same for the same seed; a fault of the files is said in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from highroad.cli.exits import CommandFailed, ExitCode
from highroad.cli.main import app
from highroad.cli.simulate import figures, lines, prepared

ROOT = Path(__file__).parents[2]
DAY = ROOT / "scenarios" / "county-day.yaml"


def test_a_day_is_printed_as_a_table_and_as_json() -> None:
    day = prepared(DAY, 3, "2026-11-19", ROOT / "playbooks")
    day.play()
    found = json.loads(json.dumps(figures(day)))
    assert found["left"] == []
    assert found["all"]["answered"] > 300
    assert 0.5 < found["protected_kept"]["family"] <= 1
    table = "\n".join(lines(figures(day)))
    assert "in time (b)" in table
    assert f"{found['all']['service_level_b'] * 100:.1f} %" in table


def test_ctrl_c_keeps_what_is_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    from highroad.core.simulator.day import Day

    whole = Day.play

    def interrupted(self: Day, until: int | None = None) -> None:
        whole(self, self.midnight + 10 * 3_600_000)
        raise KeyboardInterrupt

    monkeypatch.setattr(Day, "play", interrupted)
    ended = CliRunner().invoke(app, ["simulate", str(DAY), "--playbooks", str(ROOT / "playbooks"), "--json"])
    assert ended.exit_code == ExitCode.INTERRUPTED
    assert json.loads(ended.stdout)["all"]["answered"] > 50


@pytest.mark.parametrize(
    ("path", "on", "words", "code"),
    [
        (ROOT / "nowhere.yaml", "2026-11-19", "cannot be read", ExitCode.NOT_FOUND),
        (DAY, "2026-11-26", "cannot be played", ExitCode.BAD_DATA),
        (DAY, "Thursday", "is not a date", ExitCode.BAD_DATA),
    ],
)
def test_a_fault_is_said_in_words(path: Path, on: str, words: str, code: ExitCode) -> None:
    with pytest.raises(CommandFailed, match=words) as failed:
        prepared(path, 1, on, ROOT / "playbooks")
    assert failed.value.code == code
