"""`highroad journal …`: prove that a journal is what was written, and take the anchors that make a cut tail visible.

Works on a journal in use, on a copy, or on a restored backup, and needs no settings: an auditor can run it anywhere.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from highroad.core.words.chain import Anchor, Verdict
    from highroad.core.words.journal import JournalReader

journal = typer.Typer(
    name="journal", help="Prove a journal, and take anchors of it.", no_args_is_help=True, rich_markup_mode=None
)


class Ending(IntEnum):
    """The exit codes of these commands, as in the table of all commands."""

    SOUND = 0
    UNSOUND = 1
    BAD_DATA = 3
    NOT_FOUND = 5
    UNAVAILABLE = 75


# What to do next, by the kind of fault.
MEND = {
    "missing": "Keep this file as it is, restore a backup beside it, and compare from this entry on.",
    "altered": "Keep this file as it is, restore a backup beside it, and compare this entry.",
    "unreadable": "Keep this file as it is, check the disk, restore a backup beside it.",
    "cut": "Look for the newest backup: it should still hold the entries that are missing here.",
    "rewritten": "Someone has made a new history. Keep this file and the anchors; compare with backups.",
    "store": "The entries are whole. Rebuild the store: copy the database with its own tools, or restore.",
}

Address = Annotated[str, typer.Argument(metavar="PATH_OR_URL", help="The journal's file, or postgresql://….")]
Floor = Annotated[str, typer.Option(help="Whose journal it is.")]


@journal.command()
def verify(
    address: Address,
    floor: Floor = "main",
    anchor: Annotated[
        Path | None, typer.Option(help="A file of anchors, one a line, that was kept elsewhere.")
    ] = None,
    from_seq: Annotated[int, typer.Option(min=1, help="Begin at this entry.")] = 1,
) -> None:
    """Walk the whole chain and name the first bad entry, if there is one."""
    anchors = [] if anchor is None else anchors_in(anchor, floor)
    with _reading(address, floor) as reader:
        verdict = reader.verify(from_seq, anchors)
    for line in verdict_lines(verdict, floor, len(anchors)):
        typer.echo(line)
    raise typer.Exit(Ending.SOUND if verdict.is_sound else Ending.UNSOUND)


@journal.command("anchor")
def anchor_now(address: Address, floor: Floor = "main") -> None:
    """Print the head as one line, 'floor seq hash'. Append it to a file on another machine, every day."""
    with _reading(address, floor) as reader:
        typer.echo(str(reader.anchor()))


def anchors_in(path: Path, floor: str) -> "list[Anchor]":
    """The anchors of one floor in a file; blank lines and lines beginning with # are passed over."""
    from highroad.core.words.chain import Anchor

    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        _end(Ending.NOT_FOUND, f"The anchors in {path} cannot be read: {error}.")
    anchors = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            anchors.append(Anchor.parse(line))
        except ValueError as error:
            _end(Ending.BAD_DATA, f"{path}, line {number}: {error}")
    own = [one for one in anchors if one.floor == floor]
    if not own:
        _end(Ending.BAD_DATA, f"{path} holds no anchor of floor {floor}: name another --floor or another file.")
    return own


def verdict_lines(verdict: "Verdict", floor: str, anchors: int) -> list[str]:
    """The verdict as a person reads it."""
    counted = f"{verdict.entries_checked:,} entries checked, {anchors} anchors"
    if verdict.fault is None:
        head = f"Head: entry {verdict.head.seq}, {verdict.head.hash.hex()}"
        without = ["Without an anchor a cut tail cannot be seen: keep one elsewhere (highroad journal anchor)."]
        return [f"Floor {floor}: sound. {counted}.", head, *(without if not anchors else [])]
    where = "the store" if verdict.bad_seq is None else f"entry {verdict.bad_seq}"
    return [
        f"Floor {floor}: NOT SOUND at {where} ({verdict.fault}). {counted}.",
        f"Why: {verdict.why}.",
        f"To mend it: {MEND[verdict.fault]}",
    ]


@contextmanager
def _reading(address: str, floor: str) -> "Iterator[JournalReader]":
    from highroad.adapters.storage.opening import open_reader
    from highroad.core.words.journal import Corrupt, JournalBroken, UnsafeStore

    try:
        reader = open_reader(address, floor)
        try:
            yield reader
        finally:
            reader.close()
    except UnsafeStore as error:
        _end(Ending.NOT_FOUND, str(error))
    except Corrupt as error:
        _end(Ending.UNSOUND, f"Floor {floor}: NOT SOUND. {error}")
    except JournalBroken as error:
        _end(Ending.UNAVAILABLE, str(error))
    except ValueError as error:
        _end(Ending.BAD_DATA, str(error))


def _end(code: Ending, message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(code)
