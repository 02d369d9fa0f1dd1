"""Logs tell what happened and where, and quote nobody."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
import structlog

from highroad.web.logs import configure


@pytest.fixture
def configured() -> Iterator[None]:
    kept = structlog.get_config()
    yield
    structlog.configure(**kept)


def test_an_exception_is_logged_without_its_words_and_values(
    configured: None, capsys: pytest.CaptureFixture[str]
) -> None:
    configure()
    said = "Lena Marin 987-65-4321"
    try:
        raise ValueError(said)
    except ValueError:
        structlog.get_logger("test").exception("listener_failed", listener="newsroom")
    line = capsys.readouterr().err
    told = json.loads(line)
    assert (told["event"], told["fault"], told["level"]) == ("listener_failed", "ValueError", "error")
    assert any("test_logs.py" in place for place in told["at"])
    assert "Lena" not in line
    assert "4321" not in line
