"""The rows that reports count. They are read off the journal; they can be thrown away and read again at any time.

Every row names the journal entry that closed it (`seq`) and its place among the rows of that entry: together they are
unique: reading an entry twice makes nothing twice. Times are epoch milliseconds, as in the journal.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Row(models.Model):
    """What every row read off a journal has."""

    personal_data: ClassVar[str] = "None."

    floor = models.CharField(max_length=64)
    seq = models.PositiveBigIntegerField()
    place = models.PositiveIntegerField()

    class Meta:
        abstract = True


class QueueLeg(Row):
    """One contact's wait in one queue, up to its answer or whatever else ended it."""

    personal_data: ClassVar[str] = "The number of the person who answered."

    contact = models.PositiveBigIntegerField()
    queue = models.CharField(max_length=80)
    channel = models.CharField(max_length=16)
    language = models.CharField(max_length=16, blank=True)
    entered = models.BigIntegerField()
    left = models.BigIntegerField()
    wait_ms = models.BigIntegerField()
    ended = models.CharField(max_length=16)
    agent = models.PositiveBigIntegerField(default=0)
    is_consult = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["floor", "seq", "place"], name="leg_read_once")]
        indexes: ClassVar = [models.Index(fields=["floor", "entered"], name="leg_by_time")]

    def __str__(self) -> str:
        return f"contact {self.contact} in {self.queue}: {self.ended}"


class Worked(Row):
    """One agent's work on one contact, from answer to wrap."""

    personal_data: ClassVar[str] = "The number of the person who worked, and how long."

    contact = models.PositiveBigIntegerField()
    agent = models.PositiveBigIntegerField()
    group = models.CharField(max_length=80, blank=True)
    queue = models.CharField(max_length=80, blank=True)
    channel = models.CharField(max_length=16)
    started = models.BigIntegerField()
    ended = models.BigIntegerField()
    wrapped = models.BigIntegerField()
    talk_ms = models.BigIntegerField()
    hold_ms = models.BigIntegerField()
    wrap_ms = models.BigIntegerField()
    ended_by = models.CharField(max_length=32)
    disposition = models.CharField(max_length=80, blank=True)
    is_consult = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["floor", "seq", "place"], name="worked_read_once")]
        indexes: ClassVar = [
            models.Index(fields=["floor", "started"], name="worked_by_time"),
            models.Index(fields=["floor", "agent", "started"], name="worked_by_agent"),
        ]

    def __str__(self) -> str:
        return f"contact {self.contact} by {self.agent}"


class OfferNotTaken(Row):
    """An offer that did not become a conversation: missed, refused, cut off, or withdrawn since the caller left."""

    personal_data: ClassVar[str] = "The number of the person to whom it was offered."

    contact = models.PositiveBigIntegerField()
    agent = models.PositiveBigIntegerField()
    group = models.CharField(max_length=80, blank=True)
    queue = models.CharField(max_length=80, blank=True)
    offered = models.BigIntegerField()
    ended = models.BigIntegerField()
    outcome = models.CharField(max_length=16)
    why = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["floor", "seq", "place"], name="offer_read_once")]
        indexes: ClassVar = [models.Index(fields=["floor", "offered"], name="offer_by_time")]

    def __str__(self) -> str:
        return f"contact {self.contact} to {self.agent}: {self.outcome}"


class DeskSpell(Row):
    """One person's stay in one state of their desk, and why."""

    personal_data: ClassVar[str] = "The number of the person, and what their desk was doing."

    agent = models.PositiveBigIntegerField()
    group = models.CharField(max_length=80, blank=True)
    state = models.CharField(max_length=16)
    reason = models.CharField(max_length=80, blank=True)
    since = models.BigIntegerField()
    until = models.BigIntegerField()
    by = models.PositiveBigIntegerField(default=0)
    why = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["floor", "seq", "place"], name="spell_read_once")]
        indexes: ClassVar = [models.Index(fields=["floor", "agent", "since"], name="spell_by_agent")]

    def __str__(self) -> str:
        return f"{self.agent} {self.state}"


class Reading(models.Model):
    """How far one floor's journal has been read into rows, and what is still open there."""

    personal_data: ClassVar[str] = "Numbers of people whose work is under way."

    floor = models.CharField(max_length=64, primary_key=True)
    seq = models.PositiveBigIntegerField(default=0)
    open = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.floor} read up to {self.seq}"


class ImportedName(models.Model):
    """The name behind a number in an imported history: the journal holds the number, this row the name."""

    personal_data: ClassVar[str] = "The name of a person as an old system wrote it."

    floor = models.CharField(max_length=64)
    number = models.PositiveBigIntegerField()
    name = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["floor", "number"], name="imported_number_once"),
            models.UniqueConstraint(fields=["floor", "name"], name="imported_name_once"),
        ]

    def __str__(self) -> str:
        return f"number {self.number}"
