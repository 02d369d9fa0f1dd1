"""Fills the demo's tables with people and cases, or takes them from the copy that an earlier start has kept.

The copy's name changes with the seed, the day, the playbook, the scenario, any migration, and the code that fills.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path

from highroad.core.playbooks import Playbook
from highroad.core.simulator.workers import Worker
from highroad.demo.cases import DemoCase, demo_cases
from highroad.demo.home import TABLES, keep_tables, kept_at, migrations_digest
from highroad.demo.people import gather
from highroad.demo.places import ROOT, playbook_folder, scenario_file

Filled = tuple[list[tuple[int, str]], list[DemoCase]]
"""(number, token) of each worker's person, in the workers' order; and the cases."""


def fill(
    home: Path | None, name: str, playbook: Playbook, workers: Sequence[Worker], seed: int, day: date, at: datetime
) -> Filled:
    """People and cases in the tables. Without `home` nothing is kept or taken: a test's tables are its own."""
    kept = kept_at(home, "filled", _digest(name, seed, day)) if home is not None else None
    if home is not None and kept is not None and kept.exists() and kept.with_suffix(".json").exists():
        return _take(home, kept)
    people = gather(playbook, workers, day, at)
    numbers = [(people[worker.token].pk, people[worker.token].token) for worker in workers]
    cases = demo_cases(seed, day, [people[worker.token] for worker in workers if worker.kind == "agent"])
    if home is not None and kept is not None:
        keep_tables(home, kept)
        text = json.dumps({"people": numbers, "cases": [asdict(case) for case in cases]})
        kept.with_suffix(".json").write_text(text, encoding="utf-8")
    return numbers, cases


def _take(home: Path, kept: Path) -> Filled:
    from django.db import connection

    connection.close()
    for rest in home.glob(f"{TABLES}-*"):
        rest.unlink()
    shutil.copyfile(kept, home / TABLES)
    said = json.loads(kept.with_suffix(".json").read_text(encoding="utf-8"))
    return [(number, token) for number, token in said["people"]], [DemoCase(**case) for case in said["cases"]]


def _digest(name: str, seed: int, day: date) -> str:
    digest = hashlib.sha256(f"{migrations_digest()} {seed} {day.isoformat()}".encode())
    code = ROOT / "src" / "highroad"
    paths = [*sorted(playbook_folder(name).glob("*.yaml")), scenario_file(name)]
    for folder in ("demo", "modules/people", "modules/cases", "core/simulator"):
        paths += sorted((code / folder).rglob("*.py"))
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()
