"""Writes about cases: one verb each, by someone, at a time, in one transaction, with one audit entry."""
