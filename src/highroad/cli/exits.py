"""The exit codes of `highroad`, one meaning each, and the error a command raises to use them."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a script may rely on after `highroad` has ended. The same table stands in docs/reference/commands.md."""

    OK = 0
    FOUND_PROBLEMS = 1
    USAGE = 2
    BAD_DATA = 3
    NOT_ALLOWED = 4
    NOT_FOUND = 5
    CONFLICT = 6
    TIMED_OUT = 7
    OUR_BUG = 70
    UNAVAILABLE = 75
    INTERRUPTED = 130


class CommandFailed(Exception):
    """A failure that a person can act on: what happened, why, and how to mend it. Never holds personal data."""

    def __init__(self, code: ExitCode, what: str, *, why: str = "", mend: str = "") -> None:
        super().__init__(what)
        self.code = code
        self.what = what
        self.why = why
        self.mend = mend

    def lines(self) -> list[str]:
        """The message as lines for standard error; empty parts are left out."""
        parts = (("", self.what), ("Why: ", self.why), ("To mend it: ", self.mend))
        return [label + text for label, text in parts if text]
