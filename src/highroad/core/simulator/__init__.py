"""The same engine on a virtual clock, with seeded callers and an auditor who disagrees out loud."""
