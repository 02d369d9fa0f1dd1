"""What people read about the life of a version: its states, and why something cannot be done to it now."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from highroad.modules.floor.versioning.states import Act, State

STATE_WORDS: Final[dict[State, Promise]] = {
    State.DRAFT: gettext_lazy("Draft"),
    State.PROPOSED: gettext_lazy("Proposed, no side has approved yet"),
    State.MANAGEMENT: gettext_lazy("Management approved, labor has not yet"),
    State.LABOR: gettext_lazy("Labor approved, management has not yet"),
    State.SCHEDULED: gettext_lazy("Approved by both, waits for its date"),
    State.IN_FORCE: gettext_lazy("In force"),
    State.SUPERSEDED: gettext_lazy("Superseded"),
    State.WITHDRAWN: gettext_lazy("Withdrawn"),
}
STATE_MARKS: Final[dict[State, tuple[str, str]]] = {
    # the chip's icon and its ground
    State.DRAFT: ("edit", ""),
    State.PROPOSED: ("help_outline", "warn"),
    State.MANAGEMENT: ("help_outline", "warn"),
    State.LABOR: ("help_outline", "warn"),
    State.SCHEDULED: ("schedule", "accent"),
    State.IN_FORCE: ("check_circle", "good"),
    State.SUPERSEDED: ("history", ""),
    State.WITHDRAWN: ("highlight_off", ""),
}
SIDE_WORDS: Final[dict[str, Promise]] = {
    Act.MANAGEMENT.value: gettext_lazy("Management"),
    Act.LABOR.value: gettext_lazy("Labor"),
}


def why_not(state: State, act: Act) -> str:
    """Why this cannot be done in this state, and what to do instead."""
    if state is State.WITHDRAWN:
        return _("This version was withdrawn. Start a new draft from it.")
    if state is State.SUPERSEDED:
        return _("This version was in force and is not any more. Start a new draft from it.")
    if act is Act.EDIT:
        return _(
            "From its proposal on nothing in a version is changed: both sides sign the same words. Start a draft."
        )
    if act is Act.PROPOSE:
        return _("This version was proposed before. Start a new draft to change something.")
    if act in {Act.MANAGEMENT, Act.LABOR}:
        if state is State.DRAFT:
            return _("A draft cannot be approved: it may still change. Propose it first.")
        return _("This side has approved already. Nothing more is needed from it.")
    if act is Act.ACTIVATE:
        return _why_not_activate(state)
    if act is Act.WITHDRAW:
        return _("The version in force cannot be withdrawn. Put another one in force in its place.")
    return _("Only the version in force is superseded, when another one takes effect.")


def _why_not_activate(state: State) -> str:
    if state is State.IN_FORCE:
        return _("This version is in force already.")
    if state is State.MANAGEMENT:
        return _("Labor has not approved this version. It takes effect only after both sides have.")
    if state is State.LABOR:
        return _("Management has not approved this version. It takes effect only after both sides have.")
    return _("Neither side has approved this version. It takes effect only after both have.")
