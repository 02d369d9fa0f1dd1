"""Connections for readers: each is lent to one reader at a time, so reads from many threads never share one."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Generic, Protocol, TypeVar

IDLE_MAX = 8


class Closable(Protocol):
    def close(self) -> None: ...


C = TypeVar("C", bound=Closable)


class Lending(Generic[C]):
    """Opens a connection when none is idle, keeps a few for the next reader."""

    def __init__(self, open_one: Callable[[], C]) -> None:
        self._open_one = open_one
        self._idle: list[C] = []
        self._lock = Lock()
        self._closed = False

    @contextmanager
    def lend(self) -> Iterator[C]:
        with self._lock:
            connection = self._idle.pop() if self._idle else None
        connection = connection or self._open_one()
        try:
            yield connection
        except GeneratorExit:  # a reader that stopped early has done no harm to the connection
            self._take_back(connection)
            raise
        except BaseException:  # whatever state it is in now, nobody else should meet it
            connection.close()
            raise
        self._take_back(connection)

    def _take_back(self, connection: C) -> None:
        with self._lock:
            if not self._closed and len(self._idle) < IDLE_MAX:
                self._idle.append(connection)
                return
        connection.close()

    def close(self) -> None:
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
