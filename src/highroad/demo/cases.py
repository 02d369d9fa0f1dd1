"""The demo's cases: invented households with dates around today, so that every day of the demo has its stories.

The same seed and day give the same cases. Social Security numbers begin with 987, which was never issued to anyone;
phones are 555-01xx.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.db import transaction

from highroad.demo.case_names import COUNTIES, FIRST, LAST, STREETS
from highroad.modules.cases.api import (
    Case,
    CaseFile,
    FiledItem,
    FiledPerson,
    FiledProgram,
    add_comment,
    authorize,
    mirror,
)
from highroad.modules.people.api import Actor, Person, the_system

NUMBER_FIRST = 4_018_227
CASES = 160
ROSA = "4018227"
STORIES = (
    # story, how many of a hundred
    ("renewal", 22), ("six_month_report", 16), ("pay_stubs", 16), ("closed", 10), ("missed", 8), ("discrepancy", 8),
    ("change", 6), ("confidential", 6), ("same_day", 3), ("quiet", 5),
)  # fmt: skip
PROGRAMS = (("foodshare", "FoodShare"), ("health_care", "Health care"), ("child_care", "Child care"))


@dataclass(frozen=True, slots=True)
class DemoCase:
    """A case, with what its caller knows: a simulated caller answers the call guide's questions from this."""

    token: str
    number: str
    story: str
    name: str
    caller: str
    relation: str
    address: str
    phone: str
    ssn: str
    language: str
    confidential: bool


@transaction.atomic
def demo_cases(seed: int, today: date, workers: Sequence[Person], count: int = CASES) -> list[DemoCase]:
    """File all the demo's cases; `workers` are those they are assigned to. Running it again changes nothing."""
    return [_rosa(today, workers), *(_one(seed, place, today, workers) for place in range(1, count))]


def _one(seed: int, place: int, today: date, workers: Sequence[Person]) -> DemoCase:
    # Its own chance, so that one case never depends on how another came out.
    chance = Random(f"{seed}:{today.isoformat()}:{place}")  # noqa: S311  (the same seed, the same day)
    number = NUMBER_FIRST + place * 37
    # Each story once, so that a small demo has them all; then by their shares.
    by_share = chance.choice([story for story, share in STORIES for _ in range(share)])
    story = STORIES[place - 1][0] if place <= len(STORIES) else by_share
    spanish = chance.random() < 0.2
    last = chance.choice(LAST)
    name = f"{chance.choice(FIRST)} {last}"
    size = chance.choice((1, 1, 2, 2, 3, 3, 4, 5))
    ssn = f"987{chance.randint(10, 64):02d}{chance.randint(1, 9999):04d}"
    address = f"{chance.randint(100, 989)} {chance.choice(STREETS)}"
    if chance.random() < 0.3:
        address += f", apt {chance.randint(1, 24)}"
    filed = CaseFile(
        number=str(number),
        confidential=story == "confidential",
        assigned_staff_number=chance.choice(workers).staff_number if workers else "",
        household_size=size,
        home_language="es" if spanish else "en",
        county=chance.choice(COUNTIES),
        people=(FiledPerson(name, "self", ssn, date(chance.randint(1950, 2005), chance.randint(1, 12), 9)),),
        addresses=(address,),
        phones=(f"608-555-01{chance.randint(0, 99):02d}",),
        programs=_programs(chance, story, today),
        pending=_pending(chance, story, today),
    )
    case = mirror(filed)
    _comments(chance, case, story, today, workers)
    return _known(case, filed, story, caller=name, relation="self")


def _programs(chance: Random, story: str, today: date) -> tuple[FiledProgram, ...]:
    kinds = chance.sample(PROGRAMS, chance.choice((1, 2, 2, 3)))
    found = [
        FiledProgram(ref=f"p{place}", kind=kind, name=name, status="open", review_due=_ahead(today, chance, 60, 330))
        for place, (kind, name) in enumerate(kinds)
    ]
    first = found[0]
    if story in {"renewal", "same_day"}:
        found[0] = replace(first, review_due=_ahead(today, chance, 2, 40))
    elif story == "six_month_report":
        found[0] = replace(first, report_due=_ahead(today, chance, 1, 40))
    elif story == "closed":
        closed = today - timedelta(days=chance.randint(2, 28))
        found[0] = replace(
            first, status="closed", review_due=None, closed_on=closed,
            closed_for=chance.choice(("form not returned", "proof of income missing", "interview not held")),
        )  # fmt: skip
    return tuple(found)


