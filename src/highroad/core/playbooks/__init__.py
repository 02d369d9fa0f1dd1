"""An organization's written practice as versioned data: read, check, compile, explain."""
