"""Where `highroad` starts: reads the command line, runs one command, ends with one of the exit codes.

Every import here is paid by every command, `--help` included (tests/cli keeps the list short).
"""

import os
import sys
import traceback

import typer

from highroad.cli.exits import CommandFailed, ExitCode
from highroad.cli.table import CommandTable

app = typer.Typer(
    name="highroad",
    cls=CommandTable,
    help="An open, self-hosted contact-center platform.",
    no_args_is_help=True,
    rich_markup_mode=None,  # boxes drawn by rich cost 0.2 s of every --help
    pretty_exceptions_enable=False,
)


@app.callback()
def highroad() -> None:
    """Present only so that Typer builds a group even while the table has a single row."""


def main(arguments: list[str] | None = None) -> None:
    """Run one command and exit. Data goes to standard output, everything said to people to standard error."""
    try:
        typer.main.get_command(app).main(args=arguments, prog_name="highroad")
    except CommandFailed as failure:
        for line in failure.lines():
            typer.echo(line, err=True)
        sys.exit(failure.code)
    except Exception as error:  # noqa: BLE001  the last door: whatever comes here is our bug, and must end with 70
        _report_our_bug(error)
        sys.exit(ExitCode.OUR_BUG)


def _report_our_bug(error: Exception) -> None:
    """Say where it broke without the message of the error, which may quote a caller's data."""
    if os.environ.get("HIGHROAD_TRACEBACK"):
        traceback.print_exception(error)
        return
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].name}, line {frames[-1].lineno}" if frames else "an unknown place"
    typer.echo(f"This is a bug in Highroad: {type(error).__name__} in {place}.", err=True)
    typer.echo("Run it again with HIGHROAD_TRACEBACK=1 to see all of it; that may show personal data.", err=True)
