"""`highroad import …`: take what other systems recorded into the same facts, once, however often it is run."""

import csv
import io
import re
import time
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from highroad.cli.exits import CommandFailed, ExitCode

if TYPE_CHECKING:
    from highroad.modules.floor.imports import CallRecord, Fault, ImportResult, NumberOf

imports = typer.Typer(
    name="import", help="Take records of other systems in.", no_args_is_help=True, rich_markup_mode=None
)

QUEUE_LOG = "asterisk-queue-log"
GENERIC = "generic"
NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,40}")


@imports.callback()
def import_() -> None:
    """Take records of other systems in."""


@imports.command()
def calls(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="The file of calls.")],
    mapping: Annotated[
        str, typer.Option(help=f"A mapping file (YAML), or a built-in one: {GENERIC}, {QUEUE_LOG}.")
    ] = GENERIC,
    name: Annotated[str, typer.Option(help="Under which name the reports show this history.")] = "history",
    zone: Annotated[str, typer.Option(help="Time zone of the file's times, for the built-in mappings.")] = "UTC",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be taken, and write nothing.")] = False,
    errors: Annotated[Path | None, typer.Option(help="Write the rows that cannot be read to this CSV.")] = None,
) -> None:
    """Take historical calls into a journal of their own; all reports work on it under its name."""
    if not NAME.fullmatch(name):
        raise CommandFailed(
            ExitCode.USAGE,
            f"“{name}” cannot be a name.",
            mend="Use small letters, digits, - and _, beginning with a letter.",
        )
    from highroad.cli.django_ready import make_ready

    make_ready(migrate=not dry_run)
    with file.open(encoding="utf-8-sig", newline="") as text:
        result = _run(text, mapping, zone, f"import-{name}", dry_run=dry_run)
    if errors is not None:
        _write_faults(errors, result.faults)
    _say(result, errors, dry_run=dry_run)
    if result.faults:
        raise typer.Exit(ExitCode.FOUND_PROBLEMS)


def _run(text: TextIO, mapping: str, zone: str, floor: str, *, dry_run: bool) -> "ImportResult":
    from highroad.adapters.storage.opening import open_journal
    from highroad.modules.floor.imports import BadMapping, Names, dry_run_import, take_import
    from highroad.settings import journal_address

    names = Names(floor) if not dry_run else Names(floor, saved=False)
    try:
        records = _records(text, mapping, zone, names.number_of)
        if dry_run:
            return dry_run_import(records)
        with closing(open_journal(journal_address(floor), floor)) as journal:
            return take_import(records, journal, names, int(time.time() * 1000))
    except BadMapping as error:
        raise CommandFailed(ExitCode.BAD_DATA, str(error)) from None


def _records(text: TextIO, mapping: str, zone: str, number_of: "NumberOf") -> "Iterable[CallRecord | Fault]":
    from highroad.modules.floor.imports import BadMapping, checked_mapping, generic_mapping, read_csv, read_queue_log
    from highroad.modules.floor.imports import read_mapping as read

    if mapping == QUEUE_LOG:
        return read_queue_log(text, number_of)
    if mapping == GENERIC:
        return read_csv(text, checked_mapping({**generic_mapping(), "zone": zone}), number_of)
    path = Path(mapping)
    if not path.is_file():
        message = f"There is no mapping “{mapping}”. Give a YAML file, or one of: {GENERIC}, {QUEUE_LOG}."
        raise BadMapping(message)
    return read_csv(text, read(path), number_of)


def _write_faults(path: Path, faults: "list[Fault]") -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["line", "why", "row"])
    writer.writerows([fault.line, fault.why, fault.row] for fault in faults)
    path.write_text(out.getvalue(), "utf-8")


def _say(result: "ImportResult", errors: Path | None, *, dry_run: bool) -> None:
    verb = "Would take" if dry_run else "Took"
    typer.echo(f"{verb} {result.taken} calls, {result.answered} of them answered; {result.known} were known already.")
    if result.faults:
        where = f"They stand in {errors}." if errors is not None else "Give --errors FILE to have them in a file."
        typer.echo(f"{len(result.faults)} rows could not be read. {where}", err=True)
        for fault in result.faults[:5]:
            typer.echo(f"  line {fault.line}: {fault.why}", err=True)
