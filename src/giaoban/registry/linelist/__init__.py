"""Importing a case line list: read → check each row → write in batches, every row accounted for."""
