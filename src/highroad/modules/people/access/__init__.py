"""Who may do what: one declared table of role × action × object × field, and pure functions to read it."""
