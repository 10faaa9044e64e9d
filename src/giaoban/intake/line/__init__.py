"""Files in line: each is imported in its turn by a process of its own, outside its request."""
