"""`highroad demo`: an invented county call center, alive around one chair."""

import os
import sys
import threading
import time
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from highroad.cli.exits import CommandFailed, ExitCode


def demo(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where the pages are; 0 takes any free one.")] = 8000,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address.")] = False,
    seed: Annotated[int, typer.Option(help="The same seed gives the same day.")] = 7,
    speed: Annotated[float, typer.Option(min=1, max=60, help="Demo seconds in a second.")] = 4.0,
    playbook: Annotated[str, typer.Option(help="The practice: a folder of playbooks/.")] = "county",
) -> None:
    """Start the demo and open it in the browser. Ends with Ctrl-C; nothing of it is kept."""
    began = time.monotonic()
    from highroad.demo.home import NotADemo, enter
    from highroad.demo.places import listening, playbook_folder

    home = Path(os.environ.get("HIGHROAD_HOME") or "var/demo").resolve()
    try:
        enter(home, playbook_folder(playbook))
    except NotADemo as refusal:
        raise CommandFailed(ExitCode.CONFLICT, "The demo was not started.", why=str(refusal)) from None
    if not playbook_folder(playbook).is_dir():
        raise CommandFailed(ExitCode.NOT_FOUND, f"There is no playbook “{playbook}”.", mend="Try --playbook county.")
    try:
        socket = listening(port)
    except OSError as taken:
        why = f"Port {port} cannot be used: {taken.strerror}."
        mend = "Name another with --port, or --port 0 for any."
        raise CommandFailed(ExitCode.CONFLICT, "The demo was not started.", why=why, mend=mend) from None

    from highroad.demo.serving import serve

    open_port = socket.getsockname()[1]
    address = f"http://localhost:{open_port}/"

    def ready() -> None:
        typer.echo(f"The demo is ready after {time.monotonic() - began:.1f} s: {address}")
        typer.echo("Everyone you meet there is simulated. Ctrl-C ends it.", err=True)
        if not no_browser:
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    again = serve(socket, seed=seed, speed=speed, playbook=playbook, ready=ready)
    if again:
        options = [f"--port={open_port}", f"--seed={seed}", f"--speed={speed}", f"--playbook={playbook}"]
        # A fresh process is the surest fresh day: nothing of the old one is left in memory.
        os.execv(sys.executable, [sys.executable, "-m", "highroad.cli", "demo", "--no-browser", *options])  # noqa: S606
