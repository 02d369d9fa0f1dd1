"""What every write here begins with: the person behind the actor."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied

from highroad.modules.people.api import Actor, Person, working


def person_behind(by: Actor) -> Person:
    """The person who acts. The program itself, or an account of nobody, writes nothing about cases."""
    person = working(pk=by.person_id) if by.person_id is not None else None
    if person is None:
        raise PermissionDenied
    return person
