"""A county call center alive around one chair: plainly fictional people, seeded, never near a real database."""
