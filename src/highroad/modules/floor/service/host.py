"""The one owner of a floor: a thread that takes commands, decides, journals, and only then says so.

The order is the promise: decide a group of commands, append their facts in one transaction, then resolve the callers'
futures and tell the listeners. What was acknowledged is durable; what could not be written was never said. Any
failure of the journal ends the host (`failed`), and a new one starts from what is really on disk.
"""

from __future__ import annotations

import os
import platform
import queue
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

import structlog

from highroad.core.engine.engine import Engine
from highroad.core.engine.record import Recorder
from highroad.core.engine.refusals import Refusal
from highroad.core.words.journal import Held, Journal, JournalError, NewEntry, Tenure

from .clock import Clock
from .commands import FRESH, TABLE, Command, Outcome, arguments_of, why_not_readable
from .memory import Heard, from_entry, recall, to_blob, to_body

log = structlog.get_logger(__name__)

GROUP_MAX = 500
"""Commands decided before one append: bounds both the wait of the first and the work lost by a crash."""
LEASE_MS = 15_000
TRIES = 3
"""How often a start waits for another engine's lease to run out before it gives up, in words."""
SNAPSHOT_EVERY = 20_000
"""Entries between snapshots: a restart then replays at most this many."""

T = TypeVar("T")
Listener = Callable[[Engine, list[Heard]], None]


class Unavailable(Exception):
    """The floor's service does not run now; what was asked was not done, and may be asked again under the same id."""


class NotReadable(ValueError):
    """A command that no engine could carry out, whatever the floor's state."""


@dataclass(slots=True)
class _Asked:
    """A command waiting for its turn."""

    command: Command
    future: Future[Outcome]


@dataclass(slots=True)
class _Look:
    """A question about the floor, answered between two groups of commands."""

    question: Callable[[Engine], Any]
    future: Future[Any]


