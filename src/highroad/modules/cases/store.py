"""The built-in store, and how an agency's own case system is taken over into it.

Permission, comments, work items and signatures always stand in our tables; what the other system knows better (who is
on the file, programs, what waits) is brought up to date from it at each look-up.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from simple_history.utils import bulk_create_with_history

from highroad.modules.people.api import Site, working

from .models import Address, Case, CasePerson, PendingItem, Phone, Program
from .ports import CaseFile, FiledItem, FiledPerson, FiledProgram
from .rules.numbers import digits_of
from .vault import blind_index


@transaction.atomic
def mirror(filed: CaseFile) -> Case:
    """Bring our rows of this case up to date. What is the same is not written."""
    assigned = working(staff_number=filed.assigned_staff_number)
    known = {
        "confidential": filed.confidential,
        "assigned": assigned,
        "household_size": filed.household_size,
        "home_language": filed.home_language,
        "county": filed.county,
    }
    case = Case.objects.filter(number=filed.number).first()
    if case is None:
        site = assigned.site if assigned else Site.objects.earliest("pk")
        return _file_new(Case.objects.create(number=filed.number, site=site, **known), filed)
    if any(getattr(case, name) != value for name, value in known.items()):
        for name, value in known.items():
            setattr(case, name, value)
        case.save()
    for person in filed.people:
        _mirror_person(case, person)
    _mirror_places(case, filed)
    _mirror_programs(case, filed)
    _mirror_items(case, filed)
    return case


def _file_new(case: Case, filed: CaseFile) -> Case:
    """All rows of a new case at once: nothing has to be looked for."""
    people = [
        CasePerson(case=case, name=one.name, relation=one.relation, born_on=one.born_on) for one in filed.people
    ]
    for person, one in zip(people, filed.people, strict=True):
        person.ssn = one.ssn
        person.save()
    Address.objects.bulk_create(Address(case=case, written=written) for written in filed.addresses)
    Phone.objects.bulk_create(Phone(case=case, number=number) for number in filed.phones)
    programs = [Program(case=case, ref=each.ref, **_program_values(each)) for each in filed.programs]
    if programs:
        bulk_create_with_history(programs, Program)
    PendingItem.objects.bulk_create(
        PendingItem(case=case, ref=item.ref, **_item_values(item)) for item in filed.pending
    )
    return case


def _mirror_person(case: Case, filed: FiledPerson) -> None:
    person, new = CasePerson.objects.get_or_create(case=case, name=filed.name, relation=filed.relation)
    number = digits_of(filed.ssn)
    if new or person.born_on != filed.born_on or (number and person.ssn_index != blind_index("ssn", number)):
        person.born_on = filed.born_on
        if number:
            person.ssn = number
        person.save()


def _mirror_places(case: Case, filed: CaseFile) -> None:
    Address.objects.filter(case=case).exclude(written__in=filed.addresses).update(current=False)
    for written in filed.addresses:
        Address.objects.update_or_create(case=case, written=written, defaults={"current": True})
    Phone.objects.filter(case=case).exclude(number__in=filed.phones).update(current=False)
    for number in filed.phones:
        Phone.objects.update_or_create(case=case, number=number, defaults={"current": True})


def _mirror_programs(case: Case, filed: CaseFile) -> None:
    for one in filed.programs:
        values = _program_values(one)
        row = Program.objects.filter(case=case, ref=one.ref).first() or Program(case=case, ref=one.ref)
        if row.pk is None or any(getattr(row, name) != value for name, value in values.items()):
            for name, value in values.items():
                setattr(row, name, value)
            row.save()


def _mirror_items(case: Case, filed: CaseFile) -> None:
    refs = [one.ref for one in filed.pending]
    PendingItem.objects.filter(case=case).exclude(ref="").exclude(ref__in=refs).delete()
    for one in filed.pending:
        PendingItem.objects.update_or_create(case=case, ref=one.ref, defaults=_item_values(one))


def _program_values(one: FiledProgram) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "name": one.name,
        "status": one.status,
        "review_due": one.review_due,
        "report_due": one.report_due,
        "interview_due": one.interview_due,
        "closed_on": one.closed_on,
        "closed_for": one.closed_for,
    }


def _item_values(one: FiledItem) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "title": one.title,
        "detail": one.detail,
        "received_on": one.received_on,
        "due_on": one.due_on,
    }
