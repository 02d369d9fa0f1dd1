"""Another system's calls become the same facts, once, and reports give what a spreadsheet gives."""

from __future__ import annotations

import csv
import io
import random
from collections import defaultdict
from datetime import date

import pytest

from highroad.adapters.storage.memory import MemoryJournal
from highroad.core.words.hours import moment
from highroad.modules.floor.imports.mapping import BadMapping, ColumnMap, checked
from highroad.modules.floor.imports.run import Names, Result, dry_run, take
from highroad.modules.floor.imports.sources import Fault, read_csv, read_queue_log
from highroad.modules.floor.models import ImportedName, QueueLeg, Worked
from highroad.modules.floor.reports.metrics import OF_PEOPLE, OF_QUEUES, figures
from highroad.modules.floor.reports.queries import Question, counts, total

pytestmark = pytest.mark.django_db

HEADINGS = ["Call Id", "Agent", "Date", "Time", "Topic", "Answered (Y/N)", "Resolved", "Speed", "Talk"]
MAPPING = checked(
    {
        "zone": "America/Chicago",
        "columns": {
            "call_id": "Call Id", "agent": "Agent", "date": "Date", "time": "Time", "queue": "Topic",
            "answered": "Answered (Y/N)", "resolved": "Resolved", "wait_s": "Speed", "talk_s": "Talk",
        },
    }
)  # fmt: skip


def a_file(rows: list[list[str]]) -> io.StringIO:
    file = io.StringIO()
    csv.writer(file).writerows([HEADINGS, *rows])
    file.seek(0)
    return file


def some_calls(count: int, seed: int = 3) -> list[list[str]]:
    """Plainly made-up calls: who answered, how long, resolved or not."""
    dice = random.Random(seed)
    rows = []
    for number in range(count):
        answered = dice.random() < 0.8
        rows.append(
            [
                f"ID{number:04}", dice.choice(["Ada", "Ben", "Eve"]), f"2026-03-{dice.randint(1, 14):02}",
                f"{dice.randint(8, 17):02}:{dice.randint(0, 59):02}:00", dice.choice(["Renewals", "Health care"]),
                "Y" if answered else "N", dice.choice("YN") if answered else "N",
                str(dice.randint(5, 120)) if answered else "0", str(dice.randint(30, 400)) if answered else "0",
            ]
        )  # fmt: skip
    return rows


def an_import(rows: list[list[str]], journal: MemoryJournal | None = None) -> tuple[Result, MemoryJournal]:
    journal = journal or MemoryJournal("import-march")
    names = Names("import-march")
    return take(read_csv(a_file(rows), MAPPING, names.number_of), journal, names, at=1), journal


def asked(by: str) -> Question:
    zone = "America/Chicago"
    start, end = moment(zone, date(2026, 3, 1), 0), moment(zone, date(2026, 4, 1), 0)
    return Question("import-march", start, end, zone, by=by, interval_min=1440)


def spreadsheet(rows: list[list[str]], column: int) -> dict[str, dict[str, float]]:
    """The same figures, by hand."""
    groups: dict[str, list[list[str]]] = defaultdict(list)
    for row in rows:
        groups[row[column]].append(row)
    sheet = {}
    for key, lines in groups.items():
        answered = [line for line in lines if line[5] == "Y"]
        sheet[key] = {
            "offered": len(lines),
            "share": len(answered) / len(lines),
            "asa": 1000 * sum(int(line[7]) for line in answered) / len(answered),
            "talk": 1000 * sum(int(line[8]) for line in answered) / len(answered),
            "resolved": sum(line[6] == "Y" for line in answered) / len(answered),
        }
    return sheet


def test_reports_by_topic_give_what_a_spreadsheet_gives() -> None:
    rows = some_calls(400)
    an_import(rows)
    found = counts(asked("queue"))
    for topic, sheet in spreadsheet(rows, 4).items():
        told = figures(found[topic.lower().replace(" ", "_")], OF_QUEUES)
        assert told["offered"] == sheet["offered"]
        assert told["answered_share"] == pytest.approx(sheet["share"])
        assert told["asa"] == pytest.approx(sheet["asa"])
        assert told["talk"] == pytest.approx(sheet["talk"])
        assert told["resolved"] == pytest.approx(sheet["resolved"])


def test_reports_by_person_give_what_a_spreadsheet_gives() -> None:
    rows = some_calls(400)
    an_import(rows)
    found = counts(asked("person"))
    numbers = dict(ImportedName.objects.values_list("name", "number"))
    for name, sheet in spreadsheet(rows, 1).items():
        told = figures(found[str(numbers[name])], OF_PEOPLE)
        assert told["taken_share"] == pytest.approx(sheet["share"])
        assert told["asa"] == pytest.approx(sheet["asa"])
        assert told["talk"] == pytest.approx(sheet["talk"])
        assert told["resolved"] == pytest.approx(sheet["resolved"])


