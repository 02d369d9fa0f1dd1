"""The whole product in Spanish: no page says a word of English that has a translation, and none grows too wide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import expect

from cast import Cast
from floor_scenes import EIGHT, Hand, Scene, a_busy_morning
from floor_stage import rosas_case, staged
from highroad.modules.floor.api import Clock
from highroad.modules.floor.versioning.states import State
from highroad.modules.people.api import Account, Skill
from modules.floor.practices import brought_to, shipped
from spoken import english_on

if TYPE_CHECKING:
    from browser.looks import Opened, Opens, Shoots

pytestmark = pytest.mark.browser

WIDTHS = [1440, 390]
LIVE = [("noor", "/wallboard/"), ("carmen", "/supervision/"), ("hal", "/helpline/"), ("ada", "/desk/")]
OFFICE = [
    ("", "/account/login/"), ("noor", "/reports/"), ("ines", "/people/"), ("ines", "/people/{ada}/"),
    ("ines", "/people/audit/"), ("ines", "/people/roster/"), ("bob", "/cases/"), ("bob", "/cases/{case}/"),
    ("hal", "/cases/callbacks/"), ("carmen", "/cases/corrections/"), ("ada", "/cases/signatures/"),
    ("ines", "/people/places/"),
    ("ines", "/people/tokens/"),
    ("ada", "/preferences/"), ("ada", "/keys/"), ("eve", "/reports/"), ("ada", "/nowhere/"),
]  # fmt: skip


@pytest.fixture
def scene(placed: Cast, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    """A busy morning, with everyone's pages in Spanish."""
    from highroad.web import asgi

    monkeypatch.setattr(asgi, "STARTING", [])
    monkeypatch.setattr(asgi, "STOPPING", [])
    Account.objects.update(language="es")
    # A skill is called what the organization calls it; this one's name happens to be a word of ours as well.
    Skill.objects.filter(key="spanish").update(name="Atención en español")
    hand = Hand(EIGHT)
    with staged(placed, Clock(hand)) as stage:
        yield a_busy_morning(stage, hand)


def open_in_spanish(opens: Opens, who: str, path: str, width: int) -> Opened:
    """The page as somebody sees it who has chosen Spanish; nobody is signed in where `who` is empty."""
    opened = opens("/healthz", width=width, height=844 if width < 400 else 900)
    cookies = {settings.LANGUAGE_COOKIE_NAME: "es"}
    if who:
        client = Client()
        client.force_login(Account.objects.get(username=who))
        session = settings.SESSION_COOKIE_NAME
        cookies[session] = client.cookies[session].value
    here = opened.page.url.removesuffix("/healthz")
    opened.page.context.add_cookies([{"name": name, "value": value, "url": here} for name, value in cookies.items()])
    opened.page.goto(path)
    return opened


@pytest.mark.parametrize("width", WIDTHS)
def test_live_pages_speak_spanish_and_fit(scene: Scene, opens: Opens, shoots: Shoots, width: int) -> None:
    rosas_case(scene.stage.cast)
    found = {}
    scene.stage.call_for("ada")
    for who, path in LIVE:
        opened = open_in_spanish(opens, who, path, width)
        expect(opened.page.locator("#wall-age, #live-age").first).to_contain_text("En vivo")
        if path == "/desk/":
            expect(opened.page.locator(".step-now h3")).to_have_text("Saludo")
        shoots(opened, f"es{path.replace('/', '-')}{width}")
        found[path] = [*english_on(opened.page), *(["too wide"] if opened.overflows() else [])]
        if width > 1000 and path != "/wallboard/":
            cut_off = opened.page.locator(".menu").evaluate("(menu) => menu.scrollWidth > menu.clientWidth")
            found[path] += ["the menu is cut off"] * cut_off
    assert {path: faults for path, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_office_pages_speak_spanish_and_fit(scene: Scene, opens: Opens, shoots: Shoots, width: int) -> None:
    tokens = {"ada": scene.stage.cast["ada"].token, "case": rosas_case(scene.stage.cast).token}
    found = {}
    for who, path in OFFICE:
        opened = open_in_spanish(opens, who, path.format(**tokens), width)
        shoots(opened, f"es{path.replace('/', '-')}{who}-{width}")
        found[who, path] = [*english_on(opened.page), *(["too wide"] if opened.overflows() else [])]
    assert {page: faults for page, faults in found.items() if faults} == {}


@pytest.mark.parametrize("width", WIDTHS)
def test_the_playbooks_pages_speak_spanish_and_fit(scene: Scene, opens: Opens, shoots: Shoots, width: int) -> None:
    shipped()
    version = brought_to(scene.stage.cast, State.MANAGEMENT, staffing=("protected: 90 min", "protected: 100 min"))
    own = f"/office/playbooks/{version.token}/"
    found = {}
    kept = [own, f"{own}difference/", f"{own}words/"]
    for path in ["/office/playbooks/", *kept, "/office/holidays/", "/office/journal/"]:
        opened = open_in_spanish(opens, "ines", path, width)
        shoots(opened, f"es-{path.replace(version.token, 'one').strip('/').replace('/', '-')}-{width}")
        found[path] = [*english_on(opened.page), *(["too wide"] if opened.overflows() else [])]
    assert {page: faults for page, faults in found.items() if faults} == {}


def test_the_language_is_switched_on_the_page_one_is_on(placed: Cast, opens: Opens) -> None:
    opened = opens("/account/login/?next=/people/")
    opened.page.get_by_role("button", name="Español").click()
    expect(opened.page.get_by_role("button", name="Iniciar sesión")).to_be_visible()
    assert opened.page.url.endswith("/account/login/?next=/people/")
    opened.page.get_by_role("button", name="English").click()
    expect(opened.page.get_by_role("button", name="Sign in", exact=True)).to_be_visible()
