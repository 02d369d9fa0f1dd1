"""What every test may use: a PostgreSQL database, a Chromium, and a home for rows that is thrown away."""

from __future__ import annotations

import os
import tempfile

pytest_plugins = ["postgres", "chromium"]

os.environ.setdefault("HIGHROAD_HOME", tempfile.mkdtemp(prefix="highroad-tests-"))
