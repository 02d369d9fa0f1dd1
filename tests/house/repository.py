"""Where the tests of the house find the files they judge: what git knows, as text."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "highroad"


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file that is tracked or about to be (not ignored), so that a mistake is found before it is committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def text_of(path: Path) -> str | None:
    """The words of a file, or None for a picture or another binary."""
    raw = path.read_bytes()
    return None if b"\0" in raw else raw.decode("utf-8", errors="replace")


def python_files() -> list[Path]:
    """Our own Python: everything but what Django generates, and `dev`, which has no ending."""
    generated = {"migrations"}
    ours = [path for path in kept_files() if path.suffix == ".py" and not generated & set(path.parts)]
    return [*ours, ROOT / "dev"]


def shown(path: Path) -> str:
    """A path as a person would type it from the root."""
    return path.relative_to(ROOT).as_posix()
