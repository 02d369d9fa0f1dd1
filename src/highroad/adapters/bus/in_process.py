"""The bus of a single process: a hint is a function call. It also hands out what another bus brings in."""

from threading import Lock

import structlog

from highroad.core.words.hints import Cancel, OnHint, checked_topic

log = structlog.get_logger(__name__)


class InProcessBus:
    """Subscribers of one process, each called in the publisher's thread."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._subscribers: dict[str, list[OnHint]] = {}
        self._closed = False

    def publish(self, topic: str, seq: int) -> None:
        with self._lock:
            waiting = tuple(self._subscribers.get(checked_topic(topic), ()))
        for on_hint in waiting:
            try:
                on_hint(topic, seq)
            except Exception:
                log.exception("a subscriber failed on a hint", topic=topic, seq=seq)

    def subscribe(self, topic: str, on_hint: OnHint) -> Cancel:
        with self._lock:
            if not self._closed:
                self._subscribers.setdefault(checked_topic(topic), []).append(on_hint)

        def cancel() -> None:
            with self._lock:
                present = self._subscribers.get(topic, [])
                if on_hint in present:
                    present.remove(on_hint)

        return cancel

    def close(self) -> None:
        with self._lock:
            self._closed = True
            self._subscribers.clear()
