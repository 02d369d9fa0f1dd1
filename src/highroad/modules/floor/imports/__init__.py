"""Call records of other systems, taken into the same facts, so that every report works on them."""

from typing import Any

from .mapping import GENERIC, BadMapping, ColumnMap, read_mapping
from .mapping import checked as checked_mapping
from .records import CallRecord
from .run import Names
from .run import Result as ImportResult
from .run import dry_run as dry_run_import
from .run import take as take_import
from .sources import Fault, NumberOf, read_csv, read_queue_log

__all__ = [
    "BadMapping",
    "CallRecord",
    "ColumnMap",
    "Fault",
    "ImportResult",
    "Names",
    "NumberOf",
    "checked_mapping",
    "dry_run_import",
    "generic_mapping",
    "read_csv",
    "read_mapping",
    "read_queue_log",
    "take_import",
]


def generic_mapping() -> dict[str, Any]:
    """The built-in mapping: a file whose headings are our own words."""
    return {"columns": dict(GENERIC)}
