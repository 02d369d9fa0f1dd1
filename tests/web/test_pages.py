"""What every rendered page must be: sound in its ids, free of inline style, one main heading, no outside address."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from web.routes import address, routes

if TYPE_CHECKING:
    from django.test import Client

    from cast import Cast

POINTING = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "form")


class Ids(HTMLParser):
    """Ids that are there, ids that are pointed at, and what should not be."""

    def __init__(self) -> None:
        super().__init__()
        self.there: Counter[str] = Counter()
        self.wanted: set[str] = set()
        self.headings = 0
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.headings += tag == "h1"
        if given.get("id"):
            self.there[str(given["id"])] += 1
        for name in POINTING:
            self.wanted |= set((given.get(name) or "").split())
        href = given.get("href") or ""
        if href.startswith("#") and len(href) > 1:
            self.wanted.add(href[1:])
        if "style" in given or any(name.startswith("on") for name in given):
            self.faults.append(f"inline style or handler on {tag}")
        if (
            tag == "script"
            and "src" not in given
            and given.get("type") != "application/json"
            and "nonce" not in given
        ):
            self.faults.append("a script without a nonce")
        for name in ("src", "href", "action"):
            if re.match(r"(?:https?:)?//", given.get(name) or ""):
                self.faults.append(f"{tag} points outside: {given[name]}")


def faults_of(page: str) -> list[str]:
    """Everything that is wrong with a page."""
    ids = Ids()
    ids.feed(page)
    twice = [f"id twice: {name}" for name, times in ids.there.items() if times > 1]
    dangling = [f"points nowhere: {name}" for name in sorted(ids.wanted - set(ids.there))]
    heading = [] if ids.headings == 1 else [f"{ids.headings} main headings"]
    return twice + dangling + heading + ids.faults


@pytest.mark.parametrize("language", ["en", "es"])
def test_every_page_is_sound(client: Client, cast: Cast, language: str) -> None:
    found = {}
    for route in routes():
        client.force_login(cast.account("ines"))  # again, since one of the addresses signs out
        client.cookies["highroad_language"] = language
        answer = client.get(address(route, cast), follow=True)
        page = answer.content.decode() if "text/html" in answer["Content-Type"] else ""  # others may be archives
        # 405: an address that is only sent to shows no page.
        if "text/html" in answer["Content-Type"] and page and answer.status_code != 405:
            wrong = faults_of(page) + ([] if f'<html lang="{language}"' in page else ["another language"])
            found[route.name] = wrong
    assert len(found) > 20
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_a_form_with_errors_is_sound_too(client: Client, cast: Cast) -> None:
    client.force_login(cast.account("ines"))
    ada = cast["ada"].token
    for url, sent in (
        (f"/people/{ada}/change/", {"name": ""}),
        (f"/people/{ada}/role/", {"role": "queen"}),
        (f"/people/{ada}/skill/", {"skill": "none", "level": "9"}),
        ("/people/roster/", {}),
    ):
        answer = client.post(url, sent)
        assert answer.status_code == 422, url
        assert faults_of(answer.content.decode()) == [], url
        assert 'aria-invalid="true"' in answer.content.decode()


def test_the_search_finds_what_is_wrong_with_a_page() -> None:
    bad = '<h1>a</h1><label for="x"></label><p id="y"></p><p id="y" style="color:red"></p><a href="//example.org">'
    assert len(faults_of(bad)) == 4