class Host:
    """Runs one floor. `start` before use, `stop` at the end; both are safe to repeat."""

    def __init__(self, journal: Journal, clock: Clock, owner: str = "") -> None:
        self.journal = journal
        self.clock = clock
        # A lease never holds off its own owner, so two processes must never have the same name.
        self.owner = owner or f"{platform.node()}-{os.getpid()}-{secrets.token_hex(4)}"
        self.engine = Engine()
        self.recorder = Recorder()
        self.listeners: list[Listener] = []
        self.seq = 0
        self.failed: str = ""
        self._inbox: queue.SimpleQueue[_Asked | _Look | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._epoch = 0
        self._lease_until = 0
        self._snapshot_seq = 0
        self._ticks = 0
        self._patience = threading.Event()

    # -- from any thread -----------------------------------------------------------------------------------------

    def start(self) -> None:
        """Take the floor, recall its state, and run. Raises JournalError when that cannot be."""
        if self._thread is not None:
            return
        tenure = self._take_the_floor()
        self._epoch, self._lease_until = tenure.epoch, tenure.until
        floor, self.seq = recall(self.journal)
        floor.listener = self.recorder
        self.engine.floor = floor
        self._snapshot_seq = self.seq
        self.clock.not_before(floor.now)
        self._thread = threading.Thread(target=self._run, name="floor-engine", daemon=True)
        self._thread.start()

    def _take_the_floor(self) -> Tenure:
        """The right to try, as soon as whoever had it last has let it run out: a killed engine says no farewell."""
        for _ in range(TRIES):
            try:
                return self.journal.acquire(self.owner, self.clock.now(), LEASE_MS)
            except Held as held:
                wait_s = min(self.clock.seconds_until(held.until), LEASE_MS / 1000)
                log.warning("floor_held", seconds=round(wait_s, 1))
                self._patience.wait(wait_s)
        return self.journal.acquire(self.owner, self.clock.now(), LEASE_MS)

    def stop(self) -> None:
        """Finish what was asked, keep a snapshot, and give the floor back."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._inbox.put(None)
        thread.join()
        if not self.failed:
            self._keep_snapshot()
            self.journal.release(self._epoch)

    @property
    def running(self) -> bool:
        """Whether commands are being taken."""
        return self._thread is not None and not self.failed

    def submit(self, command: Command) -> Future[Outcome]:
        """Ask for a command; the future holds its outcome once it is durable. Raises NotReadable at once."""
        fault = why_not_readable(command)
        if fault:
            raise NotReadable(fault)
        future: Future[Outcome] = Future()
        if not self.running:
            future.set_exception(Unavailable(self.failed or "The floor's service has not been started."))
            return future
        self._inbox.put(_Asked(command, future))
        return future

    def do(self, command: Command, wait_s: float = 10.0) -> Outcome:
        """Ask for a command and wait until it is durable. Raises Unavailable, NotReadable, TimeoutError."""
        return self.submit(command).result(wait_s)

    def look(self, question: Callable[[Engine], T], wait_s: float = 10.0) -> T:
        """Answer a question about the floor between two groups of commands. The question must change nothing."""
        future: Future[T] = Future()
        if not self.running:
            raise Unavailable(self.failed or "The floor's service has not been started.")
        self._inbox.put(_Look(question, future))
        return future.result(wait_s)

    # -- in the thread -------------------------------------------------------------------------------------------

    def _run(self) -> None:
        while True:
            asked = self._next_group()
            commands = [item for item in asked if isinstance(item, _Asked)]
            try:
                self._carry_out(commands)
            except JournalError as error:
                self._fail(error, asked)
                return
            for item in asked:
                if isinstance(item, _Look):
                    self._answer(item)
            if asked and asked[-1] is None:
                return

    def _next_group(self) -> list[_Asked | _Look | None]:
        """Wait for something to do: a command, a question, a timer that falls due, or the lease to be renewed."""
        due = self.engine.next_due()
        wait = min(self.clock.seconds_until(due) if due >= 0 else LEASE_MS / 3000, LEASE_MS / 3000)
        group: list[_Asked | _Look | None] = []
        try:
            group.append(self._inbox.get(timeout=wait) if wait > 0 else self._inbox.get_nowait())
            while group[-1] is not None and len(group) < GROUP_MAX:
                group.append(self._inbox.get_nowait())
        except queue.Empty:
            pass
        return group

    def _carry_out(self, asked: list[_Asked]) -> None:
        """Decide a group, make it durable, then say so."""
        entries: list[NewEntry] = []
        done: list[tuple[_Asked, Outcome]] = []
        heard: list[Heard] = []
        ids: set[str] = set()
        self._let_time_pass(entries, heard)
        for item in asked:
            if item.command.id in ids or self.journal.seen(item.command.id) is not None:
                done.append((item, Outcome(accepted=True, repeated=True)))
                continue
            outcome = self._decide(item.command, entries, heard)
            if outcome.seq:
                ids.add(item.command.id)
            done.append((item, outcome))
        if entries:
            self.journal.append(self._epoch, entries)
            self.seq += len(entries)
        self._renew()
        for item, outcome in done:
            item.future.set_result(self._first_outcome(item.command) if outcome.repeated else outcome)
        if heard:
            self._tell(heard)
            if self.seq - self._snapshot_seq >= SNAPSHOT_EVERY:
                self._keep_snapshot()

    def _let_time_pass(self, entries: list[NewEntry], heard: list[Heard]) -> None:
        now = self.clock.now()
        due = self.engine.next_due()
        if 0 <= due <= now:
            self.engine.advance(now)
            self._ticks += 1
            self._write_down(f"time:{self._epoch}:{self._ticks}", "advance", "system", entries, heard)

    def _decide(self, command: Command, entries: list[NewEntry], heard: list[Heard]) -> Outcome:
        at = max(self.clock.now(), self.engine.floor.now)
        fresh = self.engine.floor.last_contact + 1
        method = getattr(self.engine, command.name)
        refusal: Refusal | None = method(at, *arguments_of(command, fresh))
        if refusal is not None:
            return Outcome(accepted=False, refusal=refusal, at=at)
        made = fresh if FRESH in TABLE[command.name].values() else 0
        written = self._write_down(command.id, command.name, command.by, entries, heard)
        return Outcome(accepted=True, seq=self.seq + len(entries) if written else 0, contact=made, at=at)

    def _write_down(self, command_id: str, name: str, by: str, entries: list[NewEntry], heard: list[Heard]) -> bool:
        """Turn the facts just decided into an entry to append."""
        facts = self.recorder.take()
        if not facts:
            return False
        at = self.engine.floor.now
        entries.append(NewEntry(at, command_id, to_body(name, by, facts)))
        heard.append(Heard(self.seq + len(entries), at, by, name, facts))
        return True

    def _first_outcome(self, command: Command) -> Outcome:
        """The outcome that a repeated command had the first time, read back from its entry."""
        seq = self.journal.seen(command.id) or 0
        entry = self.journal.entry(seq)
        if entry is None:
            return Outcome(accepted=True, repeated=True)
        facts = from_entry(entry.seq, entry.at, entry.body).facts
        made = next((fact[2] for fact in facts if fact[0] == "contact_arrived"), 0)
        return Outcome(accepted=True, seq=seq, contact=made, repeated=True, at=entry.at)

    def _renew(self) -> None:
        now = self.clock.now()
        if self._lease_until - now < LEASE_MS * 2 // 3:
            self._lease_until = self.journal.renew(self._epoch, now, LEASE_MS).until

    def _tell(self, heard: list[Heard]) -> None:
        for listener in self.listeners:
            try:
                listener(self.engine, heard)
            except Exception:
                log.exception("listener_failed", listener=getattr(listener, "__qualname__", str(listener)))

    def _keep_snapshot(self) -> None:
        if self.seq > self._snapshot_seq:
            digest, blob = to_blob(self.engine.floor)
            self.journal.save_snapshot(self._epoch, self.seq, digest, blob)
            self._snapshot_seq = self.seq

    def _answer(self, item: _Look) -> None:
        try:
            item.future.set_result(item.question(self.engine))
        except Exception as error:  # noqa: BLE001 - the asker gets the fault; the floor goes on
            item.future.set_exception(error)

    def _fail(self, error: JournalError, asked: list[_Asked | _Look | None]) -> None:
        """The journal failed: nobody knows what is on disk. Refuse everything from here on, in words."""
        self.failed = f"The journal failed ({type(error).__name__}); the floor must be started again."
        log.critical("floor_failed", error=type(error).__name__, epoch=self._epoch)
        waiting = list(asked)
        while True:
            try:
                waiting.append(self._inbox.get_nowait())
            except queue.Empty:
                break
        for item in waiting:
            if item is not None and not item.future.done():
                item.future.set_exception(Unavailable(self.failed))
