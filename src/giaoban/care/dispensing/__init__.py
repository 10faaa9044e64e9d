"""Medicine handed out at home: ordered by somebody named, moved in the ledger in the same act."""
