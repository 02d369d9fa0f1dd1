"""The nouns everyone shares: time, hours, policy."""
