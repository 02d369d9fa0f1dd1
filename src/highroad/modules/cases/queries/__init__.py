"""Reads of cases for screens. Every read is told who looks, and leaves out what they may not see."""
