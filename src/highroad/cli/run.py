"""`highroad run`: the pages, the live line and the floor, in one process."""

import os
from typing import Annotated

import typer

from highroad.cli.exits import CommandFailed, ExitCode


def run(
    port: Annotated[int, typer.Option(min=1, max=65535, help="Where the pages are.")] = 8000,
    host: Annotated[
        str, typer.Option(help="The address to listen on; 0.0.0.0 is every one of this computer.")
    ] = "127.0.0.1",
) -> None:
    """Start Highroad. The settings come from the environment; make the tables first with `django migrate`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "highroad.settings")
    import uvicorn
    from django.core.exceptions import ImproperlyConfigured

    try:
        import highroad.settings  # noqa: F401  read here, so that a wrong setting is said in words
    except ImproperlyConfigured as wrong:
        raise CommandFailed(ExitCode.BAD_DATA, "A setting is wrong.", why=str(wrong)) from None
    try:
        uvicorn.run("highroad.web.asgi:application", host=host, port=port, log_level="info", lifespan="on")
    except SystemExit as ended:
        # uvicorn has said why on standard error; most often the port is taken or the journal is held.
        if ended.code:
            raise CommandFailed(ExitCode.UNAVAILABLE, "Highroad could not be started.") from None
