"""What is written to the logs: one JSON object a line, and nothing that could quote somebody.

An exception is logged by its kind and the places it passed through, never with its message or the values around it:
either may hold a name, a number or what a caller said.
"""

from __future__ import annotations

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog


def only_the_place(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Replace an exception by its kind and where it happened."""
    given = event.pop("exc_info", None)
    fault = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(fault, BaseException):
        event["fault"] = type(fault).__name__
        event["at"] = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(fault.__traceback__)][-6:]
    return event


def configure() -> None:
    """Set up the logs of this process. Safe to repeat."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_the_place,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
