"""A PostgreSQL for the contract suites: one server per session, in a directory of its own, thrown away afterwards."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def _binaries() -> Path | None:
    """Where initdb and pg_ctl are: the newest packaged server, or whatever is on the path."""
    packaged = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if packaged:
        return packaged[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@pytest.fixture(scope="session")
def postgres_dsn() -> Iterator[str]:
    """The address of an empty database on a server that keeps its default, durable settings."""
    binaries = _binaries()
    if binaries is None:
        if os.environ.get("CI"):
            pytest.fail("CI must run the PostgreSQL contract: install a PostgreSQL server.")
        pytest.skip("no PostgreSQL server is installed")
    home = Path(tempfile.mkdtemp(prefix="hr-pg-"))
    # The server refuses to run as root; any account without rights will do.
    user = "postgres" if _account_exists("postgres") else "nobody"
    as_user = ["setpriv", f"--reuid={user}", "--clear-groups"] if os.geteuid() == 0 else []
    if as_user:
        shutil.chown(home, user)
    data = home / "data"

    def run(*command: str) -> None:
        # Output goes to a file: a server that inherited a pipe would keep it open for ever.
        with (home / "commands.log").open("ab") as log:
            subprocess.run([*as_user, *command], check=True, stdout=log, stderr=log, cwd=home)

    run(str(binaries / "initdb"), "-D", str(data), "-U", "steward", "-A", "trust", "--encoding=UTF8", "--locale=C")
    options = f"-c listen_addresses='' -c unix_socket_directories={home} -c shared_buffers=32MB"
    run(str(binaries / "pg_ctl"), "-D", str(data), "-w", "-l", str(home / "server.log"), "-o", options, "start")
    try:
        yield f"postgresql:///postgres?host={home}&user=steward"
    finally:
        run(str(binaries / "pg_ctl"), "-D", str(data), "-w", "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


def _account_exists(name: str) -> bool:
    return any(line.split(":", 1)[0] == name for line in Path("/etc/passwd").read_text().splitlines())