def _pending(chance: Random, story: str, today: date) -> tuple[FiledItem, ...]:
    lately = today - timedelta(days=chance.randint(1, 9))
    if story == "pay_stubs":
        return (FiledItem("i0", "document", "Two pay stubs", "pay_stub", lately),)
    if story == "same_day":
        return (FiledItem("i0", "document", "Proof of rent", "rent", lately, today),)
    if story == "six_month_report":
        return (FiledItem("i0", "six_month_report", "Six-month report form", "report", lately),)
    if story == "missed":
        return (FiledItem("i0", "appointment", "Review interview", "review", lately),)
    if story == "discrepancy":
        return (FiledItem("i0", "discrepancy", "Wages at two employers", "discrepancy", lately),)
    if story == "change":
        return (FiledItem("i0", "change", "New address reported", "change", lately),)
    return ()


COMMENTS = {
    "renewal": ("Renewal packet mailed.", "Caller asked when the renewal is due; told the date."),
    "six_month_report": ("Six-month report form mailed.",),
    "pay_stubs": ("Pay stubs arrived by upload, not yet read.",),
    "closed": ("Closed: notice mailed with the reason and how to reopen.",),
    "missed": ("Review interview: no answer at the number given.",),
    "discrepancy": ("Two sources differ on wages; letter sent.",),
    "change": ("Address change reported through the web form.",),
    "confidential": ("Handled by the assigned worker only.",),
    "same_day": ("Proof of rent is due; household was told.",),
    "quiet": ("Benefits explained; nothing open.",),
}


def _comments(chance: Random, case: Case, story: str, today: date, workers: Sequence[Person]) -> None:
    # A second run finds them there; comments are never rewritten.
    if case.comments.exists():
        return
    for text in COMMENTS[story]:
        day = today - timedelta(days=chance.randint(1, 40))
        at = datetime.combine(day, time(chance.randint(14, 21), chance.randint(0, 59)), UTC)
        author = _as(chance.choice(workers)) if workers else None
        if author is not None:
            add_comment(author, case, text, at=at)


def _rosa(today: date, workers: Sequence[Person]) -> DemoCase:
    """The case of the pictures: Lena Marin calls for her mother Rosa, whose renewal is due in twelve days."""
    filed = CaseFile(
        number=ROSA,
        confidential=False,
        assigned_staff_number=workers[0].staff_number if workers else "",
        household_size=3,
        home_language="es",
        county="Alder",
        people=(FiledPerson("Rosa Marin", "self", "987654471", date(1961, 4, 12)),),
        addresses=("418 Alder Street, apt 2",),
        phones=("608-555-0142",),
        programs=(
            FiledProgram("p0", "foodshare", "FoodShare", "open", review_due=today + timedelta(days=12)),
            FiledProgram("p1", "health_care", "Health care", "open", review_due=today + timedelta(days=101)),
            FiledProgram(
                "p2", "child_care", "Child care", "closed",
                closed_on=today - timedelta(days=19), closed_for="form not returned",
            ),
        ),
        pending=(FiledItem("i0", "document", "Two pay stubs", "pay_stub", today - timedelta(days=3)),),
    )  # fmt: skip
    case = mirror(filed)
    noon = datetime.combine(today, time(18, 0), UTC)
    authorize(
        the_system("demo"), case, name="Lena Marin", relation="authorized_representative",
        programs=["FoodShare", "Health care"], from_day=today - timedelta(days=200),
        until_day=today + timedelta(days=165), at=noon,
    )  # fmt: skip
    if workers and not case.comments.exists():
        closed = noon - timedelta(days=19)
        add_comment(_as(workers[-1]), case, "Child care closed: form not returned.", at=closed)
        add_comment(_as(workers[0]), case, "Pay stubs arrived by upload, not yet read.", at=noon - timedelta(days=3))
    return _known(case, filed, "renewal", caller="Lena Marin", relation="authorized_representative")


def _known(case: Case, filed: CaseFile, story: str, *, caller: str, relation: str) -> DemoCase:
    return DemoCase(
        token=case.token,
        number=case.number,
        story=story,
        name=filed.people[0].name,
        caller=caller,
        relation=relation,
        address=filed.addresses[0],
        phone=filed.phones[0],
        ssn=filed.people[0].ssn,
        language=filed.home_language,
        confidential=filed.confidential,
    )


def _ahead(today: date, chance: Random, least: int, most: int) -> date:
    return today + timedelta(days=chance.randint(least, most))


def _as(person: Person) -> Actor:
    return Actor(token=person.token, person_id=person.pk)
