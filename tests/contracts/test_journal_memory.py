"""The journal in memory keeps the contract."""

import pytest

from contracts.journal_contract import JournalContract
from highroad.adapters.storage.memory import MemoryJournal


class TestMemoryJournal(JournalContract):
    @pytest.fixture
    def journal(self) -> MemoryJournal:
        return MemoryJournal("main")
