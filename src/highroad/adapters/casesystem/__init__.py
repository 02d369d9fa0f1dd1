"""An agency's own case system, spoken to over REST."""
