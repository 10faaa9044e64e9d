"""The trail of what was done and looked at: closed over by a keyed chain, so that a change is seen."""
