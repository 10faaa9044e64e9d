"""The commune's register of who is protected first: in which group, which dose is missing, when last seen."""
