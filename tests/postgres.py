"""Pytest plugin: `postgres_dsn`, a fresh empty PostgreSQL database for one test, on a server shared by the whole run.

The server is HIGHROAD_TEST_DATABASE_URL if that is set (its user must be allowed to create databases), else one that
the first test in need starts. The controlling process owns its folder and stops it; xdist's workers find it there.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg
import pytest
from psycopg import conninfo, sql

from machine import is_ci
from postgres_server import NoPostgres, make_run_folder, start_server, stop_server

RUN_FOLDER = "HIGHROAD_TEST_RUN_FOLDER"
SKIPPED = "PostgreSQL tests are skipped: install PostgreSQL, or set HIGHROAD_TEST_DATABASE_URL"


def pytest_configure(config: pytest.Config) -> None:
    """Make the run's folder, in the controlling process only; the workers inherit its name."""
    if not hasattr(config, "workerinput"):
        os.environ[RUN_FOLDER] = str(make_run_folder())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server when the controlling process ends."""
    if not hasattr(config, "workerinput") and RUN_FOLDER in os.environ:
        stop_server(Path(os.environ.pop(RUN_FOLDER)))


def _address_of_the_shared_server() -> str:
    named = os.environ.get("HIGHROAD_TEST_DATABASE_URL")
    if named:
        return named
    folder = Path(os.environ[RUN_FOLDER])
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        note = folder / "address"
        if not note.exists():
            note.write_text(start_server(folder))
        return note.read_text()


@contextmanager
def fresh_database(server: str) -> Iterator[str]:
    """Make an empty database on `server`, yield its address, and drop it with whatever still clings to it."""
    name = sql.Identifier(f"highroad_{uuid4().hex}")
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(name))
        try:
            yield address_of(server, name.as_string().strip('"'))
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def address_of(server: str, name: str) -> str:
    """The address of another database on the same server, in the one form that libpq and our settings both read."""
    parts = conninfo.conninfo_to_dict(server)
    said = {key: quote(str(value), safe="") for key, value in parts.items() if value and key != "dbname"}
    person = ":".join(said.pop(key) for key in ("user", "password") if key in said)
    place = ":".join(said.pop(key) for key in ("host", "port") if key in said)
    others = "&".join(f"{key}={value}" for key, value in said.items())
    return f"postgresql://{person}@{place}/{name}" + (f"?{others}" if others else "")


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The address of the shared server's `postgres` database; skips where there is none, fails in CI."""
    try:
        return _address_of_the_shared_server()
    except NoPostgres:
        if is_ci():
            pytest.fail("CI must run the PostgreSQL tests, and this machine has no PostgreSQL, not even the wheel's.")
        pytest.skip(SKIPPED)


@pytest.fixture
def postgres_dsn(postgres_server: str) -> Iterator[str]:
    """A fresh empty database for this test."""
    with fresh_database(postgres_server) as address:
        yield address


@pytest.fixture(scope="module")
def postgres_module_dsn(postgres_server: str) -> Iterator[str]:
    """A database that the tests of one module share, for suites too many for one each."""
    with fresh_database(postgres_server) as address:
        yield address
