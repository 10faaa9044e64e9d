"""The columns of the extract, by subject."""
