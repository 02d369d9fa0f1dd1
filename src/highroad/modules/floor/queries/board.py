"""The wallboard as a screen begins with it: queues and groups by their titles, the figures of now, the formulas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from highroad.core.engine import desk
from highroad.modules.cases.api import practice
from highroad.modules.floor.reports.metrics import BY_ID
from highroad.modules.floor.running import RunningFloor
from highroad.modules.floor.wording import STATES, say

FORMULAS: Final = {"b": "service_level_b", "a": "service_level_a"}
"""The service-level formulas in use in the field, the default first; each is a metric of the reports."""

ON_THE_PHONES: Final = ("talking", "holding", "consulting", "wrapping", "offered", "available")
OFF_THE_PHONES: Final = ("protected", "captain", "training", "meeting", "break", "meal", "away")
"""The states in the order of the board: with filled and with outlined bars. Nobody signed out is counted."""

BOARD_WORDS: Final = {**STATES, "offered": _("Offered a call"), "break": pgettext_lazy("state of a desk", "Break")}

assert set(ON_THE_PHONES) | set(OFF_THE_PHONES) | {"signed_out"} == set(desk.STATE_NAMES)


def board_now(floor: RunningFloor) -> dict[str, Any]:
    """The topic `board` with the floor's time: what the first picture is drawn from."""
    return {"at": floor.host.clock.now(), "values": floor.hub.snapshot("board")}


def zone_of(floor: RunningFloor) -> str:
    """The time zone of the site whose clock hangs on the wall."""
    return floor.host.look(lambda engine: engine.floor.rules.zone)


def board_titles(wanted: Sequence[str] = ()) -> dict[str, Any]:
    """What things are called, in the playbook's order. `wanted` are the queues to show; empty for all."""
    playbook = practice()
    chosen = [queue for queue in playbook.queues if not wanted or queue.key in wanted]
    return {
        "title": say(playbook.about.title),
        "queues": [{"key": queue.key, "title": say(queue.title)} for queue in chosen],
        "all_queues": [{"key": queue.key, "title": say(queue.title)} for queue in playbook.queues],
        "groups": {group.key: say(group.title) for group in playbook.groups},
        "on": [{"key": name, "title": str(BOARD_WORDS[name])} for name in ON_THE_PHONES],
        "off": [{"key": name, "title": str(BOARD_WORDS[name])} for name in OFF_THE_PHONES],
        "formulas": [
            {"key": key, "name": gettext(BY_ID[name].name), "formula": gettext(BY_ID[name].formula)}
            for key, name in FORMULAS.items()
        ],
        "purposes": {purpose.key: say(purpose.title) for purpose in playbook.hours},
    }
