"""A small engine in a process of its own, to be killed and paused: it keeps the protocol of the real one, no more.

Commands come as lines on standard input, acknowledgements go out as lines: the id, after the commit. It ends with 3
when it is fenced and with 4 when its journal is broken. In the mode `forgetful` it gives every delivery a new command
id, so that a repeated command has its effect twice: the control that shows duplicates can be counted.
"""

import os
import subprocess
import sys
from itertools import count
from typing import IO

from highroad.adapters.storage.opening import POSTGRES, open_journal
from highroad.adapters.storage.postgres import DURABLE, PostgresJournal
from highroad.core.words.journal import Fenced, Journal, JournalBroken, NewEntry

FENCED, BROKEN = 3, 4
GROUP_MAX = 20


class EngineProcess:
    """The engine as a test holds it."""

    def __init__(self, address: str, *, floor: str = "main", mode: str = "careful", at: int = 0) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "contracts.engine_process", address, floor, mode, str(at)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert self._output.readline() == b"ready\n"

    @property
    def _output(self) -> IO[bytes]:
        assert self.process.stdout is not None
        return self.process.stdout

    def send(self, commands: list[str]) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("".join(f"{command}\n" for command in commands).encode())
        self.process.stdin.flush()

    def acknowledgements(self, number: int) -> list[str]:
        """The next acknowledgements; fewer when the engine ends first."""
        return [line.decode().strip() for line in (self._output.readline() for _ in range(number)) if line]

    def kill(self) -> list[str]:
        """kill -9. Returns what it had still acknowledged before it died."""
        self.process.kill()
        return self._end()

    def finish(self) -> list[str]:
        """No more commands: the engine answers what it has and ends by itself."""
        return self._end()

    def _end(self) -> list[str]:
        rest, _ = self.process.communicate()
        return rest.decode().split()


def _serve(journal: Journal, epoch: int, mode: str) -> None:
    life, unread = count(), b""
    while chunk := os.read(0, 1 << 16):
        *lines, unread = (unread + chunk).split(b"\n")
        for start in range(0, len(lines), GROUP_MAX):
            commands = [line.decode() for line in lines[start : start + GROUP_MAX]]
            _one_group(journal, epoch, commands, mode, life)
            sys.stdout.write("".join(f"{command}\n" for command in commands))
            sys.stdout.flush()


def _one_group(journal: Journal, epoch: int, commands: list[str], mode: str, life: "count[int]") -> None:
    new = dict.fromkeys(command for command in commands if mode == "forgetful" or journal.seen(command) is None)
    entries = []
    for command in new:
        command_id = command if mode == "careful" else f"{command}/{epoch}/{next(life)}"
        entries.append(NewEntry(0, command_id, command.encode()))  # the body is the effect that is counted
    journal.append(epoch, entries)


def _open(address: str, floor: str) -> Journal:
    if address.startswith(POSTGRES):  # a test server may run without fsync, which the real opening refuses
        return PostgresJournal(address, floor, demands={"synchronous_commit": DURABLE["synchronous_commit"]})
    return open_journal(address, floor)


def main() -> int:
    address, floor, mode, at = sys.argv[1:]
    journal = _open(address, floor)
    epoch = journal.acquire("ada", int(at), 1_000).epoch
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        _serve(journal, epoch, mode)
    except Fenced:
        return FENCED
    except JournalBroken:
        return BROKEN
    journal.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
