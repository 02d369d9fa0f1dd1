"""What every test may use: the small cast, and a home for rows that is thrown away."""

from __future__ import annotations

import os
import tempfile

os.environ.setdefault("HIGHROAD_HOME", tempfile.mkdtemp(prefix="highroad-tests-"))
