"""The floor's decisions as plain functions; the engine's own stand in the core."""
