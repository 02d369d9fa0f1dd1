"""Starting: `highroad --help`, and the demo until its first page; the first time and again.

`./dev bench start` prints the seconds of each, as whole processes. Beside them: an empty Python, and importing
Django, below which no program of this kind can start.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from urllib.error import URLError
from urllib.request import urlopen

PORT = 8766
RUNS = 5


def whole(*command: str) -> float:
    """The median seconds of a command, over five runs."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    return sorted(times)[RUNS // 2]


def demo(folder: str) -> float:
    """Seconds from the command to a first page that has come whole."""
    command = [sys.executable, "-m", "highroad.cli", "demo", "--no-browser", "--port", str(PORT)]
    environment = {**os.environ, "HIGHROAD_HOME": folder}
    began = time.perf_counter()
    program = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while program.poll() is None:
            try:
                with urlopen(f"http://127.0.0.1:{PORT}/", timeout=5) as page:
                    page.read()
                    return time.perf_counter() - began
            except (URLError, OSError):
                time.sleep(0.02)  # the program is still starting; this is how finely it is timed
    finally:
        program.terminate()
        program.wait()
    message = "The demo ended before its first page."
    raise SystemExit(message)


def main() -> None:
    """Print the table."""
    python = sys.executable
    rows = [
        ("an empty Python", whole(python, "-c", "pass")),
        ("highroad --help", whole(python, "-m", "highroad.cli", "--help")),
        ("importing Django", whole(python, "-c", "import django.db.models, django.forms, django.template")),
    ]
    with tempfile.TemporaryDirectory() as folder:
        rows.append(("demo to its first page, the first time", demo(folder)))
        rows.append(("demo to its first page, again", demo(folder)))
    for name, seconds in rows:
        print(f"{name:<44} {seconds:>7.2f} s")


if __name__ == "__main__":
    main()
