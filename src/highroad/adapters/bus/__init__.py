"""Wake-up hints between parts of the program; never the truth."""
