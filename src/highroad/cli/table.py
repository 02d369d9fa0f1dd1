"""The table of commands. A command's module is imported when the command runs, never to list it.

To add one: a file in this package with a function (or a Typer app, for a command with verbs of its own), a row here,
and a section in docs/reference/commands.md.
"""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup


@dataclass(frozen=True)
class Command:
    """One row: `target` is `module:name` of a function or of a Typer app, `summary` the line in `highroad --help`."""

    target: str
    summary: str

    def load(self) -> Any:
        """Import the command's module and return its function or Typer app."""
        module_name, _, attribute = self.target.partition(":")
        return getattr(import_module(module_name), attribute)


COMMANDS: dict[str, Command] = {
    "check-playbook": Command(
        "highroad.cli.check_playbook:check_playbook", "Check a playbook and run the examples written in it."
    ),
    "demo": Command("highroad.cli.demo:demo", "Start an invented call center, alive around one chair."),
    "import": Command("highroad.cli.imports:imports", "Take records of other systems in."),
    "journal": Command("highroad.cli.journal:journal", "Prove a journal, and take anchors of it."),
    "run": Command("highroad.cli.run:run", "Start Highroad itself: pages, live line and floor in one process."),
    "simulate": Command("highroad.cli.simulate:simulate", "Play a day on the floor and print its figures."),
    "version": Command("highroad.cli.version:version", "Say which Highroad, Python and SQLite this is."),
}


class DeferredCommand(TyperCommand):
    """Stands in the list of commands; becomes the real command when its arguments are read."""

    def __init__(self, name: str, row: Command) -> None:
        super().__init__(name, help=row.summary, rich_markup_mode=None)
        self._row = row

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Load the real command and let it read its own arguments, so that `--help` is the real one's too."""
        loaded = self._row.load()
        if not isinstance(loaded, typer.Typer):
            app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
            app.command(self.name, help=loaded.__doc__ or self._row.summary)(loaded)
            loaded = app
        command = typer.main.get_command(loaded)
        return command.make_context(info_name, args, parent=parent, **extra)


class CommandTable(TyperGroup):
    """The `highroad` command itself: its commands are the rows of COMMANDS."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = {name: DeferredCommand(name, row) for name, row in COMMANDS.items()}
