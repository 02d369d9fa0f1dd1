"""Who gets which call, and why."""
