"""The directory: everyone knows it, it knows no one."""
