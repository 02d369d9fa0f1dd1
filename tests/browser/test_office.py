"""The office in every look: the playbook read, its difference, its draft, the holidays, the journal, keys, places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser.looks import LOOKS, sign_in
from highroad.modules.floor import running
from highroad.modules.floor.versioning.states import State
from highroad.modules.people.api import the_system
from modules.floor.practices import AT, brought_to, shipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser.looks import Opens, Shoots
    from cast import Cast
    from highroad.modules.floor.models import PlaybookVersion

pytestmark = pytest.mark.browser


@pytest.fixture
def floor(placed: Cast) -> Iterator[None]:
    """A floor that runs in this process, with the shipped practice in force."""
    from highroad.adapters.storage.memory import MemoryJournal
    from highroad.modules.floor.practice.force import bring_into_force
    from highroad.modules.floor.service.clock import Clock

    shipped()
    started = running.start(MemoryJournal("main"), Clock())
    bring_into_force(started.host, by=the_system("tests"), at=AT)
    yield
    running.stop()


@pytest.fixture
def second(placed: Cast, floor: None) -> PlaybookVersion:
    return brought_to(placed, State.MANAGEMENT, staffing=("protected: 90 min", "protected: 100 min"))


@pytest.mark.parametrize(("theme", "width"), LOOKS)
def test_the_office_is_sound_in_every_look(
    second: PlaybookVersion, opens: Opens, shoots: Shoots, theme: str, width: int
) -> None:
    opened = opens("/office/playbooks/", theme=theme, width=width)
    sign_in(opened)
    pages = {
        "playbooks": "/office/playbooks/",
        "playbook": f"/office/playbooks/{second.token}/",
        "difference": f"/office/playbooks/{second.token}/difference/",
        "draft": "/office/playbooks/draft/",
        "words": f"/office/playbooks/{second.token}/words/?file=hours.yaml",
        "holidays": "/office/holidays/?year=2026",
        "journal": "/office/journal/",
        "tokens": "/people/tokens/",
        "places": "/people/places/",
    }
    for name, url in pages.items():
        opened.page.goto(url)
        shoots(opened, f"office-{name}-{theme}-{width}")
        assert opened.faults_of_access() == [], name
        assert not opened.overflows(), name
    assert opened.faults == []


def test_dov_signs_for_labor_and_ines_puts_it_in_force(second: PlaybookVersion, opens: Opens) -> None:
    from highroad.modules.floor.models import PlaybookVersion as Versions

    Versions.objects.filter(pk=second.pk).update(effective_on="2026-01-01")
    dov = opens(f"/office/playbooks/{second.token}/")
    sign_in(dov, "dov")
    assert not dov.page.get_by_role("button", name="Approve for management").count()
    dov.page.get_by_label("Words to the record").fill("Agreed on 12 November")
    dov.page.get_by_role("button", name="Approve for labor").click()
    assert dov.page.get_by_text("Both sides have signed").is_visible()
    ines = opens(f"/office/playbooks/{second.token}/")
    sign_in(ines)
    assert ines.page.get_by_text("“Agreed on 12 November”").is_visible()
    ines.page.get_by_role("button", name="Put in force now").click()
    assert ines.page.get_by_text("Contacts that arrive from now on are handled under it").is_visible()
    version = running.the_floor().host.look(lambda engine: engine.floor.rules.version)
    assert version == 2


def test_a_checked_journal_says_so(floor: None, opens: Opens, shoots: Shoots) -> None:
    opened = opens("/office/journal/")
    sign_in(opened, "tove")
    opened.page.get_by_role("button", name="Check it now").click()
    assert opened.page.get_by_text("Sound: 1 entries checked").is_visible()
    assert opened.faults_of_access() == []


def test_a_new_token_is_shown_once(placed: Cast, opens: Opens, shoots: Shoots) -> None:
    opened = opens("/people/tokens/")
    sign_in(opened)
    opened.page.get_by_label("What it is for").fill("The telephone system")
    opened.page.get_by_label("What it may do").select_option("floor.api work")
    opened.page.get_by_role("button", name="Make it").click()
    secret = opened.page.locator("#secret").inner_text()
    assert secret.startswith("hr_")
    assert opened.faults_of_access() == []
    shoots(opened, "office-token-made")
    opened.page.goto("/people/tokens/")
    assert secret not in opened.page.content()
