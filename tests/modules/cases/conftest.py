"""A few cases around the cast: an open one, a confidential one of Bob's, and everybody's desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from cast import THEN, Cast
from highroad.modules.cases.api import authorize, mirror, use_case_system, use_shifts
from highroad.modules.people.api import Person, the_system
from modules.cases.casework import CANARY, CANARY_SECRET, TODAY, Cases, Desk, file_of


@pytest.fixture(autouse=True)
def _the_day_of_the_story() -> Iterator[None]:
    """All stories happen on one Thursday morning; the doors to the world are closed again behind them."""
    with time_machine.travel(THEN, tick=True):
        yield
    use_case_system(None)
    use_shifts(None)


@pytest.fixture
def cases(cast: Cast) -> Cases:
    """Rosa Marin's case, open to all who work on cases; another one that is Bob's and confidential."""
    Person.objects.filter(pk__in=[cast["ada"].pk, cast["bob"].pk]).update(supervisor=cast["carmen"])
    plain = mirror(file_of("4018227", ssn=CANARY))
    secret = mirror(file_of("4018300", ssn=CANARY_SECRET, confidential=True, name="Clover Ashgrove"))
    authorize(
        the_system("tests"), plain, name="Lena Marin", relation="authorized_representative",
        programs=["FoodShare"], from_day=TODAY - timedelta(days=9), at=THEN,
    )  # fmt: skip
    return Cases(plain, secret)


@pytest.fixture
def desk(cast: Cast) -> Callable[[str], Desk]:
    """The desk of one of the cast."""

    def of(who: str) -> Desk:
        client = Client()
        client.force_login(cast.account(who))
        return Desk(client)

    return of
