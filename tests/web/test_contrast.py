"""Every pair of colours that meets on a page can be read: computed from the tokens, in light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from highroad import web

CSS = (Path(web.__file__).parent / "static" / "css" / "tokens.css").read_text("utf-8")

TEXT, PART = 4.5, 3.0  # WCAG 2.2: 1.4.3 for text, 1.4.11 for the parts of a control

PAIRS = [
    *[(ink, ground, TEXT) for ink in ("ink", "ink-2", "ink-3") for ground in ("surface", "page", "sunken", "tint")],
    *[("accent", ground, TEXT) for ground in ("surface", "page", "sunken", "tint")],
    ("on-accent", "accent", TEXT),
    ("on-accent", "accent-strong", TEXT),
    ("accent-strong", "tint-2", TEXT),
    *[(state, f"{state}-tint", TEXT) for state in ("good", "warn", "stop")],
    *[(state, ground, TEXT) for state in ("good", "warn", "stop") for ground in ("surface", "page", "tint")],
    *[("ink", f"{state}-tint", TEXT) for state in ("good", "warn", "stop")],
    ("call-ink", "call", TEXT),
    ("call-ink-2", "call", TEXT),
    ("call-end", "call", TEXT),
    ("call-ink", "call-button", TEXT),
    ("call-pill-ink", "call-pill", TEXT),
    *[("control", ground, PART) for ground in ("surface", "page", "sunken")],
    *[("focus", ground, PART) for ground in ("surface", "page", "tint")],
    ("call-focus", "call", PART),
]


def tokens(side: int) -> dict[str, str]:
    """Name and colour; side 0 is light, 1 is dark."""
    found = {}
    for name, value in re.findall(r"--([a-z0-9-]+):\s*([^;]+);", CSS):
        colours = re.findall(r"#[0-9a-f]{6}", value)
        if colours:
            found[name] = colours[side] if len(colours) > 1 else colours[0]
    return found


def luminance(colour: str) -> float:
    """Relative luminance, as WCAG defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """From 1 (the same) to 21 (black on white)."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("side", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_what_meets_on_a_page_can_be_read(ink: str, ground: str, least: float, side: int) -> None:
    colours = tokens(side)
    assert contrast(colours[ink], colours[ground]) >= least


def test_the_ruler_is_right_at_both_ends() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)


def test_no_page_uses_a_colour_that_is_not_a_token() -> None:
    folder = Path(web.__file__).parent / "static" / "css"
    others = [path for path in folder.glob("*.css") if path.name not in {"tokens.css", "print.css"}]
    assert {
        path.name: found for path in others if (found := re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text()))
    } == {}
