"""Pure: no framework, database, clock or chance."""
