"""Highroad: resolve the caller's need the first time, and build the career of the person who took the call."""

__version__ = "0.1.0"
