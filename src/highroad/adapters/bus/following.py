"""A reader that follows a journal: woken by hints, told by the journal, right without any hint at all."""

from collections.abc import Callable
from threading import Event, Lock

from highroad.core.words.chain import Entry
from highroad.core.words.journal import JournalReader


class Follower:
    """Hands every entry once and in order to `apply`, beginning after `after_seq`.

    Its owner repeats `wait(timeout_s)` and `catch_up()`; the timeout bounds how late it is when every hint is lost.
    """

    def __init__(self, journal: JournalReader, apply: Callable[[Entry], None], after_seq: int = 0) -> None:
        self._journal = journal
        self._apply = apply
        self._seq = after_seq
        self._woken = Event()
        self._catching_up = Lock()

    @property
    def seq(self) -> int:
        """The last entry that was applied."""
        return self._seq

    def hinted(self, _topic: str, seq: int) -> None:
        """For `Bus.subscribe`. An old or repeated hint wakes no one."""
        if seq > self._seq:
            self._woken.set()

    def wait(self, timeout_s: float) -> bool:
        """Wait for a hint; False when the time ran out first, which is the moment to look all the same."""
        return self._woken.wait(timeout_s)

    def catch_up(self) -> int:
        """Apply everything new; returns how many entries. An entry whose `apply` failed is the next one again."""
        # Cleared before reading: a hint that comes meanwhile sets it again, so nothing committed is slept over.
        self._woken.clear()
        before = self._seq
        with self._catching_up:
            for entry in self._journal.read(after_seq=self._seq):
                self._apply(entry)
                self._seq = entry.seq
        return self._seq - before
