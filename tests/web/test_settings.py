"""Settings: what cannot be used stops the program and says how to mend it."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

LONG = "x" * 60


def start(tmp: object, **settings: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process of their own, since they are read once."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HIGHROAD_")}
    return subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-c",
            "import highroad.settings as s; print(s.DATABASES['default']['ENGINE'])",
        ],
        env=kept | {"PYTHONPATH": "src", "HIGHROAD_HOME": str(tmp)} | settings,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_defaults_start(tmp_path: object) -> None:
    done = start(tmp_path)
    assert done.stdout.strip() == "django.db.backends.sqlite3", done.stderr


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"HIGHROAD_ENV": "production"}, "HIGHROAD_SECRET_KEY is missing"),
        ({"HIGHROAD_ENV": "production", "HIGHROAD_SECRET_KEY": LONG}, "HIGHROAD_HOSTS is missing"),
        (
            {"HIGHROAD_ENV": "production", "HIGHROAD_SECRET_KEY": "short", "HIGHROAD_HOSTS": "floor.example.org"},
            "shorter than 50",
        ),
        (
            {
                "HIGHROAD_ENV": "production",
                "HIGHROAD_SECRET_KEY": LONG,
                "HIGHROAD_HOSTS": "floor.example.org",
                "HIGHROAD_DEBUG": "yes",
            },
            "HIGHROAD_DEBUG is on",
        ),
        ({"HIGHROAD_ENV": "prod"}, "Write one of: development, demo, production"),
        ({"HIGHROAD_DEBUG": "perhaps"}, "neither yes nor no"),
        ({"HIGHROAD_SESSION_S": "12"}, "300 or more"),
        ({"HIGHROAD_SESSION_S": "a day"}, "not a whole number"),
        ({"HIGHROAD_DATABASE_URL": "mysql://x/y"}, "HIGHROAD_DATABASE_URL does not read like"),
    ],
)
def test_what_cannot_be_used_stops_the_program_and_says_why(
    tmp_path: object, settings: dict[str, str], said: str
) -> None:
    done = start(tmp_path, **settings)
    assert done.returncode != 0
    assert said in done.stderr


def test_production_starts_when_everything_is_said(tmp_path: object) -> None:
    done = start(
        tmp_path,
        HIGHROAD_ENV="production",
        HIGHROAD_SECRET_KEY=LONG,
        HIGHROAD_HOSTS="floor.example.org",
        HIGHROAD_DATABASE_URL="postgresql://ada:pw@%2Frun%2Fpg:5432/highroad",
        HIGHROAD_VAULT_KEYS="one:QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE=",
        HIGHROAD_INDEX_KEY="QkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkJCQkI=",
        HIGHROAD_ADDRESS="https://floor.example.org",
    )
    assert done.stdout.strip() == "django.db.backends.postgresql", done.stderr


@pytest.mark.django_db
def test_the_tables_are_kept_with_care() -> None:
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("these are promises of SQLite")
    import sqlite3

    assert tuple(map(int, sqlite3.sqlite_version.split("."))) >= (3, 51, 3)
    with connection.cursor() as cursor:
        kept = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "foreign_keys")}
    assert kept == {"synchronous": 2, "foreign_keys": 1}
