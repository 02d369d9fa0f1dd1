"""The journal, on SQLite, PostgreSQL and in memory."""
