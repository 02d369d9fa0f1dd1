"""What the stories about cases share: two households, and a desk that speaks JSON."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.test import Client

from highroad.modules.cases.api import Case, CaseFile, FiledItem, FiledPerson, FiledProgram

TODAY = date(2026, 11, 19)
CANARY = "987654321"
CANARY_SECRET = "987654322"
CANARIES = ("987654321", "987-65-4321", "987654322", "987-65-4322", "418 Alder", "608-555-0142", "6085550142")


@dataclass(slots=True)
class Cases:
    """The two cases."""

    plain: Case
    secret: Case


def file_of(number: str, *, ssn: str, confidential: bool = False, name: str = "Rosa Marin") -> CaseFile:
    """A household with two open programs and one closed, and pay stubs that nobody has read."""
    return CaseFile(
        number=number,
        confidential=confidential,
        assigned_staff_number="S002",
        household_size=3,
        home_language="es",
        county="Alder",
        people=(FiledPerson(name, "self", ssn, date(1961, 4, 12)),),
        addresses=("418 Alder Street, apt 2",),
        phones=("608-555-0142",),
        programs=(
            FiledProgram("p0", "foodshare", "FoodShare", "open", review_due=TODAY + timedelta(days=12)),
            FiledProgram("p1", "health", "Health care", "open", review_due=TODAY + timedelta(days=101)),
            FiledProgram(
                "p2", "child_care", "Child care", "closed",
                closed_on=TODAY - timedelta(days=19), closed_for="form not returned",
            ),
        ),
        pending=(FiledItem("i0", "document", "Two pay stubs", "pay_stub", TODAY - timedelta(days=3)),),
    )  # fmt: skip


@dataclass(slots=True)
class Desk:
    """Somebody signed in who calls the routes."""

    client: Client

    def post(self, path: str, body: dict[str, Any] | None = None, *, key: str | None = None) -> Any:
        """A write, with a new key unless one is given; an empty key sends none."""
        sent = str(uuid.uuid4()) if key is None else key
        headers = {"Idempotency-Key": sent} if sent else {}
        return self.client.post(
            f"/api/cases/{path}", json.dumps(body or {}), content_type="application/json", headers=headers
        )

    def get(self, path: str) -> Any:
        """A read."""
        return self.client.get(f"/api/cases/{path}")
