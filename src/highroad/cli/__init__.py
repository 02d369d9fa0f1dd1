"""A face: one command per file."""
