"""The glossary can be searched by eye: one list, sorted, each word once."""

import re

from house.repository import ROOT


def words_in(text: str) -> list[str]:
    """The words that a glossary defines, in the order in which they stand."""
    return re.findall(r"^\*\*(.+?)\*\*: \S", text, re.MULTILINE)


def test_the_glossary_is_sorted_and_defines_each_word_once() -> None:
    words = words_in((ROOT / "docs" / "words.md").read_text())
    assert len(words) > 20
    assert words == sorted(set(words), key=str.casefold)


def test_the_glossary_has_no_entry_in_another_form() -> None:
    body = (ROOT / "docs" / "words.md").read_text().split("\n---\n", 1)[1]
    paragraphs = [part for part in body.strip().split("\n\n") if part]
    assert [part for part in paragraphs if not words_in(part)] == []
