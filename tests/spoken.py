"""What a page in the browser still says in English, though there is Spanish for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from playwright.sync_api import Page

CATALOGS = Path(__file__).resolve().parents[1] / "src" / "highroad" / "locale" / "es" / "LC_MESSAGES"
PLACE = re.compile(r"\s*(?:%\(\w+\)[sd]|\{\w+\})\s*")

EVERYTHING_SAID = """() => {
  const said = [document.title];
  const silent = new Set(["SCRIPT", "STYLE", "TEMPLATE", "NOSCRIPT", "TEXTAREA", "PRE"]);
  const here = document.documentElement.lang;
  const other = (one) => one.closest("[lang]").lang !== here || one.closest("[translate=no]");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!silent.has(parent.tagName) && !other(parent)) said.push(walker.currentNode.data);
  }
  for (const name of ["aria-label", "title", "placeholder", "data-label"])
    for (const one of document.querySelectorAll(`[${name}]`)) if (!other(one)) said.push(one.getAttribute(name));
  return [...new Set(said.map((one) => one.replace(/\\s+/g, " ").trim()))].filter((one) => one);
}"""
"""All texts of a page, hidden ones and names for assistive technology too, without parts in another language."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The texts of both languages: plain ones, and ones with places for values."""

    english: frozenset[str]
    spanish: frozenset[str]
    english_shapes: tuple[re.Pattern[str], ...]
    spanish_shapes: tuple[re.Pattern[str], ...]

    def is_english(self, text: str) -> bool:
        """Whether the program says this in English and never in Spanish."""
        spanish = text.casefold() in self.spanish or any(shape.fullmatch(text) for shape in self.spanish_shapes)
        return not spanish and (text in self.english or any(shape.fullmatch(text) for shape in self.english_shapes))


def _shapes(texts: set[str]) -> tuple[re.Pattern[str], ...]:
    """Patterns of the texts that have places, if there is enough else to know them by; “for {name}” is not."""
    placed = (text for text in texts if PLACE.search(text) and len(PLACE.sub("", text)) >= 6)
    return tuple(re.compile(r"\s*.*?\s*".join(map(re.escape, PLACE.split(text)))) for text in sorted(placed))


@cache
def spoken() -> Spoken:
    """Both languages, from the catalogs."""
    english: set[str] = set()
    spanish: set[str] = set()
    for path in sorted(CATALOGS.glob("*.po")):
        for message in read_po(BytesIO(path.read_bytes())):
            for texts, one in ((english, message.id), (spanish, message.string)):
                texts.update(str(part) for part in (one if isinstance(one, (tuple, list)) else (one,)) if message.id)
    return Spoken(frozenset(english), frozenset(map(str.casefold, spanish)), _shapes(english), _shapes(spanish))


def english_on(page: Page) -> list[str]:
    """The English texts of a page that was asked for in Spanish."""
    assert page.evaluate("document.documentElement.lang") == "es"
    return [text for text in page.evaluate(EVERYTHING_SAID) if spoken().is_english(text)]
