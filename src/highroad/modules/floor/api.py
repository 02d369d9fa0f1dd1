"""The front door of the floor: what other modules, the faces and the demo may call."""

from .live.hub import Hub, Reader
from .live.scope import FloorScope
from .queries.scope import floor_scope
from .running import RunningFloor, start, stop, the_floor
from .service.clock import Clock, DayClock
from .service.commands import Command, Outcome
from .service.host import Host, NotReadable, Unavailable

__all__ = [
    "Clock",
    "Command",
    "DayClock",
    "FloorScope",
    "Host",
    "Hub",
    "NotReadable",
    "Outcome",
    "Reader",
    "RunningFloor",
    "Unavailable",
    "floor_scope",
    "start",
    "stop",
    "the_floor",
]
