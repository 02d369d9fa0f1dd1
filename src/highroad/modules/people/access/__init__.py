"""Who may do what: one declared table of role × action × object × field, and the pure functions that read it."""
