"""Ways in are declared on cells that exist, once."""

from __future__ import annotations

import pytest
from django.http import HttpRequest, HttpResponse

from highroad.modules.people.api import NotInTheTable, declare, declared, entry_of


def test_a_way_in_without_a_row_cannot_be_shipped() -> None:
    with pytest.raises(NotInTheTable, match=r"access/table\.py"):
        declare("topic", "gossip", "floor.gossip", "read")


def test_a_page_that_writes_needs_the_row_for_writing_too() -> None:
    with pytest.raises(NotInTheTable, match="audit"):
        declare("page", "a.page", "people.audit", "read", writes="change")


def test_the_same_name_on_two_cells_is_refused() -> None:
    declare("topic", "test-topic", "floor.wallboard", "read")
    declare("topic", "test-topic", "floor.wallboard", "read")
    with pytest.raises(ValueError, match="Keep one"):
        declare("topic", "test-topic", "floor.desk", "read")


def test_only_known_ways_in_can_be_declared() -> None:
    with pytest.raises(ValueError, match="not a way in"):
        declare("window", "back", "floor.desk", "read")


def test_a_view_carries_its_entry() -> None:
    @declared("floor.desk", "read", writes="work")
    def desk(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    entry = entry_of(desk)
    assert entry is not None
    assert (entry.object, entry.action, entry.writes) == ("floor.desk", "read", "work")
    assert entry.action_for("HEAD") == "read"
    assert entry.action_for("POST") == "work"
