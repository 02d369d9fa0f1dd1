"""What the organization does; one Django app each."""
