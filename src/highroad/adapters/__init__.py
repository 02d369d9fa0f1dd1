"""The world, one door to each part."""
