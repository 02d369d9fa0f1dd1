"""Figures of the floor, computed from facts alone: books that turn facts into rows, metrics, and their reports."""
