"""Where the demo's texts are, and where it listens. Imports nothing heavy: it comes before the settings are read."""

from __future__ import annotations

import socket
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def playbook_folder(name: str) -> Path:
    """Where a playbook of that name is."""
    return ROOT / "playbooks" / name


def scenario_file(name: str) -> Path:
    """Where the day of a playbook is."""
    return ROOT / "scenarios" / f"{name}-day.yaml"


def listening(port: int) -> socket.socket:
    """A socket on this computer alone. OSError when the port is taken."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind(("127.0.0.1", port))
    sock.listen(128)
    return sock
