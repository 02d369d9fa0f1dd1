"""Versions of the written practice: drafted, approved by both sides, put in force on a date, never edited after."""
