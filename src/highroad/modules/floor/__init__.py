"""The live service, the agent's desk, callbacks, referrals, the wallboard."""
