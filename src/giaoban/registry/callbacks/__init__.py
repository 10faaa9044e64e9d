"""A random few of what a station reports as done, called back each week by the level above."""
