"""The front door of the floor: what other modules, the faces and the demo may call."""

from .live.hub import Hub
from .running import RunningFloor, start, stop, the_floor
from .service.clock import Clock, DayClock
from .service.commands import Command, Outcome
from .service.host import Host, NotReadable, Unavailable

__all__ = [
    "Clock",
    "Command",
    "DayClock",
    "Host",
    "Hub",
    "NotReadable",
    "Outcome",
    "RunningFloor",
    "Unavailable",
    "start",
    "stop",
    "the_floor",
]
