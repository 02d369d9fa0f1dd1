"""`./dev` installs when something changed and only then, and tells an unprepared person what to do."""

import importlib.machinery
import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import machine
from house.repository import ROOT


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script as a module, in an empty folder with lock files, and with a note in place of installing."""
    loader = importlib.machinery.SourceFileLoader("dev_script", str(ROOT / "dev"))
    spec = importlib.util.spec_from_loader("dev_script", loader)
    assert spec
    script = importlib.util.module_from_spec(spec)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader.exec_module(script)
    changed: Any = script
    changed.ROOT, changed.TOOLS, changed.VENV = tmp_path, tmp_path / ".tools", tmp_path / ".venv"
    changed.LOCKS, changed.PYTHON = tmp_path / "requirements", tmp_path / ".venv" / "python"
    changed.LOCKS.mkdir()
    changed.VENV.mkdir()
    changed.PYTHON.touch()
    for name in ("runtime", "dev"):
        (changed.LOCKS / f"{name}.txt").write_text(f"{name}==1\n")
    changed.installed = []

    def install(level: str, stamp: Path, *, fresh: bool) -> None:
        changed.installed.append((level, fresh))
        stamp.write_text(json.dumps(changed.wanted_stamp(level)))

    changed.install = install
    return script


def test_a_second_run_installs_nothing(dev: ModuleType) -> None:
    dev.prepare("runtime")
    dev.prepare("runtime")
    assert dev.installed == [("runtime", True)]


def test_the_packages_of_developers_are_enough_to_run_the_demo(dev: ModuleType) -> None:
    dev.prepare("dev")
    dev.prepare("runtime")
    assert dev.installed == [("dev", True)]


def test_the_packages_of_the_demo_are_not_enough_for_the_tests(dev: ModuleType) -> None:
    dev.prepare("runtime")
    dev.prepare("dev")
    assert dev.installed == [("runtime", True), ("dev", False)]


def test_a_changed_lock_is_installed(dev: ModuleType) -> None:
    dev.prepare("dev")
    (dev.LOCKS / "dev.txt").write_text("dev==2\n")
    dev.prepare("dev")
    assert dev.installed == [("dev", True), ("dev", False)]


def test_a_folder_that_was_moved_is_made_anew(dev: ModuleType) -> None:
    dev.prepare("dev")
    stamp = dev.VENV / "highroad.stamp"
    stamp.write_text(json.dumps({**json.loads(stamp.read_text()), "root": "elsewhere"}))
    dev.prepare("dev")
    assert dev.installed == [("dev", True), ("dev", True)]


def test_an_old_python_is_told_what_is_needed(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(sys, "argv", ["dev", "test"])
    assert dev.main() == 2
    assert "3.11 or newer, and this is 3.9" in capsys.readouterr().err


def test_an_unknown_command_lists_the_known_ones(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["dev", "tset"])
    assert dev.main() == 2
    said = capsys.readouterr().err
    assert [name for name in dev.COMMANDS if f"  {name} " not in said] == []


def test_a_missing_chromium_is_an_error_only_where_it_is_demanded(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dev, "apt_get", lambda: None)
    monkeypatch.setattr(dev, "machine", lambda: machine)
    monkeypatch.setattr(machine, "find_chromium", lambda: None)
    for name in ("CI", "HIGHROAD_REQUIRE_BROWSER"):
        monkeypatch.delenv(name, raising=False)
    dev.prepare_chromium()
    assert len(capsys.readouterr().err.splitlines()) == 1
    monkeypatch.setenv("HIGHROAD_REQUIRE_BROWSER", "1")
    with pytest.raises(dev.Cannot):
        dev.prepare_chromium()


@pytest.mark.parametrize(
    ("arguments", "spread"),
    [([], True), (["tests/core", "-x"], True), (["-n", "0"], False), (["-p", "no:xdist"], False)],
)
def test_tests_use_two_cores_unless_told_otherwise(
    dev: ModuleType, monkeypatch: pytest.MonkeyPatch, arguments: list[str], spread: bool
) -> None:
    calls: list[list[str]] = []

    class Done:
        returncode = 0

    def run(command: list[str], **_options: object) -> Done:
        calls.append(command)
        return Done()

    monkeypatch.setattr(dev.subprocess, "run", run)
    assert dev.pytest(arguments) == 0
    assert (calls[0][3:5] == ["-n", "2"]) is spread


def test_tables_can_be_put_into_postgresql(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[list[str], int]] = []
    monkeypatch.setattr(dev, "prepare_chromium", lambda: None)
    monkeypatch.setattr(dev, "pytest", lambda arguments, within=(): calls.append((arguments, len(within))))
    dev.test(["--on", "postgresql", "-x"])
    dev.test(["--on", "sqlite", "-x"])
    assert calls == [(["-x"], 2), (["-x"], 0)]
    with pytest.raises(dev.Cannot):
        dev.test(["--on", "paper"])
