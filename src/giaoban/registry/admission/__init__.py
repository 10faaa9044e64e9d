"""Taking a single person into the registry: found there, or new; with their case, or a new one.

Files go another way, in batches (`linelist`).
"""
