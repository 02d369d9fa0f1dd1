"""Writes of the floor beside the engine's commands: one verb each, by someone, at a time."""
