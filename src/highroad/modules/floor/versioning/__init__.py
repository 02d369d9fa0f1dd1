"""What a version of the practice is, before any table: its states, and its files as they were written."""
