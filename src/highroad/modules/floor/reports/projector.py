"""Reads a floor's journal into rows, once, in order, and goes on where it left off.

The rows of a batch and the position reached are saved in one transaction, so a stop in the middle loses nothing and
doubles nothing. It follows a running floor as a listener, or reads a journal that nobody runs (an import).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db import models, transaction

from highroad.core.engine import desk
from highroad.core.engine.record import apply
from highroad.core.words.journal import JournalReader
from highroad.modules.floor.models import DeskSpell, OfferNotTaken, QueueLeg, Reading, Worked
from highroad.modules.floor.service.memory import Heard, from_entry

from . import books
from .spells import Spell, Spells

BATCH = 2_000
"""Entries read into rows in one transaction."""


class Projector:
    """One floor's reader. Not for use by two threads at once."""

    def __init__(self, floor: str) -> None:
        self.floor = floor
        self.books = books.Books()
        self.spells = Spells()
        self.seq = 0
        reading = Reading.objects.filter(floor=floor).first()
        if reading is not None:
            self.seq = reading.seq
            if reading.open:
                self.books.restore(reading.open["books"])
                self.spells.restore(reading.open["spells"])

    def catch_up(self, journal: JournalReader) -> int:
        """Read what the journal has beyond the position reached; gives the new position."""
        batch: list[Heard] = []
        for entry in journal.read(after_seq=self.seq):
            batch.append(from_entry(entry.seq, entry.at, entry.body))
            if len(batch) == BATCH:
                self.read(batch)
                batch = []
        self.read(batch)
        return self.seq

    def read(self, entries: Iterable[Heard]) -> None:
        """Turn entries into rows. Entries that were read before are passed over."""
        rows: dict[type[models.Model], list[models.Model]] = {}
        seq = self.seq
        for entry in entries:
            if entry.seq <= seq:
                continue
            for fact in entry.facts:
                apply(self.books, fact)
                apply(self.spells, fact)
            closed = [*self.books.take(), *self.spells.take()]
            for place, row in enumerate(closed):
                model = self._model(row, entry.seq, place)
                rows.setdefault(type(model), []).append(model)
            seq = entry.seq
        if seq > self.seq:
            self._save(rows, seq)

    def _save(self, rows: dict[type[models.Model], list[models.Model]], seq: int) -> None:
        with transaction.atomic():
            for table, made in rows.items():
                table._default_manager.bulk_create(made, batch_size=500, ignore_conflicts=True)  # noqa: SLF001 - Django's name
            open_books = {"books": self.books.state(), "spells": self.spells.state()}
            Reading.objects.update_or_create(floor=self.floor, defaults={"seq": seq, "open": open_books})
        self.seq = seq

    def _model(self, row: books.Row | Spell, seq: int, place: int) -> models.Model:
        where: dict[str, Any] = {"floor": self.floor, "seq": seq, "place": place}
        values = asdict(row)
        if isinstance(row, books.Leg):
            return QueueLeg(**where, **values)
        if isinstance(row, books.Handling):
            values.pop("holding_since")
            return Worked(**where, **values)
        if isinstance(row, books.OfferNotTaken):
            return OfferNotTaken(**where, **values)
        values["state"] = desk.STATE_NAMES[row.state]
        return DeskSpell(**where, **values)


def forget(floor: str) -> None:
    """Throw a floor's rows away, to read its journal again from the beginning."""
    with transaction.atomic():
        for table in (QueueLeg, Worked, OfferNotTaken, DeskSpell):
            table._default_manager.filter(floor=floor).delete()  # noqa: SLF001 - Django's name
        Reading.objects.filter(floor=floor).delete()
