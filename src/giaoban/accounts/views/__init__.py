"""Pages of accounts: one's own, and those of whoever gives accounts."""
