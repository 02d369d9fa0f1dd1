"""The live service: one engine, one thread, one journal; and everything that is told what happened."""
