"""Gives callers a person, a case and answers: who is on the line, and what they say to a step of the guide."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from highroad.core.simulator.callers import Caller
from highroad.core.simulator.stories import Said, Who, says
from highroad.demo.cases import DemoCase

AREAS = ("Pinewood", "Great Bay", "Two Rivers", "Lakeport")
"""Areas of other consortia in the county playbook's directory."""
STRANGERS = ("Perrin Oakapple", "Mireya Juncal", "Tansy Willowby", "Nestor Robledo")


class Voices:
    """The persons behind the callers of one day. The same caller is always the same person."""

    def __init__(self, cases: Sequence[DemoCase]) -> None:
        self.cases = list(cases)
        self._chosen: dict[str, DemoCase | None] = {}
        self._taken: set[str] = set()

    def case_of(self, caller: Caller) -> DemoCase | None:
        """The case a caller stands for; None for one who has none here."""
        if caller.token not in self._chosen:
            self._chosen[caller.token] = self._choose(caller)
        return self._chosen[caller.token]

    def give(self, caller: Caller, case: DemoCase) -> None:
        """Let this caller stand for this case."""
        self._chosen[caller.token] = case
        self._taken.add(case.token)

    def _choose(self, caller: Caller) -> DemoCase | None:
        if not caller.story.case:
            return None
        fits = [case for case in self.cases if case.story == caller.story.case]
        # A language is asked for first, then a case nobody has called about today, then any of the story.
        speaks = [case for case in fits if case.language == caller.language] or fits or self.cases
        free = [case for case in speaks if case.token not in self._taken] or speaks
        case = free[int.from_bytes(sha256(caller.token.encode()).digest()[:4], "big") % len(free)] if free else None
        if case is not None:
            self._taken.add(case.token)
        return case

    def token_of(self, caller: Caller) -> str:
        """The case's token, for the floor's facts; empty for a caller who has none."""
        case = self.case_of(caller)
        return case.token if case is not None else ""

    def who(self, caller: Caller) -> Who:
        """Who calls, in the words a sentence needs."""
        case = self.case_of(caller)
        place = int.from_bytes(sha256(caller.token.encode()).digest()[4:6], "big")
        area = AREAS[place % len(AREAS)]
        if case is None:
            return Who(name=STRANGERS[place % len(STRANGERS)], relation="self", area=area)
        return Who(
            name=case.caller,
            holder=case.name,
            relation=case.relation,
            case_number=case.number,
            address=case.address,
            phone=case.phone,
            area=area,
        )

    def says(self, caller: Caller, step: str) -> Said:
        """What the caller answers at a step of the guide."""
        return says(caller.story, self.who(caller), step, caller.language)
