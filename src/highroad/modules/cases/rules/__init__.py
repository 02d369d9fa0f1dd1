"""Decisions about cases as plain functions. A refusal comes back as a code; `wording.py` holds its words."""
