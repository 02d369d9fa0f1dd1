"""The icons there are: read from the vendored sprite, so that a name without a drawing fails at once."""

from __future__ import annotations

import re
from pathlib import Path

SPRITE = "vendor/uswds-icons-3.14.0/sprite.svg"

ICONS: frozenset[str] = frozenset(
    re.findall(r'<symbol id="([a-z_]+)"', (Path(__file__).parent / "static" / SPRITE).read_text("utf-8"))
)
