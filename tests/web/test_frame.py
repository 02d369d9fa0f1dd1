"""The frame: menu by role, theme and language that follow the person, keys from one table, vendored files."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.staticfiles import finders

from highroad.web.key_table import GROUPS, keys_for
from highroad.web.menu import LINES, menu_for
from highroad.web.vendored import IMPORTS

if TYPE_CHECKING:
    from django.test import Client

    from cast import Cast

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("who", "words"),
    [
        ("ines", {"People", "Roster", "Audit"}),
        ("gil", {"People", "Roster"}),
        ("ada", {"People"}),
        ("tove", {"People", "Audit"}),
        ("eve", set()),
    ],
)
def test_the_menu_has_what_the_role_may_read(cast: Cast, who: str, words: set[str]) -> None:
    shown = {str(line.word) for line in menu_for(cast.actor(who), "/people/")}
    here = {"People", "Roster", "Audit"}
    assert shown & here == words


def test_one_line_is_the_current_one_and_it_is_the_nearest(cast: Cast) -> None:
    current = [str(line.word) for line in menu_for(cast.actor("ines"), "/people/roster/x/") if line.current]
    assert current == ["Roster"]


def test_every_line_of_the_menu_stands_on_a_row_of_the_table() -> None:
    from highroad.modules.people.api import is_declared

    assert [line.page for line in LINES if not is_declared(line.object, line.action)] == []


def test_a_theme_is_kept_with_the_person_and_follows_to_another_browser(client: Client, cast: Cast) -> None:
    from django.test import Client as OtherBrowser

    client.force_login(cast.account("ines"))
    assert client.post("/appearance/", {"theme": "dark", "next": "/people/"})["Location"] == "/people/"
    other = OtherBrowser()
    other.force_login(cast.account("ines"))
    assert 'data-theme="dark"' in other.get("/people/").content.decode()


def test_before_sign_in_the_theme_is_kept_in_the_browser(client: Client, db: None) -> None:
    client.post("/appearance/", {"theme": "light"})
    assert 'data-theme="light"' in client.get("/account/login/").content.decode()


def test_a_theme_that_is_none_changes_nothing(client: Client, db: None) -> None:
    client.post("/appearance/", {"theme": "pink"})
    assert 'data-theme="system"' in client.get("/account/login/").content.decode()


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "javascript:alert(1)"])
def test_the_way_back_never_leads_outside(client: Client, db: None, back: str) -> None:
    assert client.post("/appearance/", {"theme": "dark", "next": back})["Location"] == "/"


def test_a_persons_language_goes_before_that_of_the_browser(client: Client, cast: Cast) -> None:
    client.force_login(cast.account("ines"))
    client.post("/appearance/", {"language": "es"})
    page = client.get("/people/", headers={"Accept-Language": "en"}).content.decode()
    assert '<html lang="es"' in page


def test_times_are_shown_in_the_zone_of_the_persons_site(client: Client, cast: Cast) -> None:
    client.force_login(cast.account("ines"))
    page = client.get(f"/people/{cast['ada'].token}/").content.decode()
    assert "19 Nov 2026 10:00" in page  # 15:00 UTC at Harbor, which keeps New York time


def test_no_two_keys_of_one_place_are_the_same() -> None:
    for path in ("/", "/desk/"):
        names = [key.caps for group in keys_for(path) for key in group.keys]
        assert len(names) == len(set(names))


def test_a_key_of_the_desk_is_not_offered_elsewhere() -> None:
    assert len(keys_for("/people/")) < len(GROUPS)


def test_the_vendored_files_are_as_they_were_taken_in() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools/vendor.py", "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_every_module_of_the_import_map_is_there() -> None:
    paths = {name: path for name, path in IMPORTS.items() if not name.endswith("/")}
    assert [name for name, path in paths.items() if finders.find(path) is None] == []


def test_an_icon_that_is_not_drawn_fails_at_once() -> None:
    from django.template import Context, Template, TemplateSyntaxError

    assert "#phone" in Template("{% icon 'phone' %}").render(Context())
    with pytest.raises(TemplateSyntaxError, match="unicorn"):
        Template("{% icon 'unicorn' %}").render(Context())
