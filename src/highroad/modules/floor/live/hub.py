"""The live line's switchboard: topics with a last value per key, and readers who each get what is new to them.

State topics are coalesced: a reader gets at most `PER_SECOND` batches a second, each with the last value of every key
that changed. A person's own topic goes at once. A reader that does not read costs one value per key, never a growing
queue. Values come from the engine's thread; readers live in the event loop.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any

PER_SECOND = 5
GONE = None
"""The value of a key that is no more."""

Admit = Callable[[str, Any], tuple[bool, Any]]
"""What of a topic one reader may see: for a key and its value, whether it goes to them, and what of it does."""


class Reader:
    """One connected screen. `wake` is set when there is something to send; `take` empties what is pending."""

    def __init__(self, topics: dict[str, bool], admits: dict[str, Admit] | None = None) -> None:
        self.topics = topics
        """topic → whether it goes at once"""
        self.admits = admits or {}
        """topic → what of it this reader may see; a topic that is not here is seen whole"""
        self.pending: dict[tuple[str, str], Any] = {}
        self.urgent = asyncio.Event()
        self.any = asyncio.Event()

    def put(self, topic: str, key: str, value: Any) -> None:
        """Something is new. The last value of a key replaces one that was not sent yet."""
        if topic in self.admits:
            seen, value = self.admits[topic](key, value)
            if not seen:
                return
        self.pending[topic, key] = value
        self.any.set()
        if self.topics.get(topic):
            self.urgent.set()

    def take(self) -> list[dict[str, Any]]:
        """All that is pending, as `{t, k, d}`; nothing is pending afterwards."""
        news = [{"t": topic, "k": key, "d": value} for (topic, key), value in self.pending.items()]
        self.pending.clear()
        self.any.clear()
        self.urgent.clear()
        return news


class Hub:
    """All topics of a floor and everyone who reads them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values: dict[str, dict[str, Any]] = {}
        self._readers: set[Reader] = set()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.seq = 0
        self.at = 0

    def attach(self, loop: asyncio.AbstractEventLoop) -> None:
        """Tell the hub in which event loop its readers live."""
        self._loop = loop

    def publish(self, news: list[tuple[str, str, Any]], seq: int, at: int) -> None:
        """From any thread: (topic, key, value) that changed with journal entry `seq`, at floor time `at`."""
        with self._lock:
            self.seq, self.at = seq, at
            for topic, key, value in news:
                values = self._values.setdefault(topic, {})
                if value is GONE:
                    values.pop(key, None)
                else:
                    values[key] = value
        if self._loop is not None and news:
            self._loop.call_soon_threadsafe(self._spread, news)

    def _spread(self, news: list[tuple[str, str, Any]]) -> None:
        for reader in self._readers:
            for topic, key, value in news:
                if topic in reader.topics:
                    reader.put(topic, key, value)

    def snapshot(self, topic: str) -> dict[str, Any]:
        """Every key of a topic with its last value."""
        with self._lock:
            return dict(self._values.get(topic, {}))

    def snapshot_for(self, reader: Reader, topic: str) -> dict[str, Any]:
        """The same, as far as this reader may see it."""
        values = self.snapshot(topic)
        if topic not in reader.admits:
            return values
        admitted = {key: reader.admits[topic](key, value) for key, value in values.items()}
        return {key: value for key, (seen, value) in admitted.items() if seen}

    def join(self, topics: dict[str, bool], admits: dict[str, Admit] | None = None) -> Reader:
        """A new reader; call in the event loop, and read `snapshot_for` afterwards so that nothing falls between."""
        reader = Reader(topics, admits)
        self._readers.add(reader)
        return reader

    def leave(self, reader: Reader) -> None:
        """The reader is gone."""
        self._readers.discard(reader)

    @property
    def reader_count(self) -> int:
        """How many screens are connected."""
        return len(self._readers)
