"""The compiled engine and the interpreted one give the same facts: one source, two ways to run it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from tools.compile_engine import compile_engine

from core.engine.test_everything_holds import a_wild_day
from highroad.core.engine import snapshot

SEEDS = (1, 2, 3)
CODE = """
from highroad.core.engine import engine, snapshot
assert not engine.__file__.endswith(".py"), engine.__file__
from core.engine.test_everything_holds import a_wild_day
for seed in {seeds}:
    floor, recorder = a_wild_day(seed, 300)
    print(len(recorder.facts), snapshot.digest(floor.floor))
"""


@pytest.mark.slow
def test_the_compiled_engine_gives_the_same_facts(tmp_path: Path) -> None:
    compile_engine(tmp_path)
    path = os.pathsep.join([str(tmp_path), *sys.path])
    told = subprocess.run(
        [sys.executable, "-c", CODE.format(seeds=SEEDS)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    days = [a_wild_day(seed, 300) for seed in SEEDS]
    assert told.stdout.split("\n")[:-1] == [
        f"{len(recorder.facts)} {snapshot.digest(engine.floor)}" for engine, recorder in days
    ]
