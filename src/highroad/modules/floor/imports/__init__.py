"""Call records of other systems, taken into the same facts, so that every report works on them."""
