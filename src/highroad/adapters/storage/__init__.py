"""The journal, on SQLite, PostgreSQL and in memory. `open_journal` and `open_reader` choose by the address."""
