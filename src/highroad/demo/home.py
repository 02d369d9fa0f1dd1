"""The demo's own folder, made fresh at each start. It never touches a real database.

Making all tables takes seconds, so the empty tables are kept beside the folder, under a name that changes with any
migration, and copied at the next start. The filled ones of a seed and day are kept likewise (`filling.py`).
"""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

TABLES = "tables.sqlite3"
KEPT_MAX = 3
MARK = "made-by-highroad-demo"
"""A file in the folder that says it is the demo's: a folder without it is never emptied."""


class NotADemo(Exception):
    """Something real is near. Nothing was touched; the message says what and what to do."""


def why_not_here(environment: dict[str, str]) -> str | None:
    """Why no demo may be started in this environment; None when it may."""
    if environment.get("HIGHROAD_DATABASE_URL"):
        return "HIGHROAD_DATABASE_URL names a database. A demo uses none but its own: unset it first."
    if environment.get("HIGHROAD_ENV") == "production":
        return "HIGHROAD_ENV is production. A demo does not run there: unset it, or use another computer."
    return None


def make_fresh(home: Path) -> None:
    """Empty the demo's folder. Raises NotADemo when it holds what no demo has put there."""
    if home.exists():
        if any(home.iterdir()) and not (home / MARK).exists():
            message = f"{home} holds something that is not a demo's. Name another folder with HIGHROAD_HOME."
            raise NotADemo(message)
        shutil.rmtree(home)
    home.mkdir(parents=True)
    (home / MARK).write_text("The demo empties this folder at each start.\n", encoding="utf-8")


def make_tables(home: Path) -> None:
    """The tables of all modules, from the copy that is kept when there is one. Call after Django is set up."""
    from django.core.management import call_command
    from django.db import connection

    connection.close()
    kept = kept_at(home, "tables", migrations_digest())
    if kept.exists():
        shutil.copyfile(kept, home / TABLES)
        return
    call_command("migrate", verbosity=0)
    keep_tables(home, kept)


def keep_tables(home: Path, kept: Path) -> None:
    """Keep a copy of the tables as they are now, and only the newest few of its kind."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    kept.parent.mkdir(parents=True, exist_ok=True)
    # Copied under another name first: an interrupted start must not leave half a file to be used.
    shutil.copyfile(home / TABLES, kept.with_suffix(".part"))
    kept.with_suffix(".part").rename(kept)
    kind = kept.name.partition("-")[0]
    for old in sorted(kept.parent.glob(f"{kind}-*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-KEPT_MAX]:
        old.unlink()
        old.with_suffix(".json").unlink(missing_ok=True)


def kept_at(home: Path, kind: str, digest: str) -> Path:
    """Where a copy of tables is kept: beside the demo's folder, which is emptied at each start."""
    return home.parent / f"{home.name}-kept" / f"{kind}-{digest[:16]}.sqlite3"


def migrations_digest() -> str:
    """A fingerprint of every migration of every installed app, and of Django itself."""
    import django
    from django.apps import apps

    digest = hashlib.sha256(django.get_version().encode())
    for app in apps.get_app_configs():
        for path in sorted(Path(app.path).glob("migrations/*.py")):
            digest.update(f"{app.label}/{path.name}".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def environment_for(home: Path, playbook: Path) -> dict[str, str]:
    """What the settings are to read in a demo."""
    return {
        "HIGHROAD_ENV": "demo",
        "HIGHROAD_HOME": str(home),
        "HIGHROAD_JOURNAL": str(home / "journal.sqlite3"),
        "HIGHROAD_PLAYBOOK": str(playbook),
        "HIGHROAD_MAIL": "memory",
        "DJANGO_SETTINGS_MODULE": "highroad.settings",
    }


def enter(home: Path, playbook: Path) -> None:
    """Make this process a demo's, before any setting is read. Raises NotADemo."""
    refusal = why_not_here(dict(os.environ))
    if refusal is not None:
        raise NotADemo(refusal)
    make_fresh(home)
    os.environ.update(environment_for(home, playbook))
