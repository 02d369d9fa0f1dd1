"""The one HTTP client of the program: a short time-out, no redirects, no environment, nothing logged."""

from __future__ import annotations

import logging

import httpx2


def client(url: str, *, token: str, wait_ms: int, transport: httpx2.BaseTransport | None = None) -> httpx2.Client:
    """A client for one service. `transport` stands in for the network in tests."""
    # Its own log lines name whole addresses, and an address may name a case.
    logging.getLogger("httpx2").setLevel(logging.WARNING)
    headers = {"Accept": "application/json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return httpx2.Client(
        base_url=url,
        headers=headers,
        timeout=httpx2.Timeout(wait_ms / 1000),
        follow_redirects=False,
        trust_env=False,
        transport=transport,
    )
