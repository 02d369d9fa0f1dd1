"""Keeps the rows of the running floor's reports up with its journal."""

from __future__ import annotations

from highroad.modules.floor.running import RunningFloor

from .projector import Projector

_FOLLOWING: list[tuple[RunningFloor, Projector]] = []


def read_into_reports(floor: RunningFloor) -> int:
    """Read what is new in the floor's journal into rows; gives the entry reached. One caller at a time."""
    if not _FOLLOWING or _FOLLOWING[0][0] is not floor:
        _FOLLOWING[:] = [(floor, Projector(floor.host.journal.floor))]
    return _FOLLOWING[0][1].catch_up(floor.host.journal)
