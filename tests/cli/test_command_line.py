"""The command line starts fast, loads a command only to run it, and ends with the exit code of the table."""

import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
import typer

from highroad.cli import main as entrance
from highroad.cli import table
from highroad.cli.exits import CommandFailed, ExitCode
from highroad.cli.table import COMMANDS, Command

# Each costs time or opens something at import; none is needed to list commands.
HEAVY = (
    "django",
    "starlette",
    "uvicorn",
    "orjson",
    "apsw",
    "psycopg",
    "pydantic",
    "rich",
    "asyncio",
    "ruamel",
    "cryptography",
)


def run_highroad(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `highroad` as a person does, in a process of its own."""
    command = [sys.executable, "-m", "highroad.cli", *arguments]
    source = str(Path(entrance.__file__).parents[2])
    return subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": source}, check=False
    )


def exit_code_of(monkeypatch: pytest.MonkeyPatch, command: object) -> int:
    """Run `highroad act`, where `act` does what `command` does, and return the exit code."""
    module = ModuleType("invented_command")
    module.act = command  # type: ignore[attr-defined]  # a module made here has no declared names
    monkeypatch.setitem(sys.modules, "invented_command", module)
    monkeypatch.setitem(table.COMMANDS, "act", Command("invented_command:act", "Act."))
    with pytest.raises(SystemExit) as ended:
        entrance.main(["act"])
    return int(ended.value.code or 0)


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\nfrom highroad.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    print('LOADED', *sorted(sys.modules))\n"
    )
    source = str(Path(entrance.__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": source}
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=environment, check=True)
    shown, _, loaded = done.stdout.partition("LOADED")
    modules = set(loaded.split())
    assert "version" in shown
    assert "highroad.cli.main" in modules
    assert [name for name in HEAVY if name in modules] == []
    assert [name for name in modules if name.startswith("highroad.cli.") and name.split(".")[2] in COMMANDS] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_every_row_of_the_table_leads_to_a_command(name: str) -> None:
    loaded = COMMANDS[name].load()
    assert isinstance(loaded, typer.Typer) or callable(loaded)
    assert COMMANDS[name].summary.endswith(".")


def test_version_as_json_is_one_object_with_a_schema() -> None:
    done = run_highroad("version", "--json")
    assert done.returncode == ExitCode.OK
    assert set(json.loads(done.stdout)) == {"schema", "highroad", "python", "sqlite"}
    assert done.stderr == ""


def test_help_of_a_command_is_that_command_s_own() -> None:
    assert "--json" in run_highroad("version", "--help").stdout


def test_a_mistyped_command_is_a_usage_error_with_a_suggestion() -> None:
    done = run_highroad("versoin")
    assert done.returncode == ExitCode.USAGE
    assert "'version'" in done.stderr
    assert done.stdout == ""


def test_a_failure_says_what_why_and_how_to_mend_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def act() -> None:
        raise CommandFailed(ExitCode.CONFLICT, "The journal is in use.", why="Another runs.", mend="Stop it.")

    assert exit_code_of(monkeypatch, act) == ExitCode.CONFLICT
    assert capsys.readouterr().err.splitlines() == [
        "The journal is in use.", "Why: Another runs.", "To mend it: Stop it.",
    ]  # fmt: skip


def test_our_own_bug_ends_with_70_and_does_not_repeat_a_caller_s_words(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def act() -> None:
        raise ValueError("555-0142")

    assert exit_code_of(monkeypatch, act) == ExitCode.OUR_BUG
    said = capsys.readouterr().err
    assert "ValueError in act" in said
    assert "555-0142" not in said


def test_an_interrupted_command_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    def act() -> None:
        raise KeyboardInterrupt

    assert exit_code_of(monkeypatch, act) == ExitCode.INTERRUPTED


def test_a_command_may_have_verbs_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    verbs = typer.Typer()

    @verbs.command()
    def verify() -> None:
        typer.echo("verified")

    @verbs.command()
    def anchor() -> None:
        typer.echo("anchored")

    module = ModuleType("invented_command")
    module.verbs = verbs  # type: ignore[attr-defined]  # a module made here has no declared names
    monkeypatch.setitem(sys.modules, "invented_command", module)
    monkeypatch.setitem(table.COMMANDS, "invented", Command("invented_command:verbs", "Verbs."))
    with pytest.raises(SystemExit) as ended:
        entrance.main(["invented", "anchor"])
    assert not ended.value.code
    assert capsys.readouterr().out == "anchored\n"
