"""Under which version of the practice a contact is handled: the one it arrived under, whatever came since."""

from __future__ import annotations

from highroad.core.playbooks import Playbook
from highroad.modules.cases.api import practice
from highroad.modules.floor.models import GuideRun
from highroad.modules.floor.practice.queries import NoPractice, practice_of


def practice_for(run: GuideRun) -> Playbook:
    """The playbook of a contact's guide. The one in force where no other is kept, or the version is not on record."""
    now = practice()
    if run.version == now.about.version:
        return now
    try:
        return practice_of(run.version)
    except NoPractice:
        return now
