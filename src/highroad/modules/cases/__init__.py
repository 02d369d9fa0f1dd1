"""Callers and cases, confidentiality, comments, the work list."""
