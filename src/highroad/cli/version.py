"""`highroad version`: which Highroad, Python and SQLite this is, for people and for scripts."""

import json
import platform
from typing import Annotated

import typer

from highroad import __version__


def version(
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object instead of text.")] = False,
) -> None:
    """Say which Highroad, Python and SQLite this is."""
    import apsw  # here, because it is the SQLite that the journal uses, not the one of Python

    facts = {
        "schema": 1,
        "highroad": __version__,
        "python": platform.python_version(),
        "sqlite": apsw.sqlite_lib_version(),
    }
    if as_json:
        typer.echo(json.dumps(facts))
        return
    typer.echo(f"Highroad {facts['highroad']} on Python {facts['python']} with SQLite {facts['sqlite']}")
