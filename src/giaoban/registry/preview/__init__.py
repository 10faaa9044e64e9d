"""The first rows of a file shown before it is imported."""
