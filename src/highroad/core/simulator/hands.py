"""How actors act: the engine's commands without a time, and a look at the floor.

Callers and colleagues know nothing but these hands, so the same actors play a day on the virtual clock
(`EngineHands`) and sit beside real people in a demo (whose hands give their commands to the live service).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from highroad.core.engine.engine import Engine
from highroad.core.engine.refusals import Refusal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a command: the number of the contact it made (0 for none), or why it was refused."""

    contact: int = 0
    refusal: Refusal | None = None

    @property
    def accepted(self) -> bool:
        """Whether it was carried out."""
        return self.refusal is None


class Hands(ABC):
    """The commands an actor may give. `by` is filled in where an actor always acts for themselves."""

    @abstractmethod
    def now(self) -> int:
        """The time, epoch ms."""

    @abstractmethod
    def look(self, question: Callable[[Engine], T]) -> T:
        """Ask something of the floor. The question must change nothing."""

    @abstractmethod
    def do(self, name: str, **arguments: Any) -> Done:
        """Give a command of the engine by name. Arguments that are new contacts' numbers are left out."""

    def move_desk(self, agent: int, state: int, reason: str = "", why: str = "") -> Done:
        """The agent moves their own desk."""
        return self.do("move_desk", agent=agent, state=state, reason=reason, by=agent, why=why)

    def arrive(self, queue: str, language: str, caller: str) -> Done:
        """Somebody calls."""
        return self.do("arrive", queue=queue, language=language, caller=caller)

    def answer(self, contact: int, agent: int) -> Done:
        """Take what is offered."""
        return self.do("answer", contact=contact, agent=agent)

    def identify(self, contact: int, agent: int, case: str) -> Done:
        """The caller's number found a case."""
        return self.do("identify", contact=contact, agent=agent, case=case)

    def hold(self, contact: int, agent: int) -> Done:
        """Put the caller on hold."""
        return self.do("hold", contact=contact, agent=agent)

    def resume(self, contact: int, agent: int) -> Done:
        """Take the caller back."""
        return self.do("resume", contact=contact, agent=agent)

    def hang_up(self, contact: int) -> Done:
        """The caller leaves."""
        return self.do("hang_up", contact=contact)

    def end(self, contact: int, agent: int) -> Done:
        """The agent ends the call."""
        return self.do("end", contact=contact, agent=agent)

    def wrap(self, contact: int, agent: int, disposition: str) -> Done:
        """The after-call work is done."""
        return self.do("wrap", contact=contact, agent=agent, disposition=disposition)

    def request_callback(self, contact: int) -> Done:
        """The caller keeps the place and not the line."""
        return self.do("request_callback", contact=contact)

    def consult_queue(self, contact: int, agent: int, queue: str) -> Done:
        """Call a line of colleagues while the caller holds."""
        return self.do("consult_queue", contact=contact, agent=agent, queue=queue, purpose="")

    def end_consult(self, contact: int, agent: int) -> Done:
        """Thank the colleague; the caller is still on hold."""
        return self.do("end_consult", contact=contact, agent=agent)

    def tell_caller(self, contact: int, agent: int) -> Done:
        """Say that the caller will be transferred."""
        return self.do("tell_caller", contact=contact, agent=agent)

    def transfer_queue(self, contact: int, agent: int, queue: str, reason: str) -> Done:
        """The caller waits in another queue."""
        return self.do("transfer_queue", contact=contact, agent=agent, queue=queue, reason=reason)

    def transfer_person(self, contact: int, agent: int, other: int, kind: str, reason: str) -> Done:
        """The caller goes to one person."""
        return self.do("transfer_person", contact=contact, agent=agent, other=other, kind=kind, reason=reason)


FRESH = {
    "arrive": "contact",
    "arrive_direct": "contact",
    "request_callback": "callback",
    "consult_queue": "consult",
    "consult_person": "consult",
}
"""Commands that make a contact, and the argument that is its number."""

Told = Callable[[str, int], None]


class EngineHands(Hands):
    """Hands directly on an engine, on a clock that its owner moves. `told` hears each command that was accepted."""

    def __init__(self, engine: Engine, told: Told | None = None) -> None:
        self.engine = engine
        self.at = 0
        self._told = told

    def now(self) -> int:
        """The virtual time."""
        return self.at

    def look(self, question: Callable[[Engine], T]) -> T:
        """Ask the engine."""
        return question(self.engine)

    def do(self, name: str, **arguments: Any) -> Done:
        """Carry out a command now."""
        made = 0
        if name in FRESH:
            made = self.engine.floor.last_contact + 1
            arguments[FRESH[name]] = made
        refusal: Refusal | None = getattr(self.engine, name)(self.at, **arguments)
        if refusal is not None:
            return Done(refusal=refusal)
        if self._told is not None:
            self._told(name, self.at)
        return Done(contact=made)

    def ticked(self) -> None:
        """Time alone has made something happen."""
        if self._told is not None:
            self._told("advance", self.at)
