"""The front door of the floor: what other modules, the faces and the demo may call."""

from .live.hub import Hub, Reader
from .live.presence import Presence
from .live.scope import FloorScope
from .practice.actions import ensure_first_version
from .practice.force import activate, activate_due, bring_into_force, due_versions
from .practice.keeping import put_due_in_force, take_up_practice
from .practice.queries import NoPractice, practice_in_force, practice_of
from .queries.scope import floor_scope
from .reports.following import read_into_reports
from .roster import follow_the_directory, tell_everyone
from .running import RunningFloor, floor_runs_here, start, stop, the_floor
from .service.clock import Clock, DayClock
from .service.commands import Command, Outcome
from .service.host import Host, NotReadable, Unavailable
from .service.memory import Heard, to_blob, to_body

__all__ = [
    "Clock",
    "Command",
    "DayClock",
    "FloorScope",
    "Heard",
    "Host",
    "Hub",
    "NoPractice",
    "NotReadable",
    "Outcome",
    "Presence",
    "Reader",
    "RunningFloor",
    "Unavailable",
    "activate",
    "activate_due",
    "bring_into_force",
    "due_versions",
    "ensure_first_version",
    "floor_runs_here",
    "floor_scope",
    "follow_the_directory",
    "practice_in_force",
    "practice_of",
    "put_due_in_force",
    "read_into_reports",
    "start",
    "stop",
    "take_up_practice",
    "tell_everyone",
    "the_floor",
    "to_blob",
    "to_body",
]
