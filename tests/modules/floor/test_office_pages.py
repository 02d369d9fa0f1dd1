"""The office's pages: faults are shown with their place, nothing broken is kept unasked, each side signs its own."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from highroad.adapters.storage.memory import MemoryJournal
from highroad.core.words.journal import SyncTime
from highroad.modules.floor import running
from highroad.modules.floor.models import PlaybookVersion
from highroad.modules.floor.pages.office.journal import quick_check
from highroad.modules.floor.practice.force import bring_into_force
from highroad.modules.floor.service.clock import Clock
from highroad.modules.floor.versioning.states import State
from highroad.modules.people.api import the_system
from modules.floor.practices import AT, TODAY, a_draft, brought_to, county, shipped

if TYPE_CHECKING:
    from cast import Cast


def signed_in(cast: Cast, who: str) -> Client:
    client = Client()
    client.force_login(cast.account(who))
    return client


def sent(files: dict[str, str]) -> list[SimpleUploadedFile]:
    return [SimpleUploadedFile(name, text.encode()) for name, text in files.items()]


@pytest.fixture
def journal(db: None) -> Iterator[MemoryJournal]:
    """A floor that runs here, with the shipped practice in force."""
    shipped()
    journal = MemoryJournal("main")
    floor = running.start(journal, Clock(AT.timestamp))
    bring_into_force(floor.host, by=the_system("tests"), at=AT)
    yield journal
    running.stop()


def test_a_broken_playbook_is_shown_with_file_line_and_column_and_not_kept(cast: Cast) -> None:
    files = county(queues=("foodshare: 3", "foodshar: 3"))
    answer = signed_in(cast, "noor").post("/office/playbooks/draft/", {"chosen": sent(files)})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "playbook/queues.yaml:9:" in page
    assert "foodshar" in page
    assert "Nothing was kept" in page
    assert not PlaybookVersion.objects.exists()


def test_it_is_kept_when_asked_for_as_a_draft(cast: Cast) -> None:
    files = county(queues=("foodshare: 3", "foodshar: 3"))
    answer = signed_in(cast, "noor").post(
        "/office/playbooks/draft/", {"chosen": sent(files), "keep": "on"}, follow=True
    )
    assert "To mend first" in answer.content.decode()
    assert PlaybookVersion.objects.get().files == files


def test_a_sound_playbook_becomes_a_draft_with_its_comments(cast: Cast) -> None:
    answer = signed_in(cast, "noor").post("/office/playbooks/draft/", {"chosen": sent(county())}, follow=True)
    page = answer.content.decode()
    assert "All as written" in page
    assert "Gracias por llamar" in page  # words in both languages
    assert "Thank you for calling" in page
    assert "# Who works here." in PlaybookVersion.objects.get().files["staffing.yaml"]


def test_a_file_that_is_no_text_is_refused_in_words(cast: Cast) -> None:
    odd = SimpleUploadedFile("hours.yaml", b"\xff\xfe\x00")
    answer = signed_in(cast, "noor").post("/office/playbooks/draft/", {"chosen": [odd]})
    assert "not UTF-8" in answer.content.decode()


def test_words_of_a_draft_are_changed_and_checked(cast: Cast) -> None:
    version = a_draft(cast)
    client = signed_in(cast, "noor")
    text = version.files["staffing.yaml"].replace("protected: 90 min", "protected: ninety")
    answer = client.post(
        f"/office/playbooks/{version.token}/words/", {"file": "staffing.yaml", "text": text}, follow=True
    )
    assert "staffing.yaml:" in answer.content.decode()
    assert "ninety" in answer.content.decode()
    version.refresh_from_db()
    assert version.files["staffing.yaml"] == text


def test_words_of_a_sealed_version_are_not(cast: Cast) -> None:
    version = brought_to(cast, State.PROPOSED)
    before = version.files
    client = signed_in(cast, "noor")
    client.post(f"/office/playbooks/{version.token}/words/", {"file": "staffing.yaml", "text": "x"})
    version.refresh_from_db()
    assert version.files == before
    assert "sealed" in client.get(f"/office/playbooks/{version.token}/words/").content.decode()


def test_each_side_finds_its_own_button_and_no_other(cast: Cast) -> None:
    version = brought_to(cast, State.PROPOSED)
    seen = {
        who: [
            side
            for side in ("labor", "management")
            if f"Approve for {side}"
            in signed_in(cast, who).get(f"/office/playbooks/{version.token}/").content.decode()
        ]
        for who in ("ada", "carmen", "dov", "ines", "noor")
    }
    assert seen == {"ada": [], "carmen": [], "dov": ["labor"], "ines": ["management"], "noor": []}


def test_both_sides_sign_on_the_page_and_the_floor_follows(cast: Cast, journal: MemoryJournal) -> None:
    version = brought_to(cast, State.PROPOSED)
    url = f"/office/playbooks/{version.token}"
    signed_in(cast, "dov").post(f"{url}/approve/labor/", {"words": "Agreed on 12 November"})
    early = signed_in(cast, "ines").post(f"{url}/activate/", follow=True).content.decode()
    assert "Management has not approved" in early
    signed_in(cast, "ines").post(f"{url}/approve/management/")
    for _ in range(2):
        signed_in(cast, "ines").post(f"{url}/activate/")
    version.refresh_from_db()
    assert version.state == State.IN_FORCE.value
    assert journal.head().seq == 2


def test_without_a_floor_nothing_is_put_in_force(cast: Cast) -> None:
    version = brought_to(cast, State.SCHEDULED)
    page = signed_in(cast, "ines").post(f"/office/playbooks/{version.token}/activate/", follow=True).content.decode()
    assert "The floor is not running here" in page
    version.refresh_from_db()
    assert version.state == State.SCHEDULED.value


def test_the_difference_is_read_in_sentences(cast: Cast) -> None:
    shipped()
    version = a_draft(cast, staffing=("protected: 90 min", "protected: 100 min"))
    page = signed_in(cast, "ada").get(f"/office/playbooks/{version.token}/difference/").content.decode()
    assert "Family (S-2)" in page
    assert "protected time 90 → 100 minutes a day" in page


def test_the_files_come_back_as_they_were_written(cast: Cast) -> None:
    version = shipped()
    answer = signed_in(cast, "ada").get(f"/office/playbooks/{version.token}/files.zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {name.removeprefix("county/"): archive.read(name).decode() for name in archive.namelist()} == county()


def test_a_contact_leads_to_the_version_it_was_handled_under(cast: Cast) -> None:
    first = shipped()
    client = signed_in(cast, "hal")
    assert client.get("/office/playbooks/number/1/")["Location"] == f"/office/playbooks/{first.token}/"
    assert client.get("/office/playbooks/number/9/").status_code == 404


def test_a_file_of_zeros_is_refused_in_words(cast: Cast) -> None:
    odd = SimpleUploadedFile("hours.yaml", b"a: \x00")
    page = signed_in(cast, "noor").post("/office/playbooks/draft/", {"chosen": [odd]}).content.decode()
    assert "is no text" in page


def test_empty_pages_say_what_to_do(cast: Cast) -> None:
    client = signed_in(cast, "ines")
    assert "No playbook yet" in client.get("/office/playbooks/").content.decode()
    assert "No playbook is in force yet" in client.get("/office/holidays/").content.decode()
    assert "The floor is not running here" in client.get("/office/journal/").content.decode()


def test_a_closed_day_goes_into_a_draft_and_the_week_stays_in_force(cast: Cast) -> None:
    first = shipped()
    client = signed_in(cast, "ines")
    asked = {"version": first.token, "year": "2026", "purpose": "call_center", "day": "2026-12-23"}
    answer = client.post("/office/holidays/", {**asked, "title_en": "Training of all staff"}, follow=True)
    page = answer.content.decode()
    assert "Training of all staff" in page
    draft = PlaybookVersion.objects.get(state=State.DRAFT.value)
    assert f"version={draft.token}" in answer.request["QUERY_STRING"]
    assert "Training of all staff" not in client.get("/office/holidays/?year=2026").content.decode()
    client.post("/office/holidays/", {"version": draft.token, "remove": "call_center:2026-12-23"})
    draft.refresh_from_db()
    assert "Training of all staff" not in draft.files["hours.yaml"]


def test_public_holidays_of_later_years_are_shown_by_rule(cast: Cast) -> None:
    shipped()
    page = signed_in(cast, "ada").get("/office/holidays/?year=2027").content.decode()
    assert "Thanksgiving" in page
    assert "25 Nov 2027" in page
    assert "Close a day" not in page


def test_a_sound_journal_says_so_and_gives_its_anchor(cast: Cast, journal: MemoryJournal) -> None:
    client = signed_in(cast, "tove")
    assert "Sound: 1 entries checked" in client.post("/office/journal/").content.decode()
    anchor = client.get("/office/journal/anchor.txt")
    assert anchor.content.decode() == f"{journal.anchor()}\n"
    assert signed_in(cast, "ada").get("/office/journal/anchor.txt").status_code == 403


def test_a_slow_disk_is_warned_of(cast: Cast, journal: MemoryJournal, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed_in(cast, "tove")
    assert "faster disk" not in client.get("/office/journal/").content.decode()
    monkeypatch.setattr(journal, "measure_fsync", lambda: SyncTime(5, 61_000, 90_000))
    page = client.get("/office/journal/").content.decode()
    assert "61.0 ms" in page
    assert "faster disk" in page


def test_the_first_bad_entry_is_named_in_words(cast: Cast, journal: MemoryJournal) -> None:
    brought = brought_to(cast, State.SCHEDULED)
    signed_in(cast, "ines").post(f"/office/playbooks/{brought.token}/activate/")
    damage(journal, 2)
    said = quick_check(journal)
    assert (said.sound, said.bad, said.checked) == (False, 2, 1)
    page = signed_in(cast, "tove").post("/office/journal/").content.decode()
    assert "ntry 2" in page
    assert "compare a backup" in page


def damage(journal: MemoryJournal, seq: int) -> None:
    """Change one stored byte behind the journal's back."""
    from dataclasses import replace

    row = journal._rows[seq - 1]
    assert isinstance(row.body, bytes)
    journal._rows[seq - 1] = replace(row, body=row.body + b" ")


def test_the_first_day_of_a_version_is_refused_when_past(cast: Cast) -> None:
    version = a_draft(cast)
    answer = signed_in(cast, "noor").post(
        f"/office/playbooks/{version.token}/propose/", {"effective_on": "2020-01-01"}, follow=True
    )
    assert "This day is past" in answer.content.decode()
    version.refresh_from_db()
    assert version.state == State.DRAFT.value
    assert TODAY.year == 2026
