"""Compile the engine: `python tools/compile_engine.py FOLDER` builds a copy of the package there, engine compiled.

The same source, read by mypyc, becomes a C extension. Nothing is changed in the working tree; put FOLDER first on
the path to run with the compiled engine. A test shows that both give the same facts.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ENGINE = Path("highroad/core/engine")
INTERPRETED = frozenset({"__init__.py", "record.py", "refusals.py", "explain.py"})
"""Files that stay interpreted: they run outside of decisions, or build their classes while they are loaded."""

SETUP = """\
from mypyc.build import mypycify
from setuptools import setup

setup(name="highroad-engine", packages=[], ext_modules=mypycify({arguments!r}, opt_level="3"))
"""


def compiled_files(package: Path) -> list[str]:
    """The engine's files that are compiled, as paths below the folder that holds the package."""
    names = sorted(path.name for path in (package / ENGINE).glob("*.py"))
    return [str(ENGINE / name) for name in names if name not in INTERPRETED and not name.startswith("explain")]


def compile_engine(folder: Path) -> None:
    """Build into `folder`. Raises CalledProcessError with the compiler's words when it fails."""
    source = Path(__file__).resolve().parent.parent / "src" / "highroad"
    shutil.copytree(source, folder / "highroad", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "mypy.ini").write_text("[mypy]\n", "utf-8")
    arguments = ["--config-file", "mypy.ini", "--ignore-missing-imports", *compiled_files(folder)]
    (folder / "setup.py").write_text(SETUP.format(arguments=arguments), "utf-8")
    subprocess.run(
        [sys.executable, "setup.py", "-q", "build_ext", "--inplace"],
        cwd=folder,
        check=True,
        capture_output=True,
        text=True,
    )


if __name__ == "__main__":
    compile_engine(Path(sys.argv[1]))
