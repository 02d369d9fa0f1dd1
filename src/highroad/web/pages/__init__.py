"""Pages that belong to no module: home, preferences, keys, errors, the style page, health."""
