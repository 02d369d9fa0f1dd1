"""The bus's port: wake-up hints that something new stands in a journal. Never the truth, never a condition of it.

A hint says that `topic` has reached `seq`. It may be lost, arrive twice, late or out of order; a reader that resumes
from the journal by sequence number is then only later, never wrong. No acknowledgement waits for a hint.
"""

import re
from collections.abc import Callable
from typing import Protocol

OnHint = Callable[[str, int], None]  # called with topic and seq, in any thread; it sets a flag and returns
Cancel = Callable[[], None]

_TOPIC = re.compile(r"[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63}){0,4}")


class Bus(Protocol):
    """One door to the other parts of the program, in this process or in others."""

    def publish(self, topic: str, seq: int) -> None:
        """Send a hint. Returns at once and never fails for want of a network; ValueError for a malformed topic."""

    def subscribe(self, topic: str, on_hint: OnHint) -> Cancel:
        """Be woken for a topic until the returned function is called."""

    def close(self) -> None:
        """No more hints; safe to repeat."""


def checked_topic(topic: str) -> str:
    """Return the topic unchanged; ValueError when it is not one."""
    if not _TOPIC.fullmatch(topic):
        message = f"A topic is up to five words of a-z, 0-9, '-' and '_', joined by dots, not {topic!r}."
        raise ValueError(message)
    return topic
