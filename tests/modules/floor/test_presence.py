"""A desk whose last screen is gone: a reload is no absence, a closed browser is one."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from floor_stage import Stage, staged
from highroad.modules.floor.live.presence import Presence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cast import Cast


@pytest.fixture
def stage(cast: Cast) -> Iterator[Stage]:
    with staged(cast) as running:
        running.sit("ada")
        yield running


async def come_and_go(stage: Stage, *, back: bool) -> None:
    presence, ada = Presence(), stage.cast["ada"].pk
    presence.came(stage.floor.host, ada)
    presence.left(stage.floor.host, ada, 0.01)
    if back:
        presence.came(stage.floor.host, ada)
    waiting = presence.leaving.get(ada)
    while waiting is not None and ada in presence.leaving:
        await asyncio.sleep(0.005)


def test_a_closed_browser_sends_a_free_agent_away(stage: Stage) -> None:
    asyncio.run(come_and_go(stage, back=False))
    assert stage.state_of("ada") == "away"


def test_a_reload_changes_nothing(stage: Stage) -> None:
    asyncio.run(come_and_go(stage, back=True))
    assert stage.state_of("ada") == "available"
