"""Pages of the directory, for those who keep it."""
