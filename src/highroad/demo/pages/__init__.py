"""The demo's own pages: the chairs, and what a simulated caller says."""
