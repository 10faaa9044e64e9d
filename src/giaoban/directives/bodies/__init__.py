"""Bodies that own tasks without a role of their own here, and who answers for what, by date."""
