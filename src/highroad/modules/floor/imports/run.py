"""Takes a file of calls into a journal of its own, once, however often it is run.

Each call is one entry, under an id made from the other system's call id (hashed: such ids hold phone numbers at
times), so a call that was taken before is passed over. Nothing is written in a dry run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from highroad.core.words.journal import Journal, NewEntry
from highroad.modules.floor.models import ImportedName
from highroad.modules.floor.reports.projector import Projector
from highroad.modules.floor.service.memory import from_entry, to_body

from .records import CallRecord, facts_of
from .sources import Fault

GROUP = 500
LEASE_MS = 60_000


@dataclass(slots=True)
class Result:
    """What an import did, or in a dry run would do."""

    taken: int = 0
    known: int = 0
    answered: int = 0
    faults: list[Fault] = field(default_factory=list)


class Names:
    """Numbers for the people of another system. Names are kept beside the journal, never in it."""

    def __init__(self, floor: str, *, saved: bool = True) -> None:
        self.floor = floor
        known = ImportedName.objects.filter(floor=floor).values_list("name", "number") if saved else ()
        self.numbers = dict(known)
        self.new: list[str] = []

    def number_of(self, name: str) -> int:
        """The number of a name; the next free one when it is new."""
        if name not in self.numbers:
            self.numbers[name] = len(self.numbers) + 1
            self.new.append(name)
        return self.numbers[name]

    def save(self) -> None:
        """Keep the new names."""
        rows = [ImportedName(floor=self.floor, number=self.numbers[name], name=name) for name in self.new]
        ImportedName.objects.bulk_create(rows, ignore_conflicts=True)
        self.new = []


def command_id(call_id: str) -> str:
    """The id under which a call is taken once."""
    return f"import:{hashlib.sha256(call_id.encode()).hexdigest()[:40]}"


def dry_run(records: Iterable[CallRecord | Fault]) -> Result:
    """What an import into an empty journal would do. It opens no journal and saves no name."""
    result = Result()
    for record in records:
        _count(result, record, known=False)
    return result


def take(records: Iterable[CallRecord | Fault], journal: Journal, names: Names, at: int) -> Result:
    """Take the calls into the journal, and read them into the rows that reports count. `at` is now, epoch ms."""
    result = Result()
    tenure = journal.acquire("import", at, LEASE_MS)
    contact = _last_contact(journal)
    group: list[NewEntry] = []
    for record in records:
        known = _known(journal, record)
        _count(result, record, known=known)
        if isinstance(record, Fault) or known:
            continue
        contact += 1
        body = to_body("import", "import", facts_of(record, contact))
        group.append(NewEntry(record.arrived, command_id(record.call_id), body))
        if len(group) == GROUP:
            _append(journal, tenure.epoch, group, names)
            group = []
    _append(journal, tenure.epoch, group, names)
    journal.release(tenure.epoch)
    Projector(names.floor).catch_up(journal)
    return result


def _append(journal: Journal, epoch: int, group: list[NewEntry], names: Names) -> None:
    """Names first: a call without its name could never be mended, a name without calls does no harm."""
    if group:
        with transaction.atomic():
            names.save()
        journal.append(epoch, group)


def _known(journal: Journal, record: CallRecord | Fault) -> bool:
    return isinstance(record, CallRecord) and journal.seen(command_id(record.call_id)) is not None


def _count(result: Result, record: CallRecord | Fault, *, known: bool) -> None:
    if isinstance(record, Fault):
        result.faults.append(record)
    elif known:
        result.known += 1
    else:
        result.taken += 1
        result.answered += record.answered


def _last_contact(journal: Journal) -> int:
    """The contact number of the last call taken; calls are numbered in the order in which they are taken."""
    head = journal.head()
    entry = journal.entry(head.seq) if head.seq else None
    if entry is None:
        return 0
    return int(from_entry(entry.seq, entry.at, entry.body).facts[0][2])
