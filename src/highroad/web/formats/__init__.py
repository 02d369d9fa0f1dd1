"""How dates and times are written in each language: 24 hours, "1 Dec 2026"."""
