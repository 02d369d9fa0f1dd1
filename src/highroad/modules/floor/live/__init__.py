"""What screens are told while it happens: counts of the day, views of the floor, and the hub that carries them."""
