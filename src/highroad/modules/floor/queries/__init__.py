"""Reads of the floor for screens. Every read is told who looks."""
