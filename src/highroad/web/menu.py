"""The menu, as data: which pages there are, what each stands on, and for whom it is first.

A line appears when the person may read it and the page exists. The order is the order in the bar.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from highroad.modules.people.api import Actor


@dataclass(frozen=True, slots=True)
class Line:
    """One word in the bar. `starts` is the beginning of the addresses under which it is the current one."""

    word: str | Promise
    page: str
    object: str
    action: str = "read"


LINES: tuple[Line, ...] = (
    Line(_("Desk"), "floor:desk", "floor.desk"),
    Line(_("Helpline"), "floor:lead", "floor.helpline"),
    Line(_("Floor"), "floor:supervisor", "floor.supervision"),
    Line(_("Cases"), "cases:search", "cases.case"),
    Line(_("Callbacks"), "cases:callbacks", "cases.callback"),
    Line(_("Signatures"), "cases:signatures", "cases.signature"),
    Line(_("Corrections"), "cases:corrections", "cases.correction"),
    Line(_("Reports"), "floor:reports", "floor.report"),
    Line(_("People"), "people:list", "people.person"),
    Line(_("Roster"), "people:roster", "people.roster", "import"),
    Line(_("Wallboard"), "floor:wallboard", "floor.wallboard"),
    Line(_("Places"), "people:places", "people.place"),
    Line(_("Playbook"), "office:playbooks", "office.playbook"),
    Line(_("Holidays"), "office:holidays", "office.holidays"),
    Line(_("API tokens"), "people:tokens", "people.token"),
    Line(_("Audit"), "people:audit", "people.audit"),
    Line(_("Journal"), "office:journal", "office.journal"),
)


@dataclass(frozen=True, slots=True)
class Shown:
    """One word in somebody's bar."""

    word: str | Promise
    url: str
    current: bool


def menu_for(actor: Actor, path: str) -> list[Shown]:
    """The bar of this person on this page. The longest address that begins the path is the current one."""
    lines = [(line, url) for line in LINES if actor.may(line.action, line.object) and (url := _url(line.page))]
    current = max((url for _, url in lines if path.startswith(url)), key=len, default="")
    return [Shown(line.word, url, url == current) for line, url in lines]


def _url(page: str) -> str:
    """Its address; empty while the module that brings the page is not installed."""
    try:
        return reverse(page)
    except NoReverseMatch:
        return ""
