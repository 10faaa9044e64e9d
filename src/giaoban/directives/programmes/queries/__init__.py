"""Every read of programmes, through a scope; what the next briefing tells reads by its place."""
