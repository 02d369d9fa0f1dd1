"""The step of a wheel's making that compiles the translations, so that an installed Highroad speaks Spanish too."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileTranslations(BuildHookInterface):
    """Called by hatchling."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002  (hatchling's signature)
        """Make the .mo files beside their .po files."""
        program = Path(self.root) / "tools" / "translations.py"
        subprocess.run([sys.executable, str(program), "compile"], check=True)  # noqa: S603  it is our own program
