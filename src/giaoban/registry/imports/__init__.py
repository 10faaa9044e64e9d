"""Files taken from a browser: the small ones at once, the others in line, by a process of their own."""
