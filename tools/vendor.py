"""Keeps the browser files of others honest: `--check` compares each with vendor.lock; `--from DIR` puts them
there anew.

DIR holds the packages as their archives (`npm pack NAME@VERSION` makes them). Node is not needed to check or
to run.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import re
import sys
import tarfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
HOME = ROOT / "src/highroad/web/static/vendor"
LOCK = ROOT / "vendor.lock"


def sha512(data: bytes) -> str:
    """The hash, written as package registries write it."""
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()


def packages() -> list[dict[str, Any]]:
    """What vendor.toml wants."""
    return list(tomllib.loads((ROOT / "vendor.toml").read_text("utf-8"))["package"])


def locked() -> dict[str, str]:
    """Path under the vendor folder, and the hash it must have."""
    pairs = (line.split() for line in LOCK.read_text("utf-8").splitlines() if line and not line.startswith("#"))
    return {path: digest for digest, path in pairs}


def check() -> list[str]:
    """What is wrong: a changed file, a missing one, one that nobody asked for."""
    wanted = locked()
    there = {str(path.relative_to(HOME)): path for path in sorted(HOME.rglob("*")) if path.is_file()}
    faults = [f"missing: {path}" for path in wanted if path not in there]
    faults += [f"not in vendor.lock: {path}" for path in there if path not in wanted]
    faults += [
        f"changed: {path}"
        for path, file in there.items()
        if path in wanted and sha512(file.read_bytes()) != wanted[path]
    ]
    return faults


def sprite(archive: tarfile.TarFile, icons: list[str]) -> str:
    """The chosen icons as one file of symbols."""
    symbols = []
    for name in sorted(icons):
        member = archive.extractfile(f"package/dist/img/usa-icons/{name}.svg")
        assert member is not None, name
        drawn = member.read().decode()
        inside = drawn[drawn.index(">") + 1 : drawn.rindex("</svg>")]
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{inside}</symbol>')
    head = "<!-- Icons of the U.S. Web Design System, chosen and put together; modified, not endorsed by GSA -->"
    return f'<svg xmlns="http://www.w3.org/2000/svg">{head}\n' + "\n".join(symbols) + "\n</svg>\n"


def _matches(package: dict[str, Any], archive: bytes) -> bool:
    return package.get("integrity", "") in {"", sha512(archive)}


def fetch_from(folder: Path) -> None:
    """Unpack what vendor.toml names from the archives in the folder, and write vendor.lock."""
    lines = []
    for package in packages():
        stem = package["name"].lstrip("@").replace("/", "-")
        data = (folder / f"{stem}-{package['version']}.tgz").read_bytes()
        if not _matches(package, data):
            sys.exit(f"{package['name']}: the archive is not the one vendor.toml names. Nothing was written for it.")
        home = HOME / package["folder"]
        home.mkdir(parents=True, exist_ok=True)
        with tarfile.open(fileobj=io.BytesIO(data)) as archive:
            for name in package["files"]:
                member = archive.extractfile(f"package/{name}")
                assert member is not None, name
                target = home / (Path(name).name if name.startswith("files/") else name)
                target.parent.mkdir(parents=True, exist_ok=True)
                # Source maps are not kept, so the pointer to them would be a request that fails.
                target.write_bytes(re.sub(rb"\n//# sourceMappingURL=\S+", b"", member.read()))
            if package.get("icons"):
                (home / "sprite.svg").write_text(sprite(archive, package["icons"]), "utf-8")
        files = sorted(path for path in home.rglob("*") if path.is_file())
        lines += [f"{sha512(path.read_bytes())} {path.relative_to(HOME)}" for path in files]
    LOCK.write_text(
        "# Written by tools/vendor.py; checked by tools/vendor.py --check.\n" + "\n".join(lines) + "\n",
        "utf-8",
    )


def main() -> int:
    """The command line."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--check", action="store_true", help="compare the committed files with vendor.lock")
    ask.add_argument("--from", dest="folder", type=Path, help="unpack anew from the archives in this folder")
    chosen = ask.parse_args()
    if chosen.folder:
        fetch_from(chosen.folder)
    faults = check()
    sys.stdout.write("\n".join(faults) + "\n" if faults else "Vendored files are as they were taken in.\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
