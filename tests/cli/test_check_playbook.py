"""The command a playbook's author runs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from highroad.cli.check_playbook import check_playbook

COUNTY = Path(__file__).resolve().parents[2] / "playbooks" / "county"
app = typer.Typer()
app.command()(check_playbook)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "county"
    shutil.copytree(COUNTY, folder)
    path = folder / "staffing.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("protected: 90 min", "protected: 90 mins"), encoding="utf-8"
    )
    return folder


def test_a_clean_playbook_says_so_and_exits_well() -> None:
    result = CliRunner().invoke(app, [str(COUNTY)])
    assert result.exit_code == 0
    assert "examples, all as written" in result.output
    assert "Nothing to mend." in result.output


def test_an_error_is_shown_where_it_stands_and_exits_one(broken: Path) -> None:
    result = CliRunner().invoke(app, [str(broken)])
    assert result.exit_code == 1
    assert 'county/staffing.yaml:25:16: "90 mins" is not a length of time.' in result.output
    assert "1 error, 0 warnings" in result.output


def test_a_failed_example_exits_one(tmp_path: Path) -> None:
    folder = tmp_path / "county"
    shutil.copytree(COUNTY, folder)
    path = folder / "hours.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("8:00-16:00", "8:00-15:30"), encoding="utf-8")
    result = CliRunner().invoke(app, [str(folder)])
    assert result.exit_code == 1
    assert "1 not as written" in result.output
    assert 'example "The Helpline answers staff in the afternoon"' in result.output


def test_json_is_for_programs(broken: Path) -> None:
    result = CliRunner().invoke(app, [str(broken), "--format", "json"])
    assert result.exit_code == 1
    (finding,) = json.loads(result.output)["findings"]
    assert finding["file"] == "county/staffing.yaml"
    assert finding["line"] == 25


def test_github_annotations_name_the_path_as_given(broken: Path) -> None:
    result = CliRunner().invoke(app, [str(broken), "--format", "github"])
    assert f"::error file={broken.as_posix()}/staffing.yaml,line=25,col=16::" in result.output
