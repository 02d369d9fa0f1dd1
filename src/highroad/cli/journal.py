"""`highroad journal …`: prove that a journal is what was written, and take the anchors that make a cut tail visible.

Works on a journal in use, on a copy, or on a restored backup, and needs no settings: an auditor can run it anywhere.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from highroad.cli.exits import CommandFailed, ExitCode

if TYPE_CHECKING:
    from highroad.core.words.chain import Anchor, Verdict
    from highroad.core.words.journal import JournalReader

journal = typer.Typer(
    name="journal", help="Prove a journal, and take anchors of it.", no_args_is_help=True, rich_markup_mode=None
)


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
    raise typer.Exit(ExitCode.OK if verdict.is_sound else ExitCode.FOUND_PROBLEMS)


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
    except OSError as error:
        raise CommandFailed(
            ExitCode.NOT_FOUND,
            f"The anchors in {path} cannot be read.",
            why=f"{error.strerror}.",
            mend="Give the file in which the lines of `highroad journal anchor` were kept.",
        ) from error
    anchors = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            anchors.append(Anchor.parse(line))
        except ValueError as error:
            raise CommandFailed(ExitCode.BAD_DATA, f"{path}, line {number}, is no anchor.", why=str(error)) from error
    own = [one for one in anchors if one.floor == floor]
    if not own:
        raise CommandFailed(
            ExitCode.BAD_DATA,
            f"{path} holds no anchor of floor {floor}.",
            mend="Name another --floor or another file.",
        )
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
        with closing(open_reader(address, floor)) as reader:
            yield reader
    except UnsafeStore as error:
        raise CommandFailed(ExitCode.NOT_FOUND, str(error)) from error
    except Corrupt as error:
        what = f"The journal of floor {floor} is damaged."
        raise CommandFailed(ExitCode.FOUND_PROBLEMS, what, why=str(error), mend=MEND["unreadable"]) from error
    except JournalBroken as error:
        raise CommandFailed(ExitCode.UNAVAILABLE, "The journal cannot be read now.", why=str(error)) from error
    except ValueError as error:
        raise CommandFailed(ExitCode.BAD_DATA, str(error)) from error
