"""How the columns of a file of calls become records: a mapping, written as YAML, and the built-in ones.

```yaml
delimiter: ","
zone: America/Chicago
columns:
  call_id: Call Id            # the only column that must be unique
  agent: Agent
  queue: Topic
  date: Date                  # either date and time, or `arrived` in one column
  time: Time
  answered: Answered (Y/N)
  resolved: Resolved
  wait_s: Speed of answer in seconds
  talk_s: Average Talk Duration
formats: ["%Y-%m-%d %H:%M:%S"]
yes: ["Y", "yes", "true", "1"]
```
Every fault of a row is said with its line, what was read and what was expected; the other rows are taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

REQUIRED: Final = ("call_id", "queue", "answered")
COLUMNS: Final = (
    "call_id", "agent", "queue", "arrived", "date", "time", "answered", "resolved", "wait_s", "talk_s", "hold_s",
    "wrap_s", "channel",
)  # fmt: skip
YES: Final = ("y", "yes", "true", "1", "t", "answered", "resolved")
NO: Final = ("n", "no", "false", "0", "f", "abandoned", "unresolved")
FORMATS: Final = (
    "%Y-%m-%d %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%m/%d/%Y %H:%M:%S", "%m/%d/%Y %H:%M",
    "%m/%d/%Y %I:%M:%S %p",
)  # fmt: skip


class BadMapping(ValueError):
    """A mapping that cannot be used; the message says why and how to mend it."""


class BadRow(ValueError):
    """A row that cannot be read; the message says which column, what was read and what was expected."""


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Which column holds what."""

    columns: dict[str, str]
    delimiter: str = ","
    zone: str = "UTC"
    formats: tuple[str, ...] = FORMATS
    yes: tuple[str, ...] = YES
    no: tuple[str, ...] = NO
    channel: str = "voice"


GENERIC: Final = {
    "call_id": "call_id", "agent": "agent", "queue": "queue", "arrived": "arrived", "answered": "answered",
    "resolved": "resolved", "wait_s": "wait_s", "talk_s": "talk_s", "hold_s": "hold_s", "wrap_s": "wrap_s",
}  # fmt: skip
"""The built-in mapping `generic`: a file whose headings are our own words."""


def read_mapping(path: Path) -> ColumnMap:
    """A mapping file. Raises BadMapping."""
    try:
        data = YAML(typ="safe", pure=True).load(path.read_text("utf-8"))
    except (OSError, YAMLError) as error:
        message = f"{path.name} cannot be read as YAML: {error}"
        raise BadMapping(message) from None
    if not isinstance(data, dict) or not isinstance(data.get("columns"), dict):
        message = f"{path.name} needs `columns:` with our name on the left and the file's heading on the right."
        raise BadMapping(message)
    return checked(data)


def checked(data: Mapping[str, Any]) -> ColumnMap:
    """A mapping from plain data, checked. Raises BadMapping."""
    columns = {str(ours): str(theirs) for ours, theirs in data["columns"].items()}
    unknown = sorted(set(columns) - set(COLUMNS))
    if unknown:
        message = f"`columns` does not know {', '.join(unknown)}. It knows: {', '.join(COLUMNS)}."
        raise BadMapping(message)
    lacking = [name for name in REQUIRED if name not in columns]
    if "arrived" not in columns and not {"date", "time"} <= set(columns):
        lacking.append("arrived (or date and time)")
    if lacking:
        message = f"`columns` lacks {', '.join(lacking)}. Name the heading under which the file has it."
        raise BadMapping(message)
    zone = str(data.get("zone", "UTC"))
    try:
        ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        message = f"`zone: {zone}` is no time zone. Write it as America/Chicago."
        raise BadMapping(message) from None
    return ColumnMap(
        columns=columns,
        delimiter=str(data.get("delimiter", ",")),
        zone=zone,
        formats=tuple(data.get("formats", FORMATS)),
        yes=tuple(str(word).lower() for word in data.get("yes", YES)),
        no=tuple(str(word).lower() for word in data.get("no", NO)),
    )


def slug(words: str) -> str:
    """A queue's title as a code: "Technical Support" is technical_support."""
    return re.sub(r"[^a-z0-9]+", "_", words.strip().lower()).strip("_")[:80]


class RowReader:
    """Reads the cells of one row by a mapping. Every method raises BadRow."""

    def __init__(self, mapping: ColumnMap, row: Mapping[str, str | None]) -> None:
        self.mapping = mapping
        self.row = row

    def text(self, name: str, *, needed: bool = False) -> str:
        """A cell as text, without surrounding blanks; empty when the file has no such column."""
        heading = self.mapping.columns.get(name)
        value = (self.row.get(heading) or "").strip() if heading is not None else ""
        if needed and not value:
            message = f"“{heading}” is empty. Every call needs it."
            raise BadRow(message)
        return value

    def yes(self, name: str) -> bool | None:
        """A cell as yes or no; None when it is empty."""
        value = self.text(name).lower()
        if not value:
            return None
        if value in self.mapping.yes:
            return True
        if value in self.mapping.no:
            return False
        message = f"“{self.mapping.columns[name]}” is “{value}”. Write yes or no, or add the word to `yes` or `no`."
        raise BadRow(message)

    def milliseconds(self, name: str) -> int:
        """A cell of seconds, or of h:mm:ss, in ms; 0 when it is empty."""
        value = self.text(name)
        if not value:
            return 0
        parts = value.split(":")
        try:
            seconds = 0.0
            for part in parts:
                seconds = seconds * 60 + float(part)
        except ValueError:
            seconds = -1
        if seconds < 0 or len(parts) > 3:
            message = f"“{self.mapping.columns[name]}” is “{value}”. Write seconds, or h:mm:ss."
            raise BadRow(message)
        return round(seconds * 1000)

    def arrived(self) -> int:
        """When the call arrived, epoch ms."""
        value = self.text("arrived") or f"{self.text('date')} {self.text('time')}".strip()
        for form in self.mapping.formats:
            try:
                local = datetime.strptime(value, form)  # noqa: DTZ007 - given its zone in the next line
            except ValueError:
                continue
            zoned = local if local.tzinfo is not None else local.replace(tzinfo=ZoneInfo(self.mapping.zone))
            return round(zoned.timestamp() * 1000)
        message = f"“{value}” is no time in any of the forms {', '.join(self.mapping.formats)}."
        raise BadRow(message)