def test_every_grouping_counts_every_call_once() -> None:
    an_import(some_calls(200))
    for by in ("none", "interval", "queue"):
        assert total(counts(asked(by)).values()).offered == 200
    days = counts(asked("interval"))
    assert len(days) == 14
    assert all(
        int(start) == moment("America/Chicago", date(2026, 3, day), 0) for day, start in enumerate(sorted(days), 1)
    )


def test_importing_twice_takes_nothing_twice() -> None:
    rows = some_calls(50)
    first, journal = an_import(rows)
    again, _ = an_import([*rows, ["NEW1", "Ada", "2026-03-20", "10:00:00", "Renewals", "Y", "Y", "4", "60"]], journal)
    assert (first.taken, first.known) == (50, 0)
    assert (again.taken, again.known) == (1, 50)
    assert QueueLeg.objects.count() == 51
    assert journal.head().seq == 51


def test_a_dry_run_writes_nothing() -> None:
    names = Names("import-march")
    result = dry_run(read_csv(a_file(some_calls(30)), MAPPING, names.number_of))
    assert result.taken == 30
    assert not QueueLeg.objects.exists()
    assert not ImportedName.objects.exists()


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        (0, "", "“Call Id” is empty"),
        (3, "25:00:00", "is no time in any of the forms"),
        (5, "perhaps", "Write yes or no"),
        (7, "soon", "Write seconds, or h:mm:ss"),
        (8, "-4", "Write seconds, or h:mm:ss"),
        (1, "", "nobody is named"),
    ],
)
def test_a_bad_row_is_said_with_its_line_and_the_others_are_taken(column: int, value: str, why: str) -> None:
    good = ["ID1", "Ada", "2026-03-02", "09:00:00", "Renewals", "Y", "Y", "10", "60"]
    bad = ["ID2", *good[1:]]
    bad[column] = value
    result, _ = an_import([good, bad])
    assert result.taken == 1
    assert [(fault.line, why in fault.why) for fault in result.faults] == [(3, True)]


def test_a_call_id_that_stands_twice_is_a_fault() -> None:
    row = ["ID1", "Ada", "2026-03-02", "09:00:00", "Renewals", "Y", "Y", "10", "60"]
    result, _ = an_import([row, row])
    assert result.taken == 1
    assert "Each call is taken once" in result.faults[0].why


def test_a_file_without_the_columns_says_which_it_has() -> None:
    names = Names("import-march")
    with pytest.raises(BadMapping, match="It has: a, b"):
        list(read_csv(io.StringIO("a,b\n1,2\n"), MAPPING, names.number_of))
    with pytest.raises(BadMapping, match="lacks queue"):
        checked({"columns": {"call_id": "x", "answered": "y", "arrived": "z"}})
    with pytest.raises(BadMapping, match="does not know phone"):
        checked({"columns": {"call_id": "x", "answered": "y", "arrived": "z", "queue": "q", "phone": "p"}})


def test_names_stay_out_of_the_journal() -> None:
    _, journal = an_import(some_calls(20))
    assert not any(name in entry.body for entry in journal.read() for name in (b"Ada", b"Ben", b"Eve", b"ID00"))


QUEUE_LOG = """\
1770000000|c1|Renewals|NONE|ENTERQUEUE||6085550101|1
1770000008|c1|Renewals|SIP/ben|RINGNOANSWER|8000
1770000012|c1|Renewals|SIP/ada|CONNECT|12|x|3
1770000100|c1|Renewals|SIP/ada|COMPLETECALLER|12|88|1
1770000200|c2|Renewals|NONE|ENTERQUEUE||6085550102|1
1770000230|c2|Renewals|NONE|ABANDON|1|1|30
not a line
1770000300|c3|Renewals|NONE|ENTERQUEUE||6085550103|1
"""


def test_a_queue_log_is_read_without_the_callers_numbers() -> None:
    names = Names("import-march")
    journal = MemoryJournal("import-march")
    result = take(read_queue_log(io.StringIO(QUEUE_LOG), names.number_of), journal, names, at=1)
    assert (result.taken, result.answered, len(result.faults)) == (2, 1, 2)
    work = Worked.objects.get()
    assert (work.talk_ms, work.ended_by, work.queue) == (88_000, "caller", "renewals")
    assert sorted(QueueLeg.objects.values_list("ended", "wait_ms")) == [("abandoned", 30_000), ("answered", 12_000)]
    assert not any(b"60855501" in entry.body for entry in journal.read())
    assert all(isinstance(fault, Fault) for fault in result.faults)


def test_a_column_map_is_the_same_however_it_was_written() -> None:
    assert isinstance(MAPPING, ColumnMap)
    assert MAPPING.columns["queue"] == "Topic"
