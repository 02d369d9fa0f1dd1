"""Wake-up hints between parts of the program; never the truth. `open_bus` chooses by the address."""
