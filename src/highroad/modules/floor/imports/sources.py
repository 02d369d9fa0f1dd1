"""Files of calls, read row by row: a CSV by a mapping, and an Asterisk queue log by its own rules.

Each source yields records and faults; a fault names its line and says what is wrong, and never stops the rest.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TextIO

from .mapping import BadMapping, BadRow, ColumnMap, RowReader, slug
from .records import CallRecord

NumberOf = Callable[[str], int]
"""Gives the number under which a person of the other system is known here."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that was not taken: its line in the file, the row as it was, and why."""

    line: int
    row: str
    why: str


def read_csv(file: TextIO, mapping: ColumnMap, number_of: NumberOf) -> Iterator[CallRecord | Fault]:
    """The calls of a CSV. Raises BadMapping when the file lacks a heading that the mapping names."""
    reader = csv.DictReader(file, delimiter=mapping.delimiter)
    headings = reader.fieldnames or []
    lacking = [theirs for theirs in mapping.columns.values() if theirs not in headings]
    if lacking:
        message = f"The file has no column “{'”, “'.join(lacking)}”. It has: {', '.join(headings) or 'nothing'}."
        raise BadMapping(message)
    seen: set[str] = set()
    for row in reader:
        try:
            record = _record(RowReader(mapping, row), number_of)
            if record.call_id in seen:
                message = "This call id stands on an earlier line already. Each call is taken once."
                raise BadRow(message)
            seen.add(record.call_id)
            yield record
        except BadRow as fault:
            yield Fault(reader.line_num, mapping.delimiter.join(str(v or "") for v in row.values()), str(fault))


def _record(row: RowReader, number_of: NumberOf) -> CallRecord:
    answered = row.yes("answered")
    agent = row.text("agent")
    if answered and not agent and "agent" in row.mapping.columns:
        message = "It was answered, but nobody is named. Name who answered."
        raise BadRow(message)
    return CallRecord(
        call_id=row.text("call_id", needed=True),
        queue=slug(row.text("queue", needed=True)),
        arrived=row.arrived(),
        answered=bool(answered),
        agent=number_of(agent) if agent else 0,
        wait_ms=row.milliseconds("wait_s"),
        talk_ms=row.milliseconds("talk_s"),
        hold_ms=row.milliseconds("hold_s"),
        wrap_ms=row.milliseconds("wrap_s"),
        resolved=row.yes("resolved") if answered else None,
        channel=row.text("channel") or "voice",
    )


@dataclass(slots=True)
class _QueueLogCall:
    """What a queue log has told of one call so far."""

    line: int
    queue: str
    arrived: int
    missed_by: list[int] = field(default_factory=list)
    agent: int = 0
    wait_ms: int = 0


def read_queue_log(file: TextIO, number_of: NumberOf) -> Iterator[CallRecord | Fault]:
    """The calls of an Asterisk queue log: `epoch|call id|queue|agent|event|…`, one event a line.

    Callers' numbers in it are not read. A call whose end is not in the file is a fault, and is taken when a later
    file tells its end.
    """
    calls: dict[str, _QueueLogCall] = {}
    for number, line in enumerate(file, start=1):
        parts = line.rstrip("\n").split("|")
        if len(parts) < 5 or not parts[0].split(".")[0].isdecimal():
            if line.strip():
                yield Fault(number, line.strip(), "This is no line of a queue log: epoch|call|queue|agent|event|…")
            continue
        done = _queue_log_event(calls, number, parts, number_of)
        if done is not None:
            yield done
    for call_id, call in calls.items():
        yield Fault(call.line, call_id, "The log does not tell how this call ended.")


def _queue_log_event(
    calls: dict[str, _QueueLogCall], line: int, parts: list[str], number_of: NumberOf
) -> CallRecord | None:
    at, call_id, queue, agent, event = round(float(parts[0]) * 1000), parts[1], parts[2], parts[3], parts[4]
    if event == "ENTERQUEUE":
        calls[call_id] = _QueueLogCall(line, slug(queue), at)
        return None
    call = calls.get(call_id)
    if call is None:
        return None
    more = [*parts[5:], "0", "0", "0"]
    if event == "RINGNOANSWER":
        call.missed_by.append(number_of(agent))
    elif event == "CONNECT":
        call.agent, call.wait_ms = number_of(agent), at - call.arrived
    elif event in ("COMPLETECALLER", "COMPLETEAGENT", "BLINDTRANSFER", "ATTENDEDTRANSFER", "TRANSFER"):
        ended_by = {"COMPLETECALLER": "caller", "COMPLETEAGENT": "agent"}.get(event, "transfer:queue")
        talk_ms = at - call.arrived - call.wait_ms
        return _queue_log_record(calls.pop(call_id), call_id, talk_ms, ended_by)
    elif event in ("ABANDON", "EXITWITHTIMEOUT", "EXITEMPTY", "EXITWITHKEY"):
        call.wait_ms = int(more[2]) * 1000 if event == "ABANDON" and more[2].isdecimal() else at - call.arrived
        return _queue_log_record(calls.pop(call_id), call_id, 0, "")
    return None


def _queue_log_record(call: _QueueLogCall, call_id: str, talk_ms: int, ended_by: str) -> CallRecord:
    return CallRecord(
        call_id=call_id,
        queue=call.queue,
        arrived=call.arrived,
        answered=bool(ended_by),
        agent=call.agent if ended_by else 0,
        wait_ms=call.wait_ms,
        talk_ms=talk_ms,
        ended_by=ended_by or "unknown",
        missed_by=tuple(call.missed_by),
    )
