"""The bus over NATS, when there is more than one process. Core NATS, at most once: a hint needs no more.

The client lives on an event loop in a thread of its own, so publishing never waits for the network. While there is no
connection hints are dropped; for each topic only the newest one waits to be sent, so nothing here can grow.
"""

import asyncio
from contextlib import suppress
from threading import Thread

import nats.errors
import structlog
from nats.aio.client import Client
from nats.aio.msg import Msg

from highroad.adapters.bus.in_process import InProcessBus
from highroad.core.words.hints import Cancel, OnHint, checked_topic

SUBJECT = "highroad.hint."
RETRY_S = 1
CLOSE_S_MAX = 5

log = structlog.get_logger(__name__)


class NatsBus:
    """Connects in the background and keeps trying; hints of this process come back through NATS like all others."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._local = InProcessBus()
        self._newest: dict[str, int] = {}
        self._loop = asyncio.new_event_loop()
        self._wanted = asyncio.Event()
        self._thread = Thread(target=self._run, name="bus", daemon=True)
        self._thread.start()

    def publish(self, topic: str, seq: int) -> None:
        checked_topic(topic)
        with suppress(RuntimeError):  # the loop has been closed: no one is there to be woken
            self._loop.call_soon_threadsafe(self._note, topic, seq)

    def subscribe(self, topic: str, on_hint: OnHint) -> Cancel:
        return self._local.subscribe(topic, on_hint)

    def close(self) -> None:
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._stop)
        self._thread.join(timeout=CLOSE_S_MAX)
        self._local.close()

    def _note(self, topic: str, seq: int) -> None:
        self._newest[topic] = seq
        self._wanted.set()

    def _stop(self) -> None:
        self._task.cancel()  # runs on the loop, so the task is there even when closing follows opening at once

    def _run(self) -> None:
        self._task = self._loop.create_task(self._serve())
        with suppress(asyncio.CancelledError):
            self._loop.run_until_complete(self._task)
        self._loop.close()

    async def _serve(self) -> None:
        client = Client()
        try:
            await self._connect(client)
            while True:
                await self._wanted.wait()
                self._wanted.clear()
                waiting, self._newest = self._newest, {}
                for topic, seq in waiting.items():
                    if client.is_connected:
                        with suppress(nats.errors.Error, OSError):
                            await client.publish(f"{SUBJECT}{topic}", b"%d" % seq)
        finally:
            with suppress(nats.errors.Error, OSError):
                await client.close()

    async def _connect(self, client: Client) -> None:
        while True:
            try:
                await client.connect(
                    self._address,
                    name="highroad",
                    error_cb=_note_error,
                    max_reconnect_attempts=-1,  # for as long as this process lives
                    reconnect_time_wait=RETRY_S,
                    pending_size=1 << 16,
                )
                await client.subscribe(f"{SUBJECT}>", cb=self._arrived)
                await client.flush()
            except (nats.errors.Error, OSError) as error:
                log.warning(
                    "no connection to the bus; readers are slower, nothing is lost", error=type(error).__name__
                )
                await asyncio.sleep(RETRY_S)
            else:
                return

    async def _arrived(self, message: Msg) -> None:
        topic, payload = message.subject.removeprefix(SUBJECT), message.data
        if len(payload) <= 20 and payload.isdigit():
            with suppress(ValueError):  # not a topic of ours
                self._local.publish(topic, int(payload))


async def _note_error(error: Exception) -> None:
    log.warning("the bus reports an error; readers are slower, nothing is lost", error=type(error).__name__)
